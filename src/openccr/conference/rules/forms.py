"""Forms and messages that agencies send: by what words they are read, and what a draft is made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from openccr.conference.rules.drafts import Answers
from openccr.conference.rules.form_children import CHILD_COLUMNS, children_in, mark_unborn
from openccr.conference.rules.form_wordings import FORMS_ASK
from openccr.conference.rules.reading import FIRST_HARMER, HARMERS, Reading
from openccr.conference.rules.steps import STEPS, reason_key
from openccr.content.schema.imports import ImportFormat
from openccr.kernel.text import comparable
from openccr.tabular import Answer, Cell, Document, Found, Labels, Section, Unplaced, Unreadable, read_yes_no
from openccr.tabular.names import split_name, without_alias
from openccr.tabular.wordings import compared

VICTIM, HARMER, CHILD, REFERRER = "victim", "perpetrator", "child", "referrer"
WHOLE_NAME = "_name"
"""A box for the whole name, as most paper forms have it; nothing but forms is read so."""
UNPLACED, READ_FROM, SENT_BY = "unplaced", "read_from", "sent_by"
"""What a draft keeps of the document beside its answers: words without a place, the file's name, who sent it when."""

_CHOSEN = {
    question.key: {comparable(words): key for key, words in question.choices}
    for step in STEPS
    if not step.repeats
    for question in step.questions
    if question.choices
}
_MORE = re.compile(r"(?P<short>\w+)\s*[-–—,;:(/.]+\s*(?P<more>\S.*)", re.DOTALL)
_REACHES = frozenset({"victim_phone", "victim_address", "victim_postcode", "safe_to_call"})
"""How somebody is reached: the referrer's own number, taken for the victim's, would be rung as hers."""
_HALVES = ("given_name", "family_name")
_NARRATIVE_KINDS = ("words",)


@dataclass(frozen=True)
class ReadForm:
    """A document as a draft takes it.

    Args:
        source: the document's name.
        answers: as `start_draft` takes them.
        unplaced: words without a place.
        notes: what was passed over.
        problem: why the document could not be read at all.
        sent: who sent the message that it is or hangs on, and when, as the message says.
    """

    source: str
    answers: Answers
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    sent: str = ""

    @property
    def names_her(self) -> bool:
        """Whether it holds the beginning of a referral: somebody is named as the one harmed."""
        return bool(self.answers.get("victim_given_name") or self.answers.get("victim_family_name"))

    def beside(self, others: Iterable[ReadForm]) -> ReadForm:
        """The same document, with what the message it came by says beside it: nothing of that is lost.

        Answers found there are words beside, too: whose they are, a person decides.
        """
        left, notes = list(self.unplaced), list(self.notes)
        for other in others:
            left += [Unplaced(label, text) for label, text in _in_words(other.answers)]
            left += [one for one in other.unplaced if one not in left]
            notes += [note for note in other.notes if note not in notes]
            if other.problem:
                left.append(Unplaced(other.source, other.problem))
        return replace(self, unplaced=tuple(left), notes=tuple(notes))


def labels_of(form: ImportFormat) -> Labels:
    """What a referral form is read by: the pack's wordings for files, and boxes that only forms have."""
    known: dict[str, list[str]] = {name: list(wordings) for name, wordings in form.headings.items()}
    for name in known:
        if name.endswith(WHOLE_NAME) and not name.endswith(_HALVES):
            # "Victim" above a column of a list is whose names stand below; in a form it is a heading.
            known[name] = [wording for wording in known[name] if "name" in compared(wording)]
    taken = {compared(word) for name, wordings in known.items() for word in (name, *wordings)}

    def add(name: str, wordings: Iterable[str]) -> None:
        if name not in known and compared(name) in taken:
            return  # An import already calls another column so.
        taken.add(compared(name))
        kept = known.setdefault(name, [])
        for wording in wordings:
            if compared(wording) not in taken:
                taken.add(compared(wording))
                kept.append(wording)

    words = form.words
    for prefix in (VICTIM, HARMER):
        add(
            f"{prefix}{WHOLE_NAME}",
            (p.format(w) for w in words[prefix] for p in ("{} name", "{} full name", "name of {}", "full name of {}")),
        )
    add(f"{VICTIM}{WHOLE_NAME}", ("name", "full name", "name in full"))
    for column, wordings in CHILD_COLUMNS.items():
        add(f"{CHILD}_{column}", (f"{word} {wording}" for word in words[CHILD] for wording in wordings))
    narrative = {"reason", "judgement_reason", "victim_wishes", "children", "safe_contact_notes"}
    for step in STEPS:
        for question in () if step.repeats else step.questions:
            asked = (one.format(word) for one in FORMS_ASK.get(question.key, ()) for word in words[VICTIM])
            add(question.key, (question.label, question.key, *asked))
            if question.kind in _NARRATIVE_KINDS and question.key not in ("victim_address",):
                narrative.add(question.key)
    for code in form.values["criteria"]:
        if (key := reason_key(code)) not in known:
            add(key, (key,))
            narrative.add(key)
    return Labels(known, _sections(form, known), frozenset(narrative & known.keys()), frozenset(form.ticks))


