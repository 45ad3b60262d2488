"""From what an agency's system sends to a row as a file has it, so that the same rules read both.

Nothing about recourse to public funds or immigration comes in this way: a system sends what it holds, and whether she
is safe to be asked that is for her adviser alone (mission, "must never happen").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.reading import Reading
from openccr.conference.rules.submissions import Submission
from openccr.content.schema.imports import ImportFormat
from openccr.tabular import Cell, Problem, Row, RowProblem, RowRefused

Sent = str | bool | int | Sequence[str] | None

NOT_HERE = Problem(
    "recourse to public funds and immigration are never sent by a system",
    "Take the field out; the adviser asks and writes it down.",
)
WRITE_DATES = Problem("this is not a date", "Write it as 2026-04-03.")
_IMMIGRATION = re.compile(r"recourse|nrpf|immigra|visa|asylum|nationality|citizen|refugee", re.IGNORECASE)
_DATES = ("date", "birth_date")


def fields_of(form: ImportFormat) -> list[str]:
    """The fields that a system may send: a file's columns, without the referring agency and what is never sent."""
    kept = [name for name in form.headings if name not in form.ticks and name != "agency"]
    return [name for name in kept if form.column(name).wall != "idva_only"]


def read_sent(sent: Mapping[str, Sent], *, own_agency: str, reading: Reading) -> Submission:
    """The referral that a system sent in its own agency's name. Raises RowRefused with every problem it has.

    Args:
        sent: field → text, yes or no, number or list of texts; dates as 2026-04-03.
        own_agency: the name of the agency whose system it is.
    """
    known = set(fields_of(reading.form))
    problems: list[RowProblem] = []
    cells = {"agency": Cell(own_agency, own_agency)}
    for name, value in sent.items():
        try:
            _check_name(name, known)
            if value not in (None, "", []):
                cells[name] = _cell(value, is_date=reading.form.column(name).kind in _DATES)
        except RowRefused as refused:
            problems += [RowProblem(name[:60], one.problem) for one in refused.problems]
    try:
        submission = read_submission(Row(number=1, cells=cells, original=()), reading=reading)
    except RowRefused as refused:
        named = {one.column for one in problems}
        others = (_as_sent(one, reading) for one in refused.problems if one.column not in named)
        raise RowRefused([*problems, *others]) from None
    if problems:
        raise RowRefused(problems)
    return submission


def _as_sent(one: RowProblem, reading: Reading) -> RowProblem:
    """A day that cannot be right is told to a system as a system writes it, never as 25/04/2026."""
    if one.column not in reading.form.headings or reading.form.column(one.column).kind not in _DATES:
        return one
    return RowProblem(one.column, Problem(one.problem.problem, f"Look at the day. {WRITE_DATES.remedy}"))


def _check_name(name: str, known: set[str]) -> None:
    if name in known:
        return
    if _IMMIGRATION.search(name):
        raise RowRefused([RowProblem(name, NOT_HERE)])
    raise RowRefused([RowProblem(name, Problem("there is no such field", "Look at the description of this call."))])


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
