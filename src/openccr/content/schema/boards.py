"""`governance/boards.toml`: the groups of a partnership, who should sit in them, and how they work."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from openccr.content.schema.agencies import Sector
from openccr.content.schema.base import Entry, Key, Keyed, Percent, Sourced, Strict, Text, nothing

Months = Annotated[int, Field(ge=1, le=60)]
Days = Annotated[int, Field(ge=1, le=366)]


class BoardKind(Entry):
    """A kind of group.

    Args:
        layer: where it stands on the map.
        meets_months: months from one sitting to the next.
        quorum_percent: share of those with a vote who must be there.
        least_seniority: key of the ladder; from there on somebody can commit their agency.
        should_sit: sectors without which it does not see the whole response.
        by_and_for: a by-and-for service should sit in it.
        closed: only its members, and the coordinator, read what it does.
        commissioning: it decides on contracts; whoever has an interest in one does not read it.
    """

    layer: Literal["higher", "strategic", "operational"]
    about: Text
    meets_months: Months = 3
    quorum_percent: Percent = 50
    least_seniority: Key | None = None
    should_sit: tuple[Sector, ...] = ()
    by_and_for: bool = False
    closed: bool = False
    commissioning: bool = False


class Rung(Entry):
    """A step of the ladder of seniority; `rank` 1 is the lowest."""

    rank: Annotated[int, Field(ge=1)]


class Part(Entry):
    """A part of the terms of reference or of the business delivery plan, and what it answers."""

    asks: Text


class Strength(Entry):
    """How a relationship between two partners is. `line` draws it; `needs_care` asks what is done about it."""

    line: Literal["thick", "plain", "dashed", "dotted"]
    needs_care: bool = False


class StandingItem(Entry):
    """An item that stands on every agenda."""

    minutes: Annotated[int, Field(ge=1)] = 5


class Yearly(Entry):
    """Something of the partnership's year.

    Args:
        months: in which months of the year, 1 to 12.
    """

    months: tuple[Annotated[int, Field(ge=1, le=12)], ...]


class Periods(Sourced):
    """Days and months that the groups work by.

    Args:
        answer_days: in which what is passed up or down is answered.
        papers_days: before a sitting on which its papers are out.
        minutes_days: after it in which its minutes are written.
        terms_months: after which terms of reference and delivery plan are looked at again.
        soon_days: before a date on which it stands on the to-do list.
        looks_back_months: that representation looks back.
        missing_after: sittings in a row without anybody from an agency.
    """

    answer_days: Days
    papers_days: Days
    minutes_days: Days
    terms_months: Months
    soon_days: Days
    looks_back_months: Months
    missing_after: Annotated[int, Field(ge=1)]


class MeetingTime(Sourced):
    """What is paid to a group that nobody funds to take part."""

    pence_per_hour: Annotated[int, Field(ge=1)]


class Boards(Strict):
    """The whole file. `lead_sectors`: sectors of which every body names who leads on domestic abuse.

    `likelihood` and `seriousness` stand from the least to the most: a register of risks is sorted by that order.
    """

    kinds: Keyed[BoardKind] = Field(default_factory=nothing)
    seniority: Keyed[Rung] = Field(default_factory=nothing)
    terms: Keyed[Part] = Field(default_factory=nothing)
    plan: Keyed[Part] = Field(default_factory=nothing)
    strengths: Keyed[Strength] = Field(default_factory=nothing)
    contributions: Keyed[Entry] = Field(default_factory=nothing)
    likelihood: Keyed[Entry] = Field(default_factory=nothing)
    seriousness: Keyed[Entry] = Field(default_factory=nothing)
    interests: Keyed[Entry] = Field(default_factory=nothing)
    standing_items: Keyed[StandingItem] = Field(default_factory=nothing)
    yearly: Keyed[Yearly] = Field(default_factory=nothing)
    lead_sectors: tuple[Sector, ...] = ()
    periods: Periods | None = None
    meeting_time: MeetingTime | None = None

    def rank(self, seniority: str) -> int:
        """The rung of a key of the ladder; 0 for one that is not known."""
        return self.seniority[seniority].rank if seniority in self.seniority else 0
