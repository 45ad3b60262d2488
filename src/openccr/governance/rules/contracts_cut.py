"""The scenario of a cut: what falls away when money does, contract by contract. It decides nothing and is not kept.

A cut is taken to fall evenly on what a contract pays for: that is the assumption, and the page says so. People and
places are rounded up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from uuid import UUID

from openccr.conference.rules.repeats import add_months
from openccr.governance.rules.funding import Pounds, Purse
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class Target:
    """A measure of a contract: what is counted in a year, and how much of it was promised."""

    name: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Cuttable:
    """A contract as far as a cut looks at it.

    Args:
        capacity, unit: such as 12 refuge places; None where it says nothing.
        people: how many are helped in a year.
        staff: full-time equivalents.
    """

    id: UUID
    name: str
    provider: str
    pounds: Pounds
    ends_on: date
    notice_months: int
    capacity: int | None = None
    unit: str = ""
    people: int | None = None
    staff: float | None = None
    by_and_for: bool = False
    women_only: bool = False
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lost:
    """What falls away of one contract in a year, and from when at the earliest.

    Args:
        whole: nothing of it is left.
        left: its measures with what is left of each.
    """

    contract: Cuttable
    pounds: Pounds
    capacity: int | None
    people: int | None
    staff: float | None
    whole: bool
    earliest: date
    left: tuple[Target, ...]


def why_no_cut(*, percent: int, chosen: Sequence[object]) -> Refusal | None:
    """Why there is no scenario, or None."""
    if not 1 <= percent <= 100:
        return Refusal("Give a cut of 1 to 100 per cent.", field="percent")
    return None if chosen else Refusal("Choose what is cut.", field="contracts")


def cut(contracts: Iterable[Cuttable], *, percent: int, today: date) -> list[Lost]:
    """What falls away of each of these when `percent` of its money does, the most people first."""
    lost = [_lost(one, percent, today) for one in contracts]
    return sorted(lost, key=lambda one: (-(one.people or 0), one.contract.name))


def _lost(one: Cuttable, percent: int, today: date) -> Lost:
    share = percent / 100
    # Notice cannot run past the end: a contract about to end falls away then, with no notice at all.
    earliest = min(add_months(today, one.notice_months), one.ends_on)
    return Lost(
        contract=one,
        pounds=Pounds(round(one.pounds.amount * share), one.pounds.purse),
        capacity=None if one.capacity is None else ceil(one.capacity * share),
        people=None if one.people is None else ceil(one.people * share),
        staff=None if one.staff is None else round(one.staff * share, 1),
        whole=percent == 100,
        earliest=earliest,
        left=tuple(Target(each.name, each.number - ceil(each.number * share)) for each in one.targets),
    )


@dataclass(frozen=True)
class Altogether:
    """What falls away out of one purse. Two purses have no sum.

    Args:
        people, staff: None where no contract says, which is not nobody.
        unknown: contracts that do not say how many they help.
    """

    pounds: Pounds
    people: int | None
    staff: float | None
    capacity: dict[str, int]
    unknown: int


def altogether(lost: Iterable[Lost]) -> dict[Purse, Altogether]:
    """Purse by purse; `unknown` counts contracts that do not say how many they help."""
    by: dict[Purse, list[Lost]] = defaultdict(list)
    for one in lost:
        by[one.pounds.purse].append(one)
    return {purse: _sum(by[purse]) for purse in Purse if purse in by}


def _sum(lost: list[Lost]) -> Altogether:
    capacity: dict[str, int] = defaultdict(int)
    pounds = lost[0].pounds
    for one in lost[1:]:
        pounds = pounds + one.pounds
    for one in lost:
        if one.capacity is not None:
            capacity[one.contract.unit] += one.capacity
    return Altogether(
        pounds=pounds,
        people=sum(helped) if (helped := [one.people for one in lost if one.people is not None]) else None,
        staff=round(sum(posts), 1) if (posts := [one.staff for one in lost if one.staff is not None]) else None,
        capacity=dict(capacity),
        unknown=sum(one.people is None for one in lost),
    )
