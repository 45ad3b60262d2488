"""Money of the partnership: three purses that are never put against one another, and ends that warn in time.

Sources: ISOE component 8; OSSPC part A (costs); mission: money for people who abuse and money for survivors are never
netted. A sum of one purse cannot be added to, or taken from, a sum of another: there is no way to write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.conference.rules.repeats import add_months
from openccr.kernel.refusals import Refusal


class Purse(StrEnum):
    """Whom money is for. A stream has one purse, for good; money for two kinds of work is two streams."""

    SURVIVORS = "survivors"
    HARMERS = "harmers"
    SHARED = "shared"

    @property
    def label(self) -> str:
        return {
            "survivors": "Survivors and children",
            "harmers": "People who abuse",
            "shared": "The response as a whole: coordination, prevention, training",
        }[self]


class MixedPurses(ValueError):
    """Two purses were put together: a mistake in the code, never a number on a page."""


@dataclass(frozen=True)
class Pounds:
    """Whole pounds a year out of one purse."""

    amount: int
    purse: Purse

    def __add__(self, other: Pounds) -> Pounds:
        return Pounds(self.amount + self._same(other), self.purse)

    def __sub__(self, other: Pounds) -> Pounds:
        return Pounds(self.amount - self._same(other), self.purse)

    def _same(self, other: Pounds) -> int:
        if other.purse is not self.purse:
            raise MixedPurses(f"{self.purse.label} and {other.purse.label} are two purses")
        return other.amount


def purses(sums: Iterable[Pounds]) -> dict[Purse, Pounds]:
    """What each purse holds, in the order of the purses; those without a sum are left out."""
    found: dict[Purse, Pounds] = {}
    for one in sums:
        found[one.purse] = found[one.purse] + one if one.purse in found else one
    return {purse: found[purse] for purse in Purse if purse in found}


def in_words(pounds: int) -> str:
    """£12,500."""
    return f"£{pounds:,}"


def ends_within(ends_on: date | None, *, today: date, warn: Sequence[int]) -> int | None:
    """The warning that holds today: 12 when the end is within twelve months, 6 within six; None before, and after it.

    Args:
        warn: months of the pack.
    """
    if ends_on is None or ends_on < today:
        return None
    return min((months for months in warn if add_months(ends_on, -months) <= today), default=None)


def why_not_dated(*, starts_on: date, ends_on: date | None) -> Refusal | None:
    """Why a stream or a contract cannot run on these days, or None."""
    if ends_on is not None and ends_on < starts_on:
        return Refusal("The end is before the start.", remedy="Change one of them.", field="ends_on")
    return None
