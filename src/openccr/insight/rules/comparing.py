"""This area's figures beside the published national ones: shares and rates, since whole numbers do not compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openccr.content import Pack
from openccr.content.schema.figures import Figures, Row
from openccr.insight.rules.figures import Figure, Number
from openccr.kernel.days import day_words

SERIES = "marac-national"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One figure of the area beside the national one.

    Args:
        unit: "%", or empty where the name says it.
        here: the area's share or rate; None where there is none, or where it is not shown.
        count, over: what it is worked out from.
        unknown_share: the percentage of cases for which it is not recorded; None where that cannot be.
        national: the published figure; None where none was published.
    """

    key: str
    name: str
    unit: str
    here: float | None
    count: Number
    over: Number | None
    unknown_share: float | None
    national: float | None


def compared(figures: Sequence[Figure], series: Figures) -> list[Compared]:
    """The area's twelve months beside the last row of a published series; without `figures` the national ones alone."""
    mine = {one.key: one for one in figures}
    national = series.rows[-1].values
    return [*_rates(mine, series, national), *_per_case(mine, national)]


_NONE = Figure(key="", place=None, name="", definition="", source="", count=0)


def _rates(mine: Mapping[str, Figure], series: Figures, national: Mapping[str, float]) -> Iterator[Compared]:
    for key, column in series.columns.items():
        if column.unit == "count":
            continue
        one = mine.get(key, _NONE)
        yield Compared(
            key=key,
            name=one.name or column.name,
            unit="%" if column.unit == "percent" else "",
            here=one.value,
            count=one.count,
            over=one.over,
            unknown_share=one.unknown_share,
            national=national.get(key),
        )


_PER_CASE = {
    "children": ("Children for each case", "", 1),
    "harmers_to_17": ("Cases where a person who harms is 17 or under", "%", 100),
}
"""Published as whole numbers; here they are set beside the cases of the same row."""


def _per_case(mine: Mapping[str, Figure], national: Mapping[str, float]) -> Iterator[Compared]:
    for key, (name, unit, per) in _PER_CASE.items():
        one = mine.get(key, _NONE)
        yield Compared(
            key=key,
            name=name,
            unit=unit,
            here=_over(one.count, one.cases, per),
            count=one.count,
            over=one.cases if mine else None,
            unknown_share=one.unknown_share,
            national=_over(national.get(key), national.get("cases"), per),
        )


def _over(count: Number | float | None, cases: Number | float | None, per: int) -> float | None:
    if not isinstance(count, int | float) or not isinstance(cases, int | float) or not cases:
        return None
    return count / cases * per


def about(series: Figures, row: Row, pack: Pack) -> str:
    """Where a published row comes from, in a sentence: what it covers, how many sent figures, the document."""
    sent = f", from the {row.values['maracs']:.0f} Maracs that sent figures" if "maracs" in row.values else ""
    source = pack.sources.in_full(row.source)
    return f"{series.name}, twelve months to {day_words(row.twelve_months_to)}{sent}. Source: {source}."
