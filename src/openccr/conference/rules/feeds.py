"""A person's calendar as iCalendar (RFC 5545): times and counts, never a name, a place, initials or a reference.

It is read by telephones that lie on kitchen tables and by calendars that colleagues share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Dated:
    """One entry. `starts_at` is None for a whole day; `key` keeps the entry the same when it changes."""

    key: str
    on: date
    words: str
    starts_at: time | None = None
    lasts: timedelta = timedelta(hours=2)


def meeting_entry(*, id: UUID, on: date, starts_at: time, lasts: timedelta) -> Dated:
    return Dated(f"meeting-{id}", on, "Meeting (OpenCCR)", starts_at, lasts)


def research_entry(*, on: date, number: int) -> Dated:
    """Research due that day. The key is the day, so that nothing in it names a meeting or a case."""
    return Dated(f"research-{on.isoformat()}", on, f"Research due: {number}")


def agenda_entry(*, id: UUID, on: date) -> Dated:
    return Dated(f"agenda-{id}", on, "Agenda due")


def feed(entries: Iterable[Dated], *, zone: str, stamp: datetime) -> bytes:
    """The calendar file.

    Args:
        zone: the partnership's time zone; times are written in UTC, which every calendar reads alike.
        stamp: when it was made; the same stamp and entries give the same bytes.
    """
    import icalendar  # large, and most processes write no calendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//OpenCCR//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "OpenCCR")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in sorted(entries, key=lambda entry: (entry.on, entry.starts_at or time.min, entry.key)):
        event = icalendar.Event()
        event.add("uid", f"{one.key}@openccr.example")
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("summary", one.words)
        event.add("class", "PRIVATE")
        if one.starts_at is None:
            event.add("dtstart", one.on)
            event.add("transp", "TRANSPARENT")
        else:
            begins = datetime.combine(one.on, one.starts_at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
            event.add("dtstart", begins)
            event.add("dtend", begins + one.lasts)
        calendar.add_component(event)
    return calendar.to_ical()
