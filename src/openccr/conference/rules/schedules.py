"""A forum's recurring schedule, and the meetings that it proposes (domain 1.7, "Meeting frequency").

A meeting that would fall on a bank holiday or a weekend goes to the next working day, with a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from openccr.conference.rules.meetings import Calendar, day_off
from openccr.kernel.periods import add_working_days, is_working_day
from openccr.kernel.refusals import Refusal

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last"}
MOST_WEEKS = 13
"""A conference that meets less than once a quarter is no conference of high-risk cases."""
MOST_AHEAD = 60
"""How many meetings are proposed at once at most: a year of weekly ones and what is over."""


class Pattern(StrEnum):
    """How a schedule comes back."""

    WEEKS = "weeks"
    MONTH = "month"


@dataclass(frozen=True)
class Rhythm:
    """When a forum meets.

    Args:
        pattern: every so many weeks, or on a weekday of each month.
        weekday: 0 for Monday to 4 for Friday.
        every: weeks between meetings; for `Pattern.WEEKS`.
        nth: which of that weekday in the month, 5 for the last; for `Pattern.MONTH`.
        from_on: no meeting is proposed before this day; weeks are counted from the first such weekday.
    """

    pattern: str
    weekday: int
    from_on: date
    every: int = 2
    nth: int = 1

    @property
    def words(self) -> str:
        """Such as: every 2 weeks on Tuesday."""
        weekday = WEEKDAYS[self.weekday]
        if self.pattern == Pattern.MONTH:
            return f"the {NTH[self.nth]} {weekday} of each month"
        return f"every week on {weekday}" if self.every == 1 else f"every {self.every} weeks on {weekday}"

    @property
    def days_between(self) -> float:
        """Days from one meeting to the next, on average."""
        return 365.25 / 12 if self.pattern == Pattern.MONTH else 7.0 * self.every

    def days(self) -> Iterator[date]:
        """The days that the rhythm names, from `from_on` on, without end."""
        if self.pattern == Pattern.WEEKS:
            day = self.from_on + timedelta(days=(self.weekday - self.from_on.weekday()) % 7)
            while True:
                yield day
                day += timedelta(weeks=self.every)
        month = self.from_on.replace(day=1)
        while True:
            day = _nth_of(month, self.weekday, self.nth)
            if day >= self.from_on:
                yield day
            month = (month + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True)
class Offsets:
    """The days around a meeting, counted in working days from its own."""

    referrals_by_on: date
    agenda_due_on: date
    research_due_on: date
    minutes_due_on: date


@dataclass(frozen=True)
class Proposed:
    """One meeting that a schedule proposes.

    Args:
        named_on: the day that the rhythm names.
        on: the day of the meeting: the next working day when that is none.
        moved: why the two differ, in a sentence; empty when they do not.
    """

    named_on: date
    on: date
    moved: str
    around: Offsets


def rhythm_refusal(rhythm: Rhythm) -> Refusal | None:
    """Why this is no rhythm, or None."""
    if rhythm.pattern not in list(Pattern):
        return Refusal("Say whether it is counted in weeks or by the month.", field="pattern")
    if not 0 <= rhythm.weekday < len(WEEKDAYS):
        return Refusal("Meetings are on a day from Monday to Friday.", field="weekday")
    if rhythm.pattern == Pattern.WEEKS and not 1 <= rhythm.every <= MOST_WEEKS:
        return Refusal(f"Give a number of weeks from 1 to {MOST_WEEKS}.", field="every")
    if rhythm.pattern == Pattern.MONTH and rhythm.nth not in NTH:
        return Refusal("Choose the first, second, third, fourth or last of the month.", field="nth")
    return None


def offsets(on: date, calendar: Calendar) -> Offsets:
    """The days around a meeting on that day, by the pack's periods and bank holidays."""
    return Offsets(
        referrals_by_on=add_working_days(on, -calendar.referral_cut_off, calendar.holidays),
        agenda_due_on=add_working_days(on, -calendar.agenda_out, calendar.holidays),
        research_due_on=add_working_days(on, -calendar.research_due, calendar.holidays),
        minutes_due_on=add_working_days(on, calendar.minutes, calendar.holidays),
    )


def proposed(
    rhythm: Rhythm, *, today: date, number: int, calendar: Calendar, skipped: Collection[date] = ()
) -> list[Proposed]:
    """The next meetings of a rhythm, at most `number`, whose agenda can still go out in time.

    Args:
        skipped: days that the rhythm names and nobody meets on.

    Proposals end where the pack's calendar of bank holidays does, since no working day can be counted beyond it.
    """
    found: list[Proposed] = []
    for named in islice(rhythm.days(), 2000):
        if len(found) == min(number, MOST_AHEAD) or named.year > calendar.last_year:
            break
        on = _working_day(named, calendar.holidays)
        if named in skipped or on.year > calendar.last_year:
            continue
        around = offsets(on, calendar)
        if around.agenda_due_on >= today:
            found.append(Proposed(named, on, _moved(named, on, calendar.holidays), around))
    return found


def cut_off_words(*, on: date, today: date, calendar: Calendar) -> str:
    """What the referral cut-off means for a case that waits today: by when, or that it is too late for that meeting."""
    last = offsets(on, calendar).referrals_by_on
    if today <= last:
        return f"referrals until {last.day} {last:%B}"
    return f"too late (referrals closed on {last.day} {last:%B}): urgent, or the next one"


def _nth_of(month: date, weekday: int, nth: int) -> date:
    first = month + timedelta(days=(weekday - month.weekday()) % 7)
    day = first + timedelta(weeks=nth - 1)
    return day if day.month == month.month else day - timedelta(weeks=1)


def _working_day(day: date, holidays: Collection[date]) -> date:
    return add_working_days(day, 0, holidays)


def _moved(named: date, on: date, holidays: Collection[date]) -> str:
    if named == on:
        return ""
    assert is_working_day(on, holidays)
    return f"{named:%A} {named.day} {named:%B} is {day_off(named, holidays)}: moved to {on:%A} {on.day} {on:%B}."