def _sections(form: ImportFormat, known: Iterable[str]) -> dict[str, Section]:
    def about(*prefixes: str) -> frozenset[str]:
        return frozenset(name for name in known if name.startswith(prefixes))

    about_her = about("victim_") | {"ethnicity", "disability", "lgbt", "language", "safe_to_call", "gp", "occupation"}
    harmers = about(*HARMERS) | {"relationship"}
    words = form.words
    return {
        VICTIM: Section(
            words[VICTIM], (about_her & set(known)) - {"victim_wishes", "victim_aware"}, bare=True, follows=_REACHES
        ),
        HARMER: Section(words[HARMER], harmers & set(known), repeats=True),
        CHILD: Section(words[CHILD], about(f"{CHILD}_"), repeats=True),
        REFERRER: Section(words[REFERRER], about("referrer_") | {"agency"}, bare=True),
    }


def draft_of(document: Document, *, reading: Reading, printed: Iterable[Unplaced] = ()) -> ReadForm:
    """What a draft is made of one document: answers under their questions, whatever else it holds beside them.

    Args:
        printed: what stands on our own form before anybody writes on it, which is nothing that anybody said.
    """
    answers: dict[str, Any] = {}
    people: dict[str, dict[int, dict[str, str]]] = {"harmers": defaultdict(dict), "children": defaultdict(dict)}
    nobody_said = set(printed)
    left = [one for one in dict.fromkeys(document.unplaced) if one not in nobody_said]
    criteria: dict[str, None] = {}
    for one in document.filled:
        if one.name in reading.form.ticks:
            _take_tick(one, reading, answers, criteria)
        elif one.name == "criteria":
            criteria |= dict.fromkeys(_codes(one.text, reading))
        elif one.name == "children":
            for child in children_in(one.text):
                people["children"][len(people["children"]) + 1] = child
        elif one.name.startswith(f"{CHILD}_"):
            key = one.name.removeprefix(f"{CHILD}_")
            text = reading.wordings["sex"].get(comparable(one.text), one.text) if key == "sex" else one.text
            _take(people["children"][one.number], key, text)
        elif (found := _of_harmer(one)) is not None:
            number, key = found
            _take(
                people["harmers"][number],
                key,
                _said(f"{FIRST_HARMER}{key}" if key != "relationship" else key, one.text, reading),
            )
        elif one.name == f"{VICTIM}{WHOLE_NAME}":
            _take(answers, "name", one.text, prefix="victim_")
        else:
            said, more = _with_more(one.name, _said(one.name, one.text, reading), reading)
            answers.setdefault(one.name, said)
            if more:
                left.append(Unplaced(one.label, one.text))
    if criteria:
        answers["criteria"] = list(criteria)
    if answers.get("safe_to_call") == "yes" and answers.get("safe_contact_notes"):
        answers["safe_to_call"] = "conditional"
    for child in people["children"].values():
        mark_unborn(child)
    if answers.get("victim_aware") == "yes" and (why := answers.pop("unaware_reason", "")):
        left.append(Unplaced("If not, why not?", why))  # It was asked of something else, such as her consent.
    for kind, numbered in people.items():
        if numbered:
            answers[kind] = [person for _, person in sorted(numbered.items())]
    form = ReadForm(document.source, answers, tuple(left), document.notes, document.problem, document.sent)
    return _dated(form, document, reading)


