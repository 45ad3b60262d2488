"""From what an agency's system sends to a row as a file has it, so that the same rules read both.

Nothing about recourse to public funds or immigration comes in this way: a system sends what it holds, and whether she
is safe to be asked that is for her adviser alone (mission, "must never happen").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openccr.conference.rules.answers import with_people
from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.questions import Step
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.steps import JUDGEMENT, reason_key
from openccr.conference.rules.steps_of_people import CHILDREN, HARMERS, OTHERS
from openccr.conference.rules.submissions import Submission
from openccr.content.schema.imports import ImportFormat
from openccr.content.schema.processes import Process
from openccr.kernel.refusals import Refusal
from openccr.tabular import Cell, Problem, Row, RowProblem, RowRefused

Sent = str | bool | int | Sequence[str] | Sequence[Mapping[str, str | bool | None]] | None

PEOPLE: Mapping[str, Step] = {step.key: step for step in (HARMERS, CHILDREN, OTHERS)}
"""Who is described one by one, each by the questions of their page of the form."""

NOT_HERE = Problem(
    "recourse to public funds and immigration are never sent by a system",
    "Take the field out; the adviser asks and writes it down.",
)
WRITE_DATES = Problem("this is not a date", "Write it as 2026-04-03.")
NO_SUCH_FIELD = Problem("there is no such field", "Look at the description of this call.")
SAY_EACH = Problem("each person is described by fields", 'Send objects, such as {"given_name": "Alex"}.')
_IMMIGRATION = re.compile(r"recourse|nrpf|immigra|visa|asylum|nationality|citizen|refugee", re.IGNORECASE)
_DATES = ("date", "birth_date")


def fields_of(form: ImportFormat, process: Process) -> list[str]:
    """The fields that a system may send: a file's columns, without the referring agency and what is never sent.

    With them the reason of each criterion, and people described one by one (`PEOPLE`).
    """
    kept = [name for name in form.headings if name not in form.ticks and name != "agency"]
    reasons = (reason_key(one.code) for one in process.criteria_in_use if one.code != JUDGEMENT)
    names = [name for name in kept if form.column(name).wall != "idva_only"]
    return [*names, *reasons, *(key for key in PEOPLE if key not in names)]


def read_sent(sent: Mapping[str, Sent], *, own_agency: str, reading: Reading) -> Submission:
    """The referral that a system sent in its own agency's name. Raises RowRefused with every problem it has.

    Args:
        sent: field → text, yes or no, number, list of texts, or list of people; dates as 2026-04-03.
        own_agency: the name of the agency whose system it is.
    """
    known = set(fields_of(reading.form, reading.pack.processes[PROCESS]))
    problems: list[RowProblem] = []
    cells = {"agency": Cell(own_agency, own_agency)}
    described: dict[str, list[dict[str, str]]] = {}
    for name, value in sent.items():
        try:
            _check_name(name, known)
            if name in PEOPLE and (each := _each(value)):
                described[name] = [_person(PEOPLE[name], number, one) for number, one in enumerate(each)]
            elif name in PEOPLE and name not in reading.form.headings and value not in (None, []):
                raise RowRefused([RowProblem(name, SAY_EACH)])
            elif value not in (None, "", []):
                cells[name] = _cell(value, is_date=_is_date(name, reading.form))
        except RowRefused as refused:
            problems += [RowProblem(one.column[:60] or name[:60], one.problem) for one in refused.problems]
    try:
        submission = read_submission(Row(number=1, cells=cells, original=()), reading=reading)
        submission, wrong = with_people(submission, described, reading)
        problems += [_of_person(one) for one in wrong]
    except RowRefused as refused:
        named = {one.column for one in problems}
        others = (_as_sent(one, reading) for one in refused.problems if one.column not in named)
        raise RowRefused([*problems, *others]) from None
    if problems:
        raise RowRefused(problems)
    return submission


def _each(value: Sent) -> list[Mapping[str, str | bool | None]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def _person(step: Step, number: int, said: Mapping[str, str | bool | None]) -> dict[str, str]:
    """One person's answers as the form has them. Raises RowRefused, with `children.0.dob` as the field."""
    asked = {one.key: one for one in step.questions}
    answers: dict[str, str] = {}
    problems: list[RowProblem] = []
    for name, value in said.items():
        field = f"{step.key}.{number}.{name}"
        question = asked.get(name)
        text = {True: "yes", False: "no", None: ""}[value] if not isinstance(value, str) else value.strip()
        if question is None:
            problems.append(RowProblem(field, NOT_HERE if _IMMIGRATION.search(name) else NO_SUCH_FIELD))
        elif question.kind in ("date", "birth") and text and not _is_day(text):
            problems.append(RowProblem(field, WRITE_DATES))
        elif question.choices and text and text not in dict(question.choices):
            allowed = ", ".join(key for key, _ in question.choices)
            problems.append(RowProblem(field, Problem("this is none of the answers", f"Send one of: {allowed}.")))
        else:
            answers[name] = text
    if problems:
        raise RowRefused(problems)
    return answers


def _of_person(wrong: Refusal) -> RowProblem:
    """What the form would say, to a system: a sentence of its own each, and no date in the form's way."""
    sentence, _, remedy = wrong.sentence.partition(". ")
    field = wrong.field or ""
    if field.endswith(("dob", "expected_on")):
        remedy = f"Look at the day. {WRITE_DATES.remedy}"
    problem = sentence.rstrip(".")
    return RowProblem(field, Problem(problem[:1].lower() + problem[1:], wrong.remedy or remedy))


def _as_sent(one: RowProblem, reading: Reading) -> RowProblem:
    """A day that cannot be right is told to a system as a system writes it, never as 25/04/2026."""
    if not _is_date(one.column, reading.form):
        return one
    return RowProblem(one.column, Problem(one.problem.problem, f"Look at the day. {WRITE_DATES.remedy}"))


def _check_name(name: str, known: set[str]) -> None:
    if name in known:
        return
    if _IMMIGRATION.search(name):
        raise RowRefused([RowProblem(name, NOT_HERE)])
    raise RowRefused([RowProblem(name, NO_SUCH_FIELD)])


def _is_date(name: str, form: ImportFormat) -> bool:
    return name in form.headings and name not in form.ticks and form.column(name).kind in _DATES


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _cell(value: Any, *, is_date: bool) -> Cell:
    if isinstance(value, bool):
        return Cell("yes" if value else "no", "yes" if value else "no")
    text = "; ".join(value) if isinstance(value, list | tuple) else str(value).strip()
    if not is_date:
        return Cell(text, text)
    try:
        return Cell(datetime.combine(date.fromisoformat(text), time.min), text)
    except ValueError:
        raise RowRefused([RowProblem("", WRITE_DATES)]) from None
