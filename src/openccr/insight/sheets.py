"""The figures of a quarter for spreadsheets and programs: CSV and XLSX that hold no formulas, and JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

from django.utils.timezone import localdate

from openccr.insight.queries import QuarterFigures
from openccr.insight.rules.counted import MeetingCounts
from openccr.insight.rules.figures import WOMEN, Figure
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
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    for row in _every_row(found):
        writer.writerow([guard(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


NUMBERS = tuple(
    HEAD.index(name) for name in ("number", "count", "out_of", "share_or_rate", "not_recorded", "not_recorded_percent")
)


def xlsx_of(found: QuarterFigures) -> bytes:
    """The same rows as a workbook of one sheet, numbers as numbers, without formulas or hidden parts."""
    from xlsxwriter import Workbook  # large, and most processes write none

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(str(found.quarter))
    sheet.freeze_panes(1, 0)
    for name in ("figure", "definition", "source"):
        sheet.set_column(HEAD.index(name), HEAD.index(name), 50)
    for line, row in enumerate((list(HEAD), *_every_row(found))):
        for place, text in enumerate(row):
            if line and place in NUMBERS and text and text.replace(".", "", 1).isdigit():
                sheet.write_number(line, place, float(text))
            else:
                sheet.write_string(line, place, guard(text))
    book.close()
    return out.getvalue()


def _every_row(found: QuarterFigures) -> Iterator[list[str]]:
    status = status_of(found)
    yield from _rows(found.quarter.period, status, "the quarter", found.figures)
    yield from _rows(found.quarter.twelve_months, status, "twelve months", found.twelve_months)
    for one in found.meetings:
        yield from _rows(Period(one.on, one.on), status, "one meeting", _of(one, found))


def _of(meeting: MeetingCounts, found: QuarterFigures) -> Iterator[Figure]:
    """A meeting's counts under the names and definitions of the quarter's figures."""
    for one in found.figures:
        if one.parts:
            yield replace(one, parts=tuple(replace(part, count=meeting.sources.get(part.key, 0)) for part in one.parts))
        elif one.key in meeting.counts:
            yield replace(one, count=meeting.counts[one.key], over=None, unknown=None)


def status_of(found: QuarterFigures) -> str:
    """Whether and by whom the figures were signed off, and which correction of them this is."""
    if found.signed is None:
        return "Not signed off"
    status = f"Signed off on {localdate(found.signed.at).isoformat()} by {found.signed.by}"
    if found.signed.number > 1:  # two files of one day are told apart by it
        status += f", correction {found.signed.number - 1}: {found.signed.reason}"
    return status


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


WOMEN_CELL = "adult_women"
"""The cell that is the rate's denominator: nobody lives in an area of no women, so nought means not entered."""


def json_of(found: QuarterFigures, *, area: str) -> dict[str, Any]:
    """The same for a program, by the keys of the pack's return.

    Every cell is a count with the number of cases for which it is not recorded, but the rate, which is a rate, and the
    sources, which are a count by source.

    Args:
        area: the partnership's code.
    """
    return {
        "area": area,
        "quarter": str(found.quarter),
        "from": found.quarter.period.first.isoformat(),
        "to": last_day(found.quarter.period).isoformat(),
        "signed_off": found.signed.at.isoformat() if found.signed else None,
        "corrections": found.signed.number - 1 if found.signed else 0,
        "cells": {one.key: _cell(one) for one in found.figures},
        "rolling_12_months": {one.key: _cell(one) for one in found.twelve_months},
        "meetings": [
            {"on": one.on.isoformat(), "counts": dict(one.counts), "sources": dict(one.sources)}
            for one in found.meetings
        ],
        "missing": [f"{one.sentence} {one.remedy}" for one in found.missing],
        "changed": list(found.changed),
        "cautions": found.cautions,
    }


def _cell(one: Figure) -> dict[str, Any]:
    return {"value": _value(one), "unknown": one.unknown or 0}


def _value(one: Figure) -> Any:
    if one.parts:
        return {part.key or "not_recorded": part.count for part in one.parts}
    if one.per == WOMEN:
        return None if one.value is None else round(one.value, 2)
    return None if one.key == WOMEN_CELL and not one.count else one.count