def _dated(form: ReadForm, document: Document, reading: Reading) -> ReadForm:
    """The day a message was sent as the day of referral, where the form names none: a proposal, and it says so."""
    on = document.dated.date() if document.dated else None
    if on is None or on > reading.today or form.answers.get("referred_on") or not form.names_her:
        return form
    note = "No day of referral is given. The day on which the message was sent is proposed: look whether it is right."
    return replace(form, answers={**form.answers, "referred_on": on.isoformat()}, notes=(*form.notes, note))


def with_the_rest(form: ReadForm) -> dict[str, Any]:
    """The answers of a draft, and beside them what found no place, so that nothing of the document is lost."""
    left = [{"label": one.label, "text": one.text} for one in form.unplaced]
    left += [{"label": "", "text": note} for note in form.notes]
    beside = {READ_FROM: form.source, SENT_BY: form.sent, UNPLACED: left}
    return {**form.answers, **{key: said for key, said in beside.items() if said}}


def _in_words(answers: Answers) -> Iterable[tuple[str, str]]:
    for key, said in answers.items():
        if isinstance(said, str):
            yield key, said
        else:
            yield key, "; ".join(one if isinstance(one, str) else ", ".join(one.values()) for one in said)


def _of_harmer(one: Found) -> tuple[int, str] | None:
    """Which person who harms, and which question about them, an answer belongs to."""
    first, second = HARMERS
    if one.name == "relationship":
        return one.number, "relationship"
    if one.name.startswith(second):
        return 2, one.name.removeprefix(second)
    return (one.number, one.name.removeprefix(first)) if one.name.startswith(first) else None


def _take(into: dict[str, Any], key: str, text: str, *, prefix: str = "") -> None:
    """Put an answer in; a whole name becomes given and family name, which whoever checks the draft sees."""
    if key != "name":
        into.setdefault(prefix + key, text)
        return
    text, other = without_alias(text)
    if other:
        into.setdefault(f"{prefix}aliases", other)
    given, family = split_name(text)
    into.setdefault(f"{prefix}given_name", given)
    into.setdefault(f"{prefix}family_name", family)


def _take_tick(one: Found, reading: Reading, answers: dict[str, Any], criteria: dict[str, None]) -> None:
    tick = reading.form.ticks[one.name]
    said = _yes_no(one.text)
    if tick.column == "criteria" and said == "yes":
        criteria[tick.value] = None
    elif tick.column == "criteria" and said not in ("no", "unknown"):
        answers.setdefault(reason_key(tick.value), one.text)
        criteria[tick.value] = None
    elif tick.column != "criteria":
        answers.setdefault(tick.column, {"yes": tick.value, "no": tick.otherwise or ""}.get(said, one.text))


def _codes(text: str, reading: Reading) -> list[str]:
    wordings = reading.wordings["criteria"]
    found = []
    for line in re.split(r"[;\n]", text):
        plain = re.sub(r"\s*\([^()]*\)", "", line)
        said = [wordings.get(comparable(one)) for one in (line, plain)]
        found.append(next(filter(None, said), line.strip()))
    return [one for one in found if one]


def _said(name: str, text: str, reading: Reading) -> str:
    """The key of a choice where the wording is one the pack knows; else the words, for the page to name as wrong."""
    if (chosen := _CHOSEN.get(name, {}).get(comparable(text))) is not None:
        return chosen
    try:
        column = reading.form.column(name)
    except KeyError:
        return text
    if column.kind == "yes_no_unknown":
        return _yes_no(text)
    if column.kind == "choice":
        return reading.wordings_of(name).get(comparable(text), text)
    return text


def _with_more(name: str, said: str, reading: Reading) -> tuple[str, str]:
    """ "Y - epilepsy" as the answer and what is written beyond it, which stands beside the draft."""
    found = _MORE.fullmatch(said)
    try:
        asks = reading.form.column(name).kind == "yes_no_unknown"
    except KeyError:
        asks = False
    if found is None or not asks or _yes_no(found["more"]) != found["more"]:
        return said, ""  # nothing more, or "Yes / No", of which nobody chose one
    short = _yes_no(found["short"])
    return (short, found["more"]) if short in ("yes", "no", "unknown") else (said, "")


def _yes_no(text: str) -> str:
    try:
        read = read_yes_no(Cell(text, text))
    except Unreadable:
        return text
    return {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}.get(read, "")
