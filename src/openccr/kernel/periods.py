"""Periods of time and working days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class Period:
    """From a first day to a last day, both included; an open end is None."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"The period ends ({self.last}) before it starts ({self.first})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def ahead(day: date | None, *, today: date | None, field: str) -> Refusal | None:
    """Why something cannot have happened on `day`: it lies ahead. None when it may have, or when a day is not known."""
    if day and today and day > today:
        return Refusal("The day lies ahead.", remedy="Give today's date or an earlier one.", field=field)
    return None


def quarter(*, year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4: the period of the national return (SafeLives data collection)."""
    if number not in (1, 2, 3, 4):
        raise ValueError("A quarter is 1, 2, 3 or 4")
    first = date(year, 3 * number - 2, 1)
    after = date(year + (number == 4), (3 * number) % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday, and not a bank holiday."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(day: date, number: int, holidays: Collection[date]) -> date:
    """The day `number` working days after `day` (before it when negative).

    Zero gives `day` itself when it is a working day, else the next one.
    """
    step = timedelta(days=1 if number >= 0 else -1)
    left = abs(number)
    while left or not is_working_day(day, holidays):
        day += step
        if left and is_working_day(day, holidays):
            left -= 1
    return day


def working_days_between(first: date, last: date, holidays: Collection[date]) -> int:
    """How many working days lie after `first` up to and including `last`; negative when `last` is earlier."""
    if last < first:
        return -working_days_between(last, first, holidays)
    days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)
