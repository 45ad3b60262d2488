"""Quarters, the period of the national return (domain 1.12), and the twelve months that end with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from openccr.kernel.periods import Period, quarter
from openccr.kernel.refusals import Refusal

_WRITTEN = re.compile(r"(20[0-9]{2})-?[Qq]([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter: `number` 1 is January to March."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def name(self) -> str:
        """Its months in words: July to September 2026."""
        period = self.period
        return f"{period.first:%B} to {last_day(period):%B %Y}"

    @property
    def period(self) -> Period:
        """Its first and last day."""
        return quarter(year=self.year, number=self.number)

    @property
    def twelve_months(self) -> Period:
        """The twelve months that end with it: published national figures are of twelve months (SL-QD22)."""
        return twelve_months_to(last_day(self.period))

    def before(self) -> Quarter:
        """The quarter before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    def after(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


def last_day(period: Period) -> date:
    """The last day of a period that has one. Raises ValueError for one that is open."""
    if period.last is None:
        raise ValueError("The period has no last day")
    return period.last


def twelve_months_to(day: date) -> Period:
    """The twelve months of which `day` is the last."""
    after = day + timedelta(days=1)
    # 29 February has no namesake a year before: its twelve months begin on 1 March.
    first = date(after.year - 1, 3, 1) if (after.month, after.day) == (2, 29) else after.replace(year=after.year - 1)
    return Period(first, day)


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(text: str) -> Quarter:
    """A quarter as people write it: `2026Q3`. Raises Refusal for anything else."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise Refusal(f"{text} is not a quarter.", remedy="Write it as 2026Q3, from Q1 to Q4.", field="quarter")
    return Quarter(int(written[1]), int(written[2]))


def recent(today: date, *, number: int) -> list[Quarter]:
    """The running quarter and those before it, newest first."""
    found = [quarter_of(today)]
    while len(found) < number:
        found.append(found[-1].before())
    return found
