"""What was counted of a set of meetings, before any pack says what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Counted:
    """The cases heard at some meetings, by what is recorded of them.

    Args:
        cases: (characteristic, value) → how many cases; the value is "" where nothing is recorded. `("cases", "")` is
            all of them and `("children", "")` the children in their households.
        meetings_held: how many of the meetings are closed.
        adult_women: women aged 16 and over who live in the area; None where nobody has entered it.
    """

    cases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    meetings_held: int = 0
    adult_women: int | None = None

    def number(self, what: str) -> int:
        """All cases, or all children."""
        return self.cases.get((what, ""), 0)

    def having(self, what: str, values: Collection[str]) -> int:
        """The cases for which one of these values is recorded."""
        return sum(self.cases.get((what, value), 0) for value in values)

    def values(self, what: str) -> dict[str, int]:
        """Value → cases, for each value that occurs."""
        return {value: number for (one, value), number in self.cases.items() if one == what and number}


def together(counted: Iterable[Counted], *, adult_women: int | None) -> Counted:
    """The counts of several sets of meetings as one: everything that is counted adds up over meetings."""
    cases: Counter[tuple[str, str]] = Counter()
    held = 0
    for one in counted:
        cases.update(one.cases)
        held += one.meetings_held
    return Counted(cases, held, adult_women)


@dataclass(frozen=True)
class Sitting:
    """One meeting with what was counted of it; `held` once it is closed."""

    id: UUID
    on: date
    held: bool
    counted: Counted


@dataclass(frozen=True)
class MeetingCounts:
    """What one meeting counts: the numbers of the return's cells, and its cases by referral source."""

    on: date
    counts: Mapping[str, int]
    sources: Mapping[str, int]
