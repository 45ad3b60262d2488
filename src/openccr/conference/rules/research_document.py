"""The form that an agency without an account fills in: one for a meeting, with the cases that it is invited to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from openccr.conference.rules.research import ResearchState
from openccr.kernel.days import day_words
from openccr.people.rules import PartKind
from openccr.tabular import Cell, Document, Unreadable, read_date
from openccr.tabular.fillable import Box, Fillable, Part

MARKING = "OFFICIAL-SENSITIVE"
KNOWN, NIL = "known", "nil"
WORDS = {
    "victim_facts": "What bears on the risk to the victim",
    "current_risk": "How you see the risk now",
    "her_wishes": "What the victim wants",
    "harmer_facts": "The person who harms",
    "child_facts": "The children",
    "suggested_actions": "What you can offer to do, one action a line",
    "not_for_minutes": "For the meeting, not for the minutes",
}
"""The boxes of a case, by the names of `operations/research.SAID`."""
CONTACT = "contact"
CASE = "Case "
"""How the heading of a case begins."""


@dataclass(frozen=True)
class Somebody:
    """A person of a case, as records are searched by: names and date of birth. Never where anybody is.

    Args:
        young: the words for a child who harms, a child first; empty for everybody else.
    """

    person_id: UUID
    part: PartKind
    name: str
    aliases: tuple[str, ...] = ()
    born_on: date | None = None
    young: str = ""


@dataclass(frozen=True)
class AskedCase:
    """A case that an agency is asked about, and what it has said so far."""

    research_id: UUID
    file_id: UUID
    reference: str
    people: tuple[Somebody, ...]
    state: str = "asked"
    said: Mapping[str, str] = field(default_factory=dict)
    on_people: Mapping[UUID, str] = field(default_factory=dict)
    last_contact_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What came back of one case.

    Args:
        nil: they looked and know nobody.
        new: boxes that were empty here.
        overwrites: boxes where something else stands here.
        problems: what cannot be read, in sentences; such a case is not taken.
        silent: nothing was filled in: no return, which is not nil.
    """

    case: AskedCase
    nil: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    on_people: Mapping[UUID, str] = field(default_factory=dict)
    last_contact_on: date | None = None
    new: tuple[str, ...] = ()
    overwrites: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    silent: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether it says something that does not stand here already, and all of it can be read."""
        new = (self.nil and self.case.state != ResearchState.NIL) or bool(self.new or self.overwrites)
        return not self.silent and not self.problems and new

    @property
    def stands(self) -> bool:
        """Whether an answer stands here already, to which this form adds nothing."""
        return self.case.state != ResearchState.ASKED and not self.problems and not self.can_be_taken


def document_for(cases: Sequence[AskedCase], *, agency: str, to: str, meeting_on: str, due_on: str) -> Fillable:
    """The form for one agency and one meeting; without whereabouts and without what others said."""
    return Fillable(
        title=f"What does {agency} know?",
        marking=MARKING,
        said=(
            f"For the conference of {meeting_on}. Please send it back by {due_on}, by secure mail, to the coordinator.",
            "Search your records for everybody named. Tick one box for each case: knowing nobody is an answer too.",
            "Write only what bears on the risk, and say what is fact and what is opinion. Whoever harms must not "
            "learn of this conference.",
        ),
        parts=tuple(_part(case) for case in cases),
        footer=f"For {to}, {agency}, only. Do not copy or send on.",
    )


def _part(case: AskedCase) -> Part:
    tag = tag_of(case)
    others = [one for one in case.people if one.part is not PartKind.VICTIM]
    parts = {one.part for one in others}
    boxes = [
        Box(
            f"{tag}.state",
            "Do you know anybody in the case?",
            "ticks",
            ((KNOWN, "We know somebody, and write it below"), (NIL, "We looked and know nobody")),
        ),
        Box(f"{tag}.{CONTACT}", "Last contact with anybody in the case", hint="day/month/year"),
    ]
    for name, words in WORDS.items():
        if name == "harmer_facts":
            boxes += [Box(f"{tag}.{key_of(one)}", _called(one), "words") for one in others]
        named = {"harmer_facts": PartKind.HARMER, "child_facts": PartKind.CHILD}.get(name)
        if named is None or named not in parts:
            boxes.append(Box(f"{tag}.{name}", words, "words"))
    return Part(f"{CASE}{case.reference}", tuple(boxes), tuple(map(_searched, case.people)))


def tag_of(case: AskedCase) -> str:
    """How the boxes of a case begin; it names nobody."""
    return case.research_id.hex[:12]


def key_of(one: Somebody) -> str:
    """The box of one person."""
    return f"p{one.person_id.hex[:12]}"


def _called(one: Somebody) -> str:
    return f"{one.young or one.part.label}: {one.name or 'not named'}"


def _searched(one: Somebody) -> str:
    born = f", born {day_words(one.born_on)}" if one.born_on else ", date of birth not known"
    also = f", also {', '.join(one.aliases)}" if one.aliases else ""
    return f"{_called(one)}{also}{born}"


def answers_in(
    document: Document, cases: Sequence[AskedCase], *, today: date, beside: Mapping[str, str] | None = None
) -> tuple[list[Answer], list[str]]:
    """What came back, case by case, and what in it belongs to none of them, in sentences.

    Args:
        beside: what stands in the rows of boxes and not in them, by tag (`research_outside.beside_the_boxes`).
    """
    boxes = dict(document.controls or {})
    for tag, text in (beside or {}).items():
        inside = boxes.get(tag, "")
        boxes[tag] = f"{inside}\n{text}" if inside and "☐" not in inside and inside != text else text
    found = [_answer(case, boxes, today=today) for case in cases]
    tags = {tag_of(case) for case in cases}
    strange = sorted({tag.partition(".")[0] for tag, text in boxes.items() if text and "☐" not in text} - tags)
    lost = [f"{len(strange)} of its cases are not asked of this agency for this meeting, and were not read."]
    return found, lost if strange else []


def _answer(case: AskedCase, boxes: Mapping[str, str], *, today: date) -> Answer:
    tag = tag_of(case)
    ticked = {state for state in (KNOWN, NIL) if boxes.get(f"{tag}.state={state}") == "☒"}
    said = {name: text for name in WORDS if (text := boxes.get(f"{tag}.{name}", ""))}
    on_people = {one.person_id: text for one in case.people if (text := boxes.get(f"{tag}.{key_of(one)}", ""))}
    contact, words = _contact(boxes.get(f"{tag}.{CONTACT}", ""), today=today)
    if words:  # No day that can be counted, and still something they know.
        said["victim_facts"] = "\n".join(filter(None, (f"Last contact: {words}", said.get("victim_facts", ""))))
    problems = []
    if len(ticked) == 2:
        problems.append("Both boxes are ticked: ask whether they know anybody.")
    if NIL in ticked and (said or on_people):
        problems.append("“We know nobody” is ticked, and something is written: ask what is meant.")
    if KNOWN in ticked and not (said or on_people):
        problems.append("“We know somebody” is ticked, and nothing is written: ask what they know.")
    if NIL in ticked and case.state == "returned":
        problems.append("They have already said what they know; a nil does not take its place.")
    names = {one.person_id: _called(one) for one in case.people}
    pairs = [(WORDS[name], case.said.get(name, ""), text) for name, text in said.items()]
    pairs += [(names[person], case.on_people.get(person, ""), text) for person, text in on_people.items()]
    if contact:
        before = case.last_contact_on.isoformat() if case.last_contact_on else ""
        pairs.append(("Last contact", before, contact.isoformat()))
    nil = NIL in ticked and not problems
    return Answer(
        case=case,
        nil=nil,
        said=said,
        on_people=on_people,
        last_contact_on=contact,
        new=("Nothing known",) if nil and case.state == "asked" else _labels(pairs, there=False),
        overwrites=_labels(pairs, there=True),
        problems=tuple(problems),
        silent=not (ticked or said or on_people or contact or problems),
    )


def _labels(pairs: Iterable[tuple[str, str, str]], *, there: bool) -> tuple[str, ...]:
    return tuple(label for label, before, after in pairs if before != after and bool(before) is there)


def _contact(text: str, *, today: date) -> tuple[date | None, str]:
    """The day of the last contact, or the words that stand in its place."""
    if not text:
        return None, ""
    try:
        return read_date(Cell(text, text), today=today, past=True), ""
    except Unreadable:
        return None, text
