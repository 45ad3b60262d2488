"""From the answers of a draft to a submission: one way for the wizard, a form that was read, and a page for outsiders.

The answers go through the readers of the import, so a date or a postcode is right or wrong the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openccr.conference.rules.answers_of_people import child_said, other_said, read_child, read_harmer, read_other
from openccr.conference.rules.drafts import Answers, people, said
from openccr.conference.rules.importing import RowReader
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.safe_contact import call_rule, conditions_not_said, contact_by
from openccr.conference.rules.steps import DETAILS
from openccr.conference.rules.submissions import Submission, gaps
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Description
from openccr.tabular import Cell, Row

OPTIONAL = frozenset({"referral_ref"})
"""A file needs a reference, so that the same referral sent twice is noticed; somebody at the form need not have one."""

JUDGEMENT = "PJ"
CHILDREN_SAID, OTHERS_SAID = "children_said", "others_said"


@dataclass(frozen=True)
class Read:
    """What a draft's answers come to.

    Args:
        submission: the referral, or None while something stops it.
        problems: what stops it: an answer that cannot be read, or one that is needed. `field` is the question's key,
            `harmers.0.dob` for that of the first person who harms.
        gaps: what the coordinator would ask; the referral can be sent without.
    """

    submission: Submission | None
    problems: tuple[Refusal, ...]
    gaps: tuple[Refusal, ...] = ()


def reason_key(code: str) -> str:
    """The question that asks for the reason of a criterion."""
    return "judgement_reason" if code == JUDGEMENT else f"reason_{code}"


def read_answers(answers: Answers, *, reading: Reading) -> Read:
    """Read a draft's answers whole. Nothing is guessed; every problem is named, each with its question."""
    reader = RowReader(row_of(answers), replace(reading, optional=OPTIONAL))
    base = reader.submission()
    problems = [Refusal(_sentence(one.problem), field=one.column) for one in reader.problems]
    harmers, found = _each(answers, "harmers", read_harmer, reading)
    children, more = _each(answers, "children", read_child, reading)
    others, last = _each(answers, "others", read_other, reading)
    dash = RowReader(row_of(answers), reading)
    dash_on = dash.day("dash_on", past=True)
    problems += [Refusal(_sentence(one.problem), field=one.column) for one in dash.problems]
    problems += [*found, *more, *last, *conditions_not_said(answers)]
    if base is None or problems:
        return Read(None, tuple(problems))
    submission = replace(
        base,
        victim=_victim(base.victim, answers, reader),
        harmers=(*base.harmers, *(one for one in harmers if one is not None)),
        children=(*base.children, *children),
        others=tuple(others),
        dash_on=dash_on,
        detail=tuple(_detail(answers, reading)),
    )
    return Read(submission, (), tuple(_gaps(submission, answers, reading)))


def row_of(answers: Mapping[str, Any]) -> Row:
    """The plain answers as a row of a file: what was never asked is blank."""
    cells = {}
    for key, value in answers.items():
        text = _plain(key, value)
        if text:
            cells[key] = Cell(text, text)
    return Row(number=1, cells=cells, original=())


def _plain(key: str, value: Any) -> str:
    if isinstance(value, str):
        # The import knows yes and no; the condition of a yes stands in its own answer.
        return {"conditional": "yes", "not_asked": ""}.get(value, value) if key == "safe_to_call" else value.strip()
    if all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return ""


def _each(answers: Answers, key: str, read: Any, reading: Reading) -> tuple[list[Any], list[Refusal]]:
    made, problems = [], []
    for number, one in enumerate(people(answers, key)):
        if not any(one.values()):
            continue
        person, wrong = read(one, reading)
        made.append(person)
        problems += [Refusal(why.sentence, remedy=why.remedy, field=f"{key}.{number}.{why.field}") for why in wrong]
    return made, problems


def _victim(base: Description, answers: Answers, reader: RowReader) -> Description:
    places = [(kind, reader.text(key)) for kind, key in _PLACES]
    calls = contact_by("phone", answers)
    others = (contact_by(channel, answers) for channel in ("sms", "email", "post"))
    return replace(
        base,
        places=(*base.places, *((kind, text) for kind, text in places if text)),
        contact=replace(calls, rule=call_rule(answers), safe=_cautious(calls.safe, call_rule(answers))),
        other_contacts=tuple(one for one in others if one.safe != "not_asked"),
    )


_PLACES = (("email", "victim_email"), ("gp", "gp"), ("work", "work"), ("landlord", "landlord"))


def _cautious(safe: str, rule: str) -> str:
    """A rule beside a yes makes it a yes under that rule."""
    return "conditional" if safe == "yes" and rule else safe


def _detail(answers: Answers, reading: Reading) -> Iterator[tuple[str, str]]:
    codes = [one.code for one in reading.pack.processes[PROCESS].criteria_in_use]
    for code in codes:
        if code != JUDGEMENT and (text := said(answers, reason_key(code))):
            yield reason_key(code), text
    for key, question in DETAILS.items():
        text = said(answers, key)
        if text and text != question.first:
            yield key, text
    for key, about, sentence_of in ((CHILDREN_SAID, "children", child_said), (OTHERS_SAID, "others", other_said)):
        sentences = [sentence for one in people(answers, about) if (sentence := sentence_of(one))]
        if sentences:
            yield key, "\n".join(sentences)


def _gaps(submission: Submission, answers: Answers, reading: Reading) -> Iterator[Refusal]:
    pack = reading.pack
    yield from gaps(submission, process=pack.processes[PROCESS], ties=pack.relationships.relationships)
    for code in submission.criteria:
        if code != JUDGEMENT and not said(answers, reason_key(code)):
            name = reading.pack.processes[PROCESS].criterion(code).name
            yield Refusal(f"{name}: it is not said why.", remedy="Say it in words.", field="criteria")


def _sentence(problem: Any) -> str:
    text = str(problem)
    return text[:1].upper() + text[1:]
