"""Putting lines of many agencies into one order: duplicates folded, gaps shown, filtered by what somebody looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from openccr.casefiles.lines import Line, Nature, Precision
from openccr.kernel.text import comparable

EXACT = {Precision.YEAR: 0, Precision.ABOUT: 1, Precision.MONTH: 2, Precision.DAY: 3}
"""Of one day the less exact stands first: a year begins before its days."""

TELLS = ("identity", "events", "risk", "children", "research", "plan")
"""Keys of the kinds of information that have a day, for the ledger."""


@dataclass(frozen=True)
class Entry:
    """A line of the chronology: the line itself, and others that say the same of the same day."""

    line: Line
    also: tuple[Line, ...] = ()

    @property
    def agencies(self) -> tuple[str, ...]:
        """Whose it is, each once."""
        return tuple(dict.fromkeys(one.agency for one in (self.line, *self.also) if one.agency))


@dataclass(frozen=True)
class Gap:
    """A stretch of which nobody has written down anything."""

    after: date
    before: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.before - self.after).days


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is empty does not count.

    Args:
        agency: the agency's name; kind: a source's key.
        first_on, last_on: the period, both days in it. A line less exact than a day counts with all its days.
    """

    agency: str = ""
    kind: str = ""
    person: UUID | None = None
    nature: Nature | None = None
    first_on: date | None = None
    last_on: date | None = None


def ordered(lines: Iterable[Line]) -> list[Entry]:
    """The lines in order, the earliest first, with those folded that say the same.

    Two lines are one when the one speaks of the row of the other on the same day (the timeline says that an action was
    agreed, and so does the action), or when their words, day and people are the same.
    """
    every = sorted(lines, key=_place)
    by_row: dict[tuple[UUID, date], int] = {}
    by_words: dict[tuple[str, date, Precision, tuple[UUID, ...]], int] = {}
    entries: list[Entry] = []
    for line in every:
        words = (comparable(line.what), line.on, line.precision, line.people)
        place = by_row.get((line.about_id, line.on)) if line.about_id else None
        place = by_words.get(words) if place is None else place
        if place is not None:
            entries[place] = replace(entries[place], also=(*entries[place].also, line))
            continue
        if line.row_id:
            by_row.setdefault((line.row_id, line.on), len(entries))
        by_words[words] = len(entries)
        entries.append(Entry(line))
    return entries


def _place(one: Line) -> tuple[date, int, bool, str, str]:
    """Of one day the timeline comes last, in the order in which it was written."""
    timeline = one.kind == "timeline"
    return one.on, EXACT[one.precision], timeline, one.kind, "" if timeline else one.what


def wanted(entries: Iterable[Entry], by: Wanted) -> list[Entry]:
    """Those that somebody looks for."""
    return [one for one in entries if _matches(one, by)]


def _matches(one: Entry, by: Wanted) -> bool:
    lines = (one.line, *one.also)
    return (
        (not by.agency or by.agency in one.agencies)
        and (not by.kind or any(line.kind == by.kind for line in lines))
        and (by.person is None or any(not line.people or by.person in line.people for line in lines))
        and (by.nature is None or any(line.nature is by.nature for line in lines))
        and (by.first_on is None or last_day(one.line) >= by.first_on)
        and (by.last_on is None or one.line.on <= by.last_on)
    )


def last_day(line: Line) -> date:
    """The last day on which it can have been."""
    if line.precision is Precision.MONTH:
        return (line.on.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if line.precision in (Precision.YEAR, Precision.ABOUT):
        return date(line.on.year, 12, 31)
    return line.on


def with_gaps(entries: Sequence[Entry], *, days: int, today: date) -> list[Entry | Gap]:
    """The same, with a gap wherever longer than `days` nobody wrote down anything; days ahead of `today` make none."""
    shown: list[Entry | Gap] = []
    latest: date | None = None
    for one in entries:
        if latest is not None and one.line.on <= today and (one.line.on - latest).days > days:
            shown.append(Gap(latest, one.line.on))
        shown.append(one)
        latest = max(latest, last_day(one.line)) if latest else last_day(one.line)
    return shown


def day_words(line: Line) -> str:
    """The day as exactly as it is known: "3 May 2019", "May 2019", "2019", "about May 2019"."""
    if line.precision is Precision.MONTH:
        return f"{line.on:%B %Y}"
    if line.precision is Precision.YEAR:
        return f"{line.on.year}"
    if line.precision is Precision.ABOUT:
        return f"about {line.on.year}" if line.on.month == line.on.day == 1 else f"about {line.on:%B %Y}"
    return f"{line.on.day} {line.on:%B %Y}"
