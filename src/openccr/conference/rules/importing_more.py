"""What a referral says besides: how the victim is reached, and details that have no field of their own.

One reading for the form, a row of a file and what a system sends: a question of `steps.py` is a column of its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from openccr.conference.rules.questions import Question
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.safe_contact import CHANNELS, call_rule, conditions_not_said, contact_by
from openccr.conference.rules.steps import DETAILS, JUDGEMENT, PLACES, QUESTIONS, reason_key
from openccr.kernel.text import comparable
from openccr.people.rules import Contact, Description
from openccr.tabular import ENGLISH_ANSWERS, Answer, Cell, Row, Unreadable, read_email, read_yes_no
from openccr.tabular.values import is_not_known

T = TypeVar("T")

_PLACE_LENGTH = 500
_ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown", Answer.NOT_GIVEN: ""}
_WORDINGS = {
    question.key: {comparable(word): key for key, label in question.choices for word in (key, label)}
    for question in QUESTIONS.values()
}
_WITH_CALLS = ("voicemail", "cover", "safe_people", "unsafe_people", "shared_device")

_INTERPRETERS = {"female": "woman", "male": "man"}
"""Each answer of the referral about the interpreter's gender as the case keeps it; any other: any."""


class _Reader(Protocol):
    reading: Reading
    row: Row

    def text(self, column: str, *, longest: int = ...) -> str: ...
    def read(self, column: str, reader: Callable[[Cell], T]) -> T | None: ...
    def refuse(self, column: str, problem: str, remedy: str) -> None: ...


def with_more(reader: _Reader, victim: Description) -> Description:
    """The victim with every way to reach them and the places that only some referrals name."""
    said: dict[str, Any] = {}
    for channel, (safe, how) in CHANNELS.items():
        said[safe], said[how] = _said(reader, QUESTIONS[safe]), reader.text(how)
        if said[safe] == "yes" and said[how]:
            said[safe] = "conditional"  # a rule beside a yes makes it a yes under that rule
        if channel == "phone":
            said |= {key: _said(reader, QUESTIONS[key]) for key in _WITH_CALLS}
    for problem in conditions_not_said(said):
        reader.refuse(problem.field or "", problem.sentence.rstrip("."), problem.remedy)
    calls, *others = (contact_by(channel, said) for channel in CHANNELS)
    return replace(
        victim,
        places=(*victim.places, *_places(reader)),
        contact=_under(calls, call_rule(said)),
        other_contacts=tuple(one for one in others if one.safe != "not_asked"),
        dialect=_said(reader, QUESTIONS["dialect"]),
        interpreter_gender=_INTERPRETERS.get(_said(reader, QUESTIONS["interpreter_gender"]), "any"),
        own_community=_said(reader, QUESTIONS["interpreter_community"]) == "yes",
    )


def _under(calls: Contact, rule: str) -> Contact:
    return replace(calls, rule=rule, safe="conditional" if calls.safe == "yes" and rule else calls.safe)


def _places(reader: _Reader) -> Iterator[tuple[str, str]]:
    for key, kind in PLACES.items():
        email = kind == "email"
        text = reader.read(key, read_email) if email else reader.text(key, longest=_PLACE_LENGTH)
        if text:
            yield kind, text


def details_of(reader: _Reader) -> tuple[tuple[str, str], ...]:
    """What has no field of its own: why each criterion is met, then the details in the order of the form."""
    criteria = (one.code for one in reader.reading.pack.processes[PROCESS].criteria_in_use)
    reasons = ((reason_key(code), reader.text(reason_key(code))) for code in criteria if code != JUDGEMENT)
    rest = ((key, _said(reader, question)) for key, question in DETAILS.items())
    return tuple((key, text) for key, text in (*reasons, *rest) if text and text != _first(key))


def _first(key: str) -> str:
    """The answer that stands before anybody has given one: it says nothing."""
    return DETAILS[key].first if key in DETAILS else ""


def _said(reader: _Reader, question: Question) -> str:
    if question.key not in reader.row.cells:
        return ""
    if not question.choices:
        return reader.text(question.key, longest=question.longest)
    keys = {key for key, _ in question.choices}
    wordings = {**_WORDINGS[question.key], **reader.reading.wordings_of(question.key)}

    def chosen(cell: Cell) -> str:
        if (found := wordings.get(comparable(cell.text))) is not None:
            return found
        if is_not_known(cell.text):
            asked = ENGLISH_ANSWERS.get(comparable(cell.text)) is Answer.UNKNOWN
            return "unknown" if asked and "unknown" in keys else ""
        if keys >= {"yes", "no"}:
            return _ANSWERS[read_yes_no(cell)]
        words = ", ".join(label for _, label in question.choices)
        raise Unreadable("this is none of the answers", f"Write one of: {words}.")

    return reader.read(question.key, chosen) or ""
