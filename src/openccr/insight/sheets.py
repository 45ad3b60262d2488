"""The figures of a quarter for spreadsheets and programs: CSV that no spreadsheet takes for formulas, and JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from typing import Any

from openccr.insight.queries import QuarterFigures
from openccr.insight.rules.counted import MeetingCounts
from openccr.insight.rules.figures import Figure
from openccr.insight.rules.quarters import last_day
from openccr.insight.rules.wording import unit_of
from openccr.kernel.periods import Period
from openccr.tabular.guard import guard

HEAD = (
    "from", "to", "status", "of", "number", "figure", "count", "out_of", "share_or_rate", "unit", "not_recorded",
    "not_recorded_percent", "definition", "source",
)  # fmt: skip


def csv_of(found: QuarterFigures) -> bytes:
    """The quarter, its twelve months, its meetings, and the referrals by source: a row a figure, UTF-8 with a mark."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    status = status_of(found)
    quarter = found.quarter.period
    for row in (
        *_rows(quarter, status, "the quarter", found.figures),
        *_rows(found.quarter.twelve_months, status, "twelve months", found.twelve_months),
        *(
            row
            for one in found.meetings
            for row in _rows(Period(one.on, one.on), status, "one meeting", _of(one, found))
        ),
    ):
        writer.writerow([guard(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


def _of(meeting: MeetingCounts, found: QuarterFigures) -> Iterator[Figure]:
    """A meeting's counts under the names and definitions of the quarter's figures."""
    for one in found.figures:
        if one.parts:
            yield replace(one, parts=tuple(replace(part, count=meeting.sources.get(part.key, 0)) for part in one.parts))
        elif one.key in meeting.counts:
            yield replace(one, count=meeting.counts[one.key], over=None, unknown=None)


def status_of(found: QuarterFigures) -> str:
    """Whether and by whom the figures were signed off."""
    if found.signed is None:
        return "Not signed off"
    return f"Signed off on {found.signed.at.date().isoformat()} by {found.signed.by}"


def _rows(period: Period, status: str, of: str, figures: Iterable[Figure]) -> Iterator[list[str]]:
    head = [period.first.isoformat(), period.last.isoformat() if period.last else "", status, of]
    for one in figures:
        if one.parts:
            for part in one.parts:
                yield [
                    *head, str(one.place or ""), f"{one.name}: {part.name}", str(part.count), "", "", "", "", "",
                    one.definition, one.source,
                ]  # fmt: skip
            continue
        yield [
            *head,
            str(one.place or ""),
            one.name,
            str(one.count),
            _text(one.over),
            "" if one.value is None else f"{one.value:.2f}",
            unit_of(one),
            _text(one.unknown),
            "" if one.unknown_share is None else f"{one.unknown_share:.2f}",
            one.definition,
            one.source,
        ]


def _text(number: object) -> str:
    return "" if number is None else str(number)


def json_of(found: QuarterFigures, *, area: str) -> dict[str, Any]:
    """The same for a program, by the keys of the pack's return.

    Args:
        area: the partnership's code.
    """
    return {
        "area": area,
        "quarter": str(found.quarter),
        "from": found.quarter.period.first.isoformat(),
        "to": last_day(found.quarter.period).isoformat(),
        "signed_off": found.signed.at.isoformat() if found.signed else None,
        "figures": _by_key(found.figures),
        "twelve_months": _by_key(found.twelve_months),
        "meetings": [
            {"on": one.on.isoformat(), "counts": dict(one.counts), "sources": dict(one.sources)}
            for one in found.meetings
        ],
        "missing": [f"{one.sentence} {one.remedy}" for one in found.missing],
        "changed": list(found.changed),
        "cautions": found.cautions,
    }


def _by_key(figures: Sequence[Figure]) -> dict[str, Any]:
    return {one.key: _sources(one) if one.parts else _one(one) for one in figures}


def _sources(one: Figure) -> dict[str, Any]:
    return {"name": one.name, "parts": {part.key: part.count for part in one.parts}}


def _one(one: Figure) -> dict[str, Any]:
    return {
        "name": one.name,
        "count": one.count,
        "of": one.over,
        "value": None if one.value is None else round(one.value, 2),
        "unit": unit_of(one),
        "not_recorded": one.unknown,
    }
