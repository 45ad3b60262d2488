"""How many cases a meeting holds, what to do with more, and the national planning figure (domain 1.1, 1.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from openccr.conference.rules.agenda import Candidate, ranked
from openccr.conference.rules.meetings import Calendar
from openccr.kernel.periods import add_working_days, is_working_day


@dataclass(frozen=True)
class Capacity:
    """What a meeting holds.

    Args:
        cases: how many it takes up: those heard already have had their minutes, those put off give theirs back.
        most: how many it has room for.
        minutes: for each case.
    """

    cases: int
    most: int
    minutes: int

    @property
    def over(self) -> int:
        """How many cases are too many."""
        return max(0, self.cases - self.most)

    @property
    def words(self) -> str:
        """Such as: 12 of 15 cases, 120 of 150 minutes."""
        return f"{self.cases} of {self.most} cases, {self.cases * self.minutes} of {self.most * self.minutes} minutes"


def could_wait(candidates: Sequence[Candidate], *, number: int) -> list[Candidate]:
    """The cases that could be put off when there are too many: last by the order of the agenda.

    Never an urgent case, one put off before, or one at high risk by judgement or score: fewer than asked for, then.
    """
    may = [one for one in ranked(candidates) if not (one.urgent or one.deferred or one.high)]
    return may[-number:] if number else []


def extra_day(*, on: date, before: date | None, today: date, calendar: Calendar) -> date | None:
    """The day of an extra meeting: the first working day after the full one on which an agenda can be out in time.

    Args:
        on: the day of the meeting that is full.
        before: the day of the next meeting, if one is planned; an extra one on or after it helps nobody.
    """
    day = max(on + timedelta(days=1), add_working_days(today, calendar.agenda_out, calendar.holidays))
    while not is_working_day(day, calendar.holidays):
        day += timedelta(days=1)
    return day if (before is None or day < before) and day.year <= calendar.last_year else None


@dataclass(frozen=True)
class PlanningFigure:
    """What the national figure says that an area should expect, beside what it plans for."""

    a_year: int
    a_meeting: int


def planning_figure(*, adult_women: int | None, per_10000: int, days_between: float) -> PlanningFigure | None:
    """Cases a year and a meeting by the national planning figure; None where the population is not known.

    Args:
        adult_women: women aged 16 and over in the area.
        per_10000: the pack's cases a year for every 10,000 of them (SL-REVIEW: 40).
        days_between: days from one meeting to the next.
    """
    if not adult_women:
        return None
    a_year = adult_women * per_10000 / 10_000
    return PlanningFigure(round(a_year), round(a_year * days_between / 365.25))


def words_of(over: Capacity, waiting: Sequence[UUID]) -> str:
    """What to do about a meeting that is too full, in a sentence."""
    many = "1 case is" if over.over == 1 else f"{over.over} cases are"
    if len(waiting) >= over.over:
        return f"{many} too many for this meeting. These could be put off:"
    if waiting:
        return f"{many} too many for this meeting, and only these could be put off:"
    return f"{many} too many for this meeting, and none should wait: plan an extra meeting."
