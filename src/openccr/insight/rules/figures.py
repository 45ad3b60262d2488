"""The figures of a return: each cell of the pack with its number, what it is a share of, and what is not recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from openccr.content import MEASURES, Pack
from openccr.content.schema.returns import Benchmark, Cell, Return
from openccr.insight.rules.counted import Counted
from openccr.insight.rules.measures import measure

Few = Literal["fewer than 5"]
FEW: Final[Few] = "fewer than 5"
"""In place of 1 to 4, wherever a number could be put to a person (domain 10.4)."""

Hidden = Literal["not shown"]
HIDDEN: Final[Hidden] = "not shown"
"""In place of a number from which, with others, a small one could be worked out (`rules/differencing.py`)."""

Number = int | Few | Hidden


WOMEN: Final = 10_000
"""The national rate is of this many women aged 16 and over."""


@dataclass(frozen=True)
class Part:
    """One line of a figure that is broken down, such as the referrals of one source."""

    key: str
    name: str
    count: Number


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One cell of a return, counted.

    Args:
        key: the cell's key in the pack.
        place: the cell's number on the form, if it has one.
        name: what it is called.
        definition: what is counted, in a sentence.
        divided_by: what the denominator counts; empty without one.
        source: the document it comes from.
        count: the numerator.
        over: the denominator, where the cell is a share or a rate and it is known.
        per: 100 for a percentage, 10,000 for the rate of women.
        cases: the cases discussed, of which `unknown` is a share.
        unknown: for how many cases it is not recorded; None where that cannot be.
        of_people: whether it counts people or their cases, so that a small number could be put to somebody.
        expected: the range that readers compare with, in words; "" without one.
        parts: the breakdown.
    """

    key: str
    place: int | None
    name: str
    definition: str
    divided_by: str = ""
    source: str
    count: Number
    over: Number | None = None
    per: int = 1
    cases: Number = 0
    unknown: Number | None = None
    of_people: bool = True
    expected: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def value(self) -> float | None:
        """The share or rate; None where it is none, or where a part of it is unknown or not shown."""
        if self.per == 1 or not isinstance(self.count, int) or not isinstance(self.over, int) or not self.over:
            return None
        return self.count / self.over * self.per

    @property
    def unknown_share(self) -> float | None:
        """The percentage of cases for which it is not recorded."""
        if not isinstance(self.unknown, int) or not isinstance(self.cases, int) or not self.cases:
            return None
        return self.unknown / self.cases * 100


def figures_of(form: Return, counted: Counted, pack: Pack) -> tuple[Figure, ...]:
    """Every cell of a return, counted."""
    names = {cell.measure: cell.name for cell in form.cells.values() if cell.over is None and cell.by is None}
    return tuple(_figure(cell, counted, pack, names) for cell in form.cells.values())


def counts_of(form: Return, counted: Counted, pack: Pack) -> dict[str, int]:
    """Cell → number, for every cell that is no rate, not broken down and not of the area: what one meeting counts."""
    cells = (c for c in form.cells.values() if c.per != WOMEN and c.by is None and c.measure != "adult_women")
    return {cell.key: measure(cell.measure, counted, pack) or 0 for cell in cells}


def _figure(cell: Cell, counted: Counted, pack: Pack, names: Mapping[str, str]) -> Figure:
    return Figure(
        key=cell.key,
        place=cell.number,
        name=cell.name,
        definition=MEASURES[cell.measure].meaning,
        divided_by=names.get(cell.over, MEASURES[cell.over].meaning) if cell.over else "",
        source=pack.sources.in_full(cell.source),
        count=measure(cell.measure, counted, pack) or 0,
        over=measure(cell.over, counted, pack) if cell.over else None,
        per=cell.per,
        cases=measure("cases_discussed", counted, pack) or 0,
        unknown=measure(cell.unknown, counted, pack) if cell.unknown else None,
        of_people=MEASURES[cell.measure].unit in ("cases", "people"),
        expected=_range(cell.benchmark) if cell.benchmark else "",
        parts=_by_source(counted, pack) if cell.by == "referral_source" else (),
    )


def _range(benchmark: Benchmark) -> str:
    ends = dict.fromkeys((f"{benchmark.low:g}", f"{benchmark.high:g}"))
    return " to ".join(ends)


def _by_source(counted: Counted, pack: Pack) -> tuple[Part, ...]:
    """Every source of the pack's list, nought too: a source that never refers is worth seeing."""
    found = counted.values("source")
    listed = [Part(key, one.name, found.pop(key, 0)) for key, one in pack.agencies.referral_sources.items()]
    return (*listed, Part("", "No source recorded", sum(found.values()))) if found else tuple(listed)


BASE = 5
"""Published counts are rounded to this; what is smaller is not shown."""


def rounded(number: int) -> Number:
    """A count as it is published: nought, "fewer than 5", or the nearest 5 (domain 10.4)."""
    if 0 < number < BASE:
        return FEW
    return (number + BASE // 2) // BASE * BASE


def published(figure: Figure) -> Figure:
    """A figure for readers who do not work on the whole area: from its numbers nobody can find a single case.

    Shares and rates follow from the rounded counts, else they would give the exact ones away; the number of women
    living in the area is public and stays.
    """
    if not figure.of_people:
        return figure
    women = figure.per == WOMEN
    return replace(
        figure,
        count=_rounded(figure.count),
        over=figure.over if women or figure.over is None else _rounded(figure.over),
        cases=_rounded(figure.cases),
        unknown=None if figure.unknown is None else _rounded(figure.unknown),
        parts=tuple(replace(part, count=_rounded(part.count)) for part in figure.parts),
    )


def _rounded(number: Number) -> Number:
    return rounded(number) if isinstance(number, int) else number
