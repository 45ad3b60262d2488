"""What a reader could work out from published figures set against one another, and what is left out against it.

A published count stands for a range (5 for 5 to 7, "fewer than 5" for 1 to 4). Sources add up to the cases, and twelve
months are the sum of four quarters: where the ranges leave one number only, a small one would be known after all. Then
another number of the same sum is left out as well (secondary suppression: Government Statistical Service guidance on
disclosure control for tables; security paper, rule 34).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from openccr.insight.rules.figures import BASE, FEW, HIDDEN, Figure, Number

Range = tuple[int, int]
Name = tuple[str, str]
"""A number's name: what it is of (a quarter, or the twelve months that end with it) and its figure or part."""
MOST = 10**9
CASES = "cases"
"""The figure that the sources add up to."""


@dataclass(frozen=True)
class Sum:
    """These numbers add up to that one."""

    parts: tuple[Name, ...]
    whole: Name


def range_of(number: Number) -> Range:
    """What a published number may stand for."""
    if number == FEW:
        return 1, BASE - 1
    if number == HIDDEN or not isinstance(number, int):
        return 0, MOST
    if number == 0:
        return 0, 0
    return max(BASE, number - BASE // 2), number + BASE // 2


def worked_out(ranges: Mapping[Name, Range], sums: Iterable[Sum]) -> dict[Name, Range]:
    """The ranges that are left once every sum is used, over and over, until none says more."""
    left, sums, moved = dict(ranges), list(sums), True
    while moved:
        moved = False
        for one in sums:
            low = sum(left[part][0] for part in one.parts)
            high = sum(left[part][1] for part in one.parts)
            moved |= _narrow(left, one.whole, low, high)
            below, above = left[one.whole]
            for part in one.parts:
                least, most = left[part]
                moved |= _narrow(left, part, below - (high - most), above - (low - least))
    return left


def _narrow(left: dict[Name, Range], name: Name, low: int, high: int) -> bool:
    before = left[name]
    left[name] = max(before[0], low), min(before[1], high)
    return left[name] != before


def recovered(ranges: Mapping[Name, Range], sums: Iterable[Sum]) -> list[Name]:
    """The small numbers that were not to be known, and are."""
    left = worked_out(ranges, sums)
    return [
        name for name, (low, high) in left.items() if low == high and 0 < low < BASE and ranges[name] != (low, high)
    ]


@dataclass(frozen=True)
class Released:
    """What was published of one quarter: its figures and those of its twelve months."""

    quarter: Sequence[Figure]
    twelve_months: Sequence[Figure]


def safe(new: Released, *, before: Sequence[Released | None], after: Sequence[Released | None] = ()) -> Released:
    """The same release with as few numbers left out as keep every small number unknown.

    Args:
        before, after: what was published of the quarters before it and after it, the latest first; None for one that
            was not.
    """
    while True:
        ranges, sums = system([*after, new, *before])
        known = set(recovered(*system([*after, None, *before])))
        found = [name for name in recovered(ranges, sums) if name not in known]
        if not found:
            return new
        new = _without_one(new, found[0], sums, at=len(after))


def system(releases: Sequence[Released | None]) -> tuple[dict[Name, Range], list[Sum]]:
    """Everything that was published, as ranges, and everything that adds up; the latest release first."""
    ranges: dict[Name, Range] = {}
    sums: list[Sum] = []
    for number, one in enumerate(releases):
        for kind, figures in (("quarter", one.quarter), ("year", one.twelve_months)) if one else ():
            of = f"{kind} {number}"
            ranges |= {(of, key): range_of(found) for figure in figures for key, found in numbers(figure).items()}
            sums += [
                Sum(tuple((of, key) for key in numbers(figure)), (of, CASES))
                for figure in figures
                if figure.parts and (of, CASES) in ranges
            ]
    for of, key in list(ranges):
        kind, _, place = of.partition(" ")
        if kind == "year":
            quarters = tuple((f"quarter {int(place) + back}", key) for back in range(4))
            for name in quarters:
                ranges.setdefault(name, (0, MOST))  # of a quarter that nobody signed off
            sums.append(Sum(quarters, (of, key)))
    return ranges, sums


def numbers(figure: Figure) -> dict[str, Number]:
    """The numbers of a figure that could be put to somebody, each by a name of its own."""
    if not figure.of_people:
        return {}
    if figure.parts:
        return {f"{figure.key}: {part.key}": part.count for part in figure.parts}
    unknown = {} if figure.unknown is None else {f"{figure.key}?": figure.unknown}
    return {figure.key: figure.count} | unknown


def _without_one(new: Released, name: Name, sums: Sequence[Sum], *, at: int) -> Released:
    """Leave out a number of the new release that stands in one sum with `name`: the twelve months' first.

    Of the others nothing can be taken back. The cases stay: every share is of them.
    """
    year = f"year {at}"
    shown = {
        (of, key): found
        for of, figures in ((year, new.twelve_months), (f"quarter {at}", new.quarter))
        for figure in figures
        for key, found in numbers(figure).items()
        if found != HIDDEN and key != CASES
    }
    beside = {other for one in sums if name in (*one.parts, one.whole) for other in (one.whole, *one.parts)} - {name}
    # One beside it in a sum; else any of the same name, by way of several sums; else whatever there is.
    mine = [one for one in shown if one in beside] or [one for one in shown if one[1] == name[1]] or [*shown]
    of, key = min(mine, key=lambda one: (one[0] != year, shown[one] == FEW))
    if of == year:
        return replace(new, twelve_months=[_hidden(one, key, shown[of, key]) for one in new.twelve_months])
    return replace(new, quarter=[_hidden(one, key, shown[of, key]) for one in new.quarter])


def _hidden(figure: Figure, key: str, found: Number) -> Figure:
    if key.endswith("?") and figure.unknown == found:  # several figures may say it of the same cases
        return replace(figure, unknown=HIDDEN)
    if key not in numbers(figure) or key.endswith("?"):
        return figure
    if figure.parts:
        hidden = (replace(part, count=HIDDEN) if f"{figure.key}: {part.key}" == key else part for part in figure.parts)
        return replace(figure, parts=tuple(hidden))
    return replace(figure, count=HIDDEN)
