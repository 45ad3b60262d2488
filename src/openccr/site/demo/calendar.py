"""When the invented conference meets, and how many cases each meeting hears."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from openccr.conference.rules.repeats import add_months
from openccr.content import Pack
from openccr.content.schema.generator import AreaSize, Generator, Normal
from openccr.kernel.periods import add_working_days, is_working_day
from openccr.site.demo.dice import Dice

DAYS_AHEAD = 4
"""Working days until the next meeting: its agenda is out and part of the research is back."""
LEAST_WAITING = 9
"""Referrals since the last cut-off, so that there is one to show for every decision."""
LEAST_HEARD = 3
"""Cases of a meeting, however many referrals for it are screened out."""
_NEVER_HEARD = 0.8
"""Share of those screened out that never come to a meeting; the rest are answered and sent again (domain 14.2)."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A meeting's days, counted back from it by the pack's periods.

    Args:
        opens_on: the cut-off of the meeting before, after which referrals are for this one.
        cases: how many referrals come in for it.
        weak: how many of them are found not to be met.
    """

    number: int
    forum: UUID
    on: date
    opens_on: date
    cut_off_on: date
    list_on: date
    agenda_on: date
    research_on: date
    cases: int
    weak: int


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The pack's calendar and the day of today: nothing of today or later has happened."""

    pack: Pack
    today: date

    @cached_property
    def holidays(self) -> Collection[date]:
        return self.pack.holidays

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.pack.locale.time_zone)

    def working(self, day: date, number: int) -> date:
        """The day that many working days later, or earlier."""
        return add_working_days(day, number, self.holidays)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of that day, minutes over 59 running into the next hours."""
        return datetime.combine(day, time(hour), tzinfo=self.zone) + timedelta(minutes=minute)

    def office(self, day: date, dice: Dice) -> datetime:
        """Some time of that day's office hours."""
        return self.at(day, 9, dice.whole(0, 7 * 60))

    def is_past(self, at: datetime) -> bool:
        """Whether it has happened by today."""
        return at.astimezone(self.zone).date() < self.today

    def working_days(self, first: date, last: date) -> list[date]:
        """Every working day after the first up to and with the last."""
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        return [day for day in days if is_working_day(day, self.holidays)]


def meeting_days(*, clock: Clock, months: int, every: int) -> list[date]:
    """The days of the meetings of the last months, then the coming one and the one after it.

    A week with a bank holiday has none: the meeting is a week later, or left out where that does not do.
    """
    first = add_months(clock.today, -months)
    coming = clock.working(clock.today, DAYS_AHEAD)
    steps = range(-((coming - first).days // every), 2)
    days: list[date] = []
    for step in steps:
        day = coming + timedelta(days=step * every)
        if _is_short(day, clock.holidays):
            if every <= 7 and step < 0:
                continue
            day += timedelta(days=7)
        if day >= first and not (_is_short(day, clock.holidays) and step < 0) and day not in days:
            days.append(clock.working(day, 0))
    return days


def _is_short(day: date, holidays: Collection[date]) -> bool:
    monday = day - timedelta(days=day.weekday())
    return any(monday + timedelta(days=number) in holidays for number in range(5))


def slots(
    *,
    clock: Clock,
    numbers: Generator,
    size: AreaSize,
    months: int,
    forums: Sequence[UUID],
    cases: int | None,
    dice: Dice,
) -> list[Slot]:
    """Every meeting with its days, in their order.

    Args:
        cases: share out exactly so many referrals, instead of as many as an area of that size has.
    """
    days = meeting_days(clock=clock, months=months, every=size.days_between_meetings)
    # Referrals for the meeting after the coming one have only begun to come in.
    since = clock.working(days[-2], -(clock.pack.processes["marac"].periods.referral_cut_off.days))
    begun = min(1.0, max(0, (clock.today - since).days) / size.days_between_meetings)
    if cases is None:
        *past, last = (round(number) for number in _drawn(numbers, size, days, dice))
        wanted = [*past, max(LEAST_WAITING, round(last * begun))]
    else:
        waiting = max(LEAST_WAITING, round(cases / len(days) / len(forums) * begun)) * len(forums)
        # A few cases make few meetings, the last ones, and none with an empty agenda.
        fewest = round(numbers.cases_per_meeting.low) * len(forums)
        days = days[-1 - min(len(days) - 1, max(1, (cases - waiting) // fewest)) :]
        held = _shared(cases - waiting, (len(days) - 1) * len(forums))
        wanted = [*held, *_shared(waiting, len(forums))]
    found = []
    for number, many in enumerate(wanted):
        place, forum = divmod(number, len(forums))
        before = days[place - 1] if place else days[place] - timedelta(days=size.days_between_meetings)
        weak = sum(dice.percent(numbers.screened_out.percent * _NEVER_HEARD) for _ in range(many))
        found.append(
            _slot(clock, number=number, forum=forums[forum], on=days[place], before=before, cases=many,
                  weak=max(0, min(weak, many - LEAST_HEARD)))
        )  # fmt: skip
    return found


def _shared(whole: int, parts: int) -> list[int]:
    """So many shared out as evenly as can be."""
    share, left = divmod(whole, parts)
    return [share + (place < left) for place in range(parts)]


def _slot(clock: Clock, *, number: int, forum: UUID, on: date, before: date, cases: int, weak: int) -> Slot:
    periods = clock.pack.processes["marac"].periods
    cut_off = -(periods.referral_cut_off.days)
    agenda = clock.working(on, -(periods.agenda_out.days))
    if before < clock.today <= on:
        # The coming meeting: a holiday on the way does not hold its agenda up.
        agenda = min(agenda, clock.working(clock.today, -1))
    list_on = clock.working(agenda, -1)
    return Slot(
        number=number, forum=forum, on=on, cases=cases, weak=weak, opens_on=clock.working(before, cut_off),
        cut_off_on=min(clock.working(on, cut_off), clock.working(list_on, -1)), list_on=list_on, agenda_on=agenda,
        research_on=clock.working(on, -(periods.research_due.days)),
    )  # fmt: skip


def _drawn(numbers: Generator, size: AreaSize, days: Sequence[date], dice: Dice) -> list[float]:
    """Referrals for each meeting: the area's share of the national rate, more in winter and fewer in August."""
    curve, spread = numbers.cases_per_meeting, numbers.cases_spread.percent / 100
    a_year = numbers.cases_per_10000_women.value * size.adult_women / 10_000
    # The area lies a little above or below the nation, by half of the usual spread at most.
    mean = a_year * size.days_between_meetings / 365.25 * (1 + spread * (dice.whole(-50, 50) / 100))
    heard = 1 - numbers.screened_out.percent * _NEVER_HEARD / 100
    counts = []
    for day in days:
        season = 1 + numbers.seasonality.change.get(str(day.month), 0) / 100
        drawn = Normal(
            mean=mean * season, sd=curve.sd * mean / curve.mean, low=curve.low, high=curve.high, basis=curve.basis,
            source=curve.source,
        )  # fmt: skip
        counts.append(dice.normal(drawn) / heard)
    return counts
