"""Forms and messages that agencies send: by what words they are read, and what a draft is made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from openccr.conference.rules.answers import reason_key
from openccr.conference.rules.drafts import Answers
from openccr.conference.rules.form_wordings import FORMS_ASK
from openccr.conference.rules.reading import FIRST_HARMER, HARMERS, Reading
from openccr.conference.rules.steps import STEPS
from openccr.conference.rules.whole_names import split_name
from openccr.content.schema.imports import ImportFormat
from openccr.kernel.text import comparable
from openccr.tabular import Answer, Cell, Document, Found, Labels, Section, Unplaced, Unreadable, read_yes_no

VICTIM, HARMER, CHILD, REFERRER = "victim", "perpetrator", "child", "referrer"
WHOLE_NAME = "_name"
"""A box for the whole name, as most paper forms have it; nothing but forms is read so."""
UNPLACED, READ_FROM = "unplaced", "read_from"
"""What a draft keeps of the document beside its answers: words without a place, and the file's name."""

_CHILD_COLUMNS = {
    "name": ("name", "full name", "name of"),
    "given_name": ("first name", "forename", "given name"),
    "family_name": ("surname", "family name", "last name"),
    "dob": ("dob", "date of birth", "birth date"),
    "sex": ("sex", "gender", "m f"),
    "school": ("school", "nursery", "school or nursery", "school nursery", "school attended"),
    "to_her": ("relationship to victim", "relationship to client"),
    "to_harmer": ("relationship to perpetrator",),
    "address": ("address", "address if different"),
    "carer": ("carer", "living with", "lives with", "who they live with"),
    "expected_on": ("due date", "expected date of birth", "edd"),
}
_CHOSEN = {
    question.key: {comparable(words): key for key, words in question.choices}
    for step in STEPS
    if not step.repeats
    for question in step.questions
    if question.choices
}
_DATED = re.compile(
    r"^(?P<name>.*?)[\s,(–-]*(?:dob:?|born:?)?\s*(?P<on>[0-9]{1,2}[./ -][0-9a-z]+[./ -][0-9]{2,4})\W*$", re.I
)
_NARRATIVE_KINDS = ("words",)
_EXPECTED = re.compile(r"^\W*(?:edd|e\.d\.d\.?|due|expected)\b[\s:]*(?:on\b)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class ReadForm:
    """A document as a draft takes it.

    Args:
        source: the document's name.
        answers: as `start_draft` takes them.
        unplaced: words without a place.
        notes: what was passed over.
        problem: why the document could not be read at all.
    """

    source: str
    answers: Answers
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""

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
    taken = {comparable(word) for name, wordings in known.items() for word in (name, *wordings)}

    def add(name: str, wordings: Iterable[str]) -> None:
        if name not in known and comparable(name) in taken:
            return  # An import already calls another column so.
        taken.add(comparable(name))
        kept = known.setdefault(name, [])
        for wording in wordings:
            if comparable(wording) not in taken:
                taken.add(comparable(wording))
                kept.append(wording)

    words = form.words
    for prefix in (VICTIM, HARMER):
        add(
            f"{prefix}{WHOLE_NAME}",
            (p.format(w) for w in words[prefix] for p in ("{} name", "{} full name", "name of {}", "full name of {}")),
        )
    add(f"{VICTIM}{WHOLE_NAME}", ("name", "full name", "name in full"))
    for column, wordings in _CHILD_COLUMNS.items():
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
    return Labels(known, _sections(form, known), frozenset(narrative & known.keys()))


def _sections(form: ImportFormat, known: Iterable[str]) -> dict[str, Section]:
    def about(*prefixes: str) -> frozenset[str]:
        return frozenset(name for name in known if name.startswith(prefixes))

    about_her = about("victim_") | {"ethnicity", "disability", "lgbt", "language", "safe_to_call", "gp", "occupation"}
    harmers = about(*HARMERS) | {"relationship"}
    words = form.words
    return {
        VICTIM: Section(words[VICTIM], (about_her & set(known)) - {"victim_wishes", "victim_aware"}, bare=True),
        HARMER: Section(words[HARMER], harmers & set(known), repeats=True),
        CHILD: Section(words[CHILD], about(f"{CHILD}_"), repeats=True),
        REFERRER: Section(words[REFERRER], about("referrer_") | {"agency"}),
    }


def draft_of(document: Document, *, reading: Reading, printed: Iterable[Unplaced] = ()) -> ReadForm:
    """What a draft is made of one document: answers under their questions, whatever else it holds beside them.

    Args:
        printed: what stands on our own form before anybody writes on it, which is nothing that anybody said.
    """
    answers: dict[str, Any] = {}
    people: dict[str, dict[int, dict[str, str]]] = {"harmers": defaultdict(dict), "children": defaultdict(dict)}
    left = [one for one in document.unplaced if one not in set(printed)]
    criteria: dict[str, None] = {}
    for one in document.filled:
        if one.name in reading.form.ticks:
            _take_tick(one, reading, answers, criteria)
        elif one.name == "criteria":
            criteria |= dict.fromkeys(_codes(one.text, reading))
        elif one.name == "children":
            for child in _children(one.text):
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
            answers.setdefault(one.name, _said(one.name, one.text, reading))
    if criteria:
        answers["criteria"] = list(criteria)
    if answers.get("safe_to_call") == "yes" and answers.get("safe_contact_notes"):
        answers["safe_to_call"] = "conditional"
    for child in people["children"].values():
        _unborn(child)
    for kind, numbered in people.items():
        if numbered:
            answers[kind] = [person for _, person in sorted(numbered.items())]
    return ReadForm(document.source, answers, tuple(left), document.notes, document.problem)


def with_the_rest(form: ReadForm) -> dict[str, Any]:
    """The answers of a draft, and beside them what found no place, so that nothing of the document is lost."""
    left = [{"label": one.label, "text": one.text} for one in form.unplaced]
    left += [{"label": "", "text": note} for note in form.notes]
    return {**form.answers, READ_FROM: form.source, **({UNPLACED: left} if left else {})}


def _unborn(child: dict[str, str]) -> None:
    """A child named "Unborn", or with a day of birth that is "EDD 20/02/2027", is not born yet."""
    expected = _EXPECTED.match(child.get("dob", ""))
    named = comparable(child.get("given_name", "")).startswith("unborn")
    if expected or named:
        on = child.pop("dob", "")
        child.setdefault("expected_on", on[expected.end() :] if expected else on)
    if named:
        del child["given_name"]
    if named or (child.get("expected_on") and not child.get("dob")):
        child["unborn"] = "yes"


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


def _children(text: str) -> list[dict[str, str]]:
    """Children written in one box, one a line: "Ella 25/04/2019", "unborn, due 1/2/2027"."""
    found = []
    for line in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        dated = _DATED.match(line)
        name, on = (dated["name"].strip(" ,("), dated["on"]) if dated else (line, "")
        if comparable(name).startswith("unborn"):
            found.append({"unborn": "yes", "expected_on": on})
        else:
            given, family = split_name(name)
            found.append(
                {key: said for key, said in (("given_name", given), ("family_name", family), ("dob", on)) if said}
            )
    return found


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


def _yes_no(text: str) -> str:
    try:
        read = read_yes_no(Cell(text, text))
    except Unreadable:
        return text
    return {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}.get(read, "")
