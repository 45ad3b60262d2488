"""The tables of the figures' pages, as `ui/parts/table.html` draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from openccr.insight.queries import Beside, QuarterFigures
from openccr.insight.rules.comparing import Compared
from openccr.insight.rules.drilling import can_be_opened
from openccr.insight.rules.figures import Figure, Number
from openccr.insight.rules.quarters import last_day
from openccr.insight.rules.wording import (
    expected_words,
    number_words,
    of_words,
    share_words,
    unknown_words,
    value_words,
)
from openccr.kernel.days import day_words
from openccr.ui.kinds import Column

Data = dict[str, Any]


def of_quarter(found: QuarterFigures) -> Data:
    """Every figure of the quarter beside its twelve months."""
    year = {one.key: one for one in found.twelve_months}
    return table(
        "The quarter's figures",
        [
            Column("figure", "Figure"),
            Column("count", "Number", numeric=True),
            Column("share", "Share or rate", numeric=True),
            Column("unknown", "Not recorded", numeric=True),
            Column("year", f"12 months to {day_words(last_day(found.quarter.period))}", numeric=True),
        ],
        [_figure_row(one, year[one.key], found) for one in found.figures if not one.parts],
    )


def _figure_row(one: Figure, year: Figure, found: QuarterFigures) -> list[Data]:
    exact = found.exact
    cases = _cases_of(found, one.key)
    return [
        {"text": one.name},
        {"text": number_words(one.count) if one.over is None else of_words(one.count, one.over), "href": cases},
        {"text": share_words(one, exact=exact), "note": f"usual {expected_words(one)}" if one.expected else ""},
        {"text": unknown_words(one, exact=exact), "href": cases and one.unknown and f"{cases}?unknown"},
        {
            "text": share_words(year, exact=exact) or number_words(year.count),
            "note": of_words(year.count, year.over), "href": cases and f"{cases}?year",
        },
    ]  # fmt: skip


def _cases_of(found: QuarterFigures, key: str) -> str:
    """Where the cases behind a figure are listed, for those who see every figure; "" where it counts none."""
    if not found.exact or not can_be_opened(found.form.cells[key]):
        return ""
    return reverse("insight.cases", kwargs={"quarter": str(found.quarter), "cell": key})


def _narrowed(cases: str, number: Number, to: str) -> str:
    """The same list narrowed; "" where there is nothing to list."""
    return f"{cases}?{to}" if cases and number else ""


def definitions(found: QuarterFigures) -> Data:
    """How each figure is counted, and where it comes from."""
    return table(
        "How each figure is counted",
        [
            Column("figure", "Figure"),
            Column("definition", "What is counted"),
            Column("over", "As a share or rate of"),
            Column("source", "Source"),
        ],
        [
            [{"text": one.name}, {"text": one.definition}, {"text": one.divided_by}, {"text": one.source}]
            for one in found.figures
        ],
    )


def by_source(found: QuarterFigures) -> Data:
    """The referrals by source, in the quarter and in its twelve months; the most first."""
    quarter = [part for one in found.figures for part in one.parts]
    cases = next((_cases_of(found, one.key) for one in found.figures if one.parts), "")
    year = {part.key: part.count for one in found.twelve_months for part in one.parts}
    most_first = sorted(quarter, key=lambda part: -part.count if isinstance(part.count, int) else -1)
    return table(
        "Referrals by source",
        [
            Column("source", "Source"),
            Column("count", "Number", numeric=True),
            Column("year", f"12 months to {day_words(last_day(found.quarter.period))}", numeric=True),
        ],
        [
            [
                {"text": part.name},
                {"text": number_words(part.count), "href": _narrowed(cases, part.count, f"source={part.key}")},
                {
                    "text": number_words(year.get(part.key, 0)),
                    "href": _narrowed(cases, year.get(part.key, 0), f"year&source={part.key}"),
                },
            ]
            for part in most_first
        ],
    )


def by_meeting(found: QuarterFigures) -> Data:
    """Each meeting's counts, a column a meeting: their days are shorter than the figures' names."""
    days = [one.on for one in found.meetings]
    return table(
        "Each meeting",
        [
            Column("figure", "Figure"),
            *(
                Column(f"meeting_{number}", f"{one.on.day} {one.on:%b}", True)
                for number, one in enumerate(found.meetings)
            ),
        ],
        [
            [
                {"text": one.name},
                *(
                    {
                        "text": number_words(meeting.counts[one.key]),
                        # Two that met on one day share a list: it would be longer than either number says.
                        "href": _narrowed(_cases_of(found, one.key), meeting.counts[one.key], f"on={meeting.on}")
                        if days.count(meeting.on) == 1
                        else "",
                    }
                    for meeting in found.meetings
                ),
            ]
            for one in found.figures
            if found.meetings and one.key in found.meetings[0].counts and one.key != "meetings"
        ],
    )


def of_national(beside: Beside) -> Data:
    """The area's twelve months beside the published national row."""
    return table(
        "This area beside the national figures",
        [
            Column("figure", "Figure"),
            Column("here", "This area", numeric=True),
            Column("national", "Nationally", numeric=True),
            Column("unknown", "Not recorded here", numeric=True),
        ],
        [_beside_row(one, exact=beside.exact) for one in beside.rows],
    )


def _beside_row(one: Compared, *, exact: bool) -> list[Data]:
    here = value_words(one.here, unit=one.unit, exact=exact)
    counted = of_words(one.count, one.over)
    return [
        {"text": one.name},
        {"text": here or "Not shown", "note": counted},
        {"text": value_words(one.national, unit=one.unit, exact=True) or "Not published"},
        {"text": value_words(one.unknown_share, unit="%", exact=exact)},
    ]


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Data]]) -> Data:
    """A table as `ui/parts/table.html` draws it."""
    return {
        "caption": caption,
        "columns": columns,
        "rows": [
            {"cells": [cell | {"numeric": column.numeric} for cell, column in zip(row, columns, strict=True)]}
            for row in rows
        ],
        "empty": {"text": "Nothing was counted in this time."},
    }
