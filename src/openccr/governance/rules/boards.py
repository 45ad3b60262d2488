"""Groups: offices, the way up, quorum, and who is missing at a table.

Sources: domain 8.5 (layers, members, quorum, conflict register); ISOE, at a glance, rows 4 and 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from uuid import UUID

from openccr.kernel.refusals import Refusal


class Office(StrEnum):
    """What a member does for the group. Whoever is more than a member leads it: agenda, minutes, decisions."""

    CHAIR = "chair"
    VICE = "vice"
    SECRETARY = "secretary"
    MEMBER = "member"

    @property
    def label(self) -> str:
        return _OFFICES[self]


_OFFICES = {
    Office.CHAIR: "Chair",
    Office.VICE: "Vice-chair",
    Office.SECRETARY: "Secretary",
    Office.MEMBER: "Member",
}


def quorum_of(*, votes: int, percent: float, fixed: int | None) -> int:
    """Votes that must be there: as the group fixed it, or the pack's share of those with a vote, rounded up."""
    return fixed if fixed is not None else max(1, ceil(votes * percent / 100))


def quorum_words(*, there: int, needed: int) -> str:
    """What the minutes say of it."""
    return (
        f"Quorate: {there} with a vote were there, {needed} needed."
        if there >= needed
        else f"Not quorate: {there} with a vote were there, {needed} needed. What was decided is confirmed next time."
    )


def why_not_above(board: UUID, above: UUID | None, parents: Mapping[UUID, UUID | None]) -> Refusal | None:
    """Why a group may not stand below another, or None: it would then stand above itself.

    Args:
        parents: each group → the one above it.
    """
    seen: set[UUID] = set()
    while above is not None and above not in seen:
        if above == board:
            return Refusal("It would then stand above itself.", remedy="Choose another group.", field="above_id")
        seen.add(above)
        above = parents.get(above)
    return None


def in_force(from_on: date, until_on: date | None, *, on: date) -> bool:
    """Whether somebody sits in it on that day."""
    return from_on <= on and (until_on is None or until_on >= on)


@dataclass(frozen=True)
class Seat:
    """A member as "who is missing" looks at them.

    Args:
        sector: of the agency.
        by_and_for: the agency is led by and for a community.
        rank: of the member on the ladder of seniority.
    """

    agency: str
    sector: str
    by_and_for: bool
    rank: int


@dataclass(frozen=True)
class Missing:
    """What a table lacks, in sentences."""

    sectors: tuple[str, ...]
    by_and_for: bool
    too_junior: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.sectors or self.by_and_for or self.too_junior)


def missing_of(
    seats: Iterable[Seat], *, should_sit: Collection[str], by_and_for: bool, least_rank: int
) -> Missing:  # fmt: skip
    """Who is missing at a table: sectors without a seat, by-and-for services, members who cannot commit their agency.

    A by-and-for service is never called too junior: nobody pays it to send its director.
    """
    found = list(seats)
    there = {one.sector for one in found}
    return Missing(
        sectors=tuple(sector for sector in should_sit if sector not in there),
        by_and_for=by_and_for and not any(one.by_and_for for one in found),
        too_junior=tuple(sorted({one.agency for one in found if one.rank < least_rank and not one.by_and_for})),
    )
