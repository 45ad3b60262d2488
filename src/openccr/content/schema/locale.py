"""`locale.toml` and `calendars/*.toml`: how a country writes dates, and when it does not work."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from openccr.content.schema.base import Key, Sourced, Strict, Text


class Locale(Sourced):
    """`locale.toml`. The date order decides how 3/4/26 is read."""

    date_order: Literal["dmy", "mdy", "ymd"]
    time_zone: Text
    calendar: Key


class Holiday(Strict):
    """A day that is not a working day."""

    day: date
    name: Text


class Calendar(Sourced):
    """`calendars/<key>.toml`: the bank holidays of whole years, so that a gap is noticed."""

    name: Text
    first_year: int
    last_year: int
    holidays: tuple[Holiday, ...]

    @model_validator(mode="after")
    def _in_order_and_in_range(self) -> Self:
        days = [holiday.day for holiday in self.holidays]
        if days != sorted(set(days)):
            raise ValueError("the holidays are not in order of date, or one stands twice: sort them")
        outside = [day for day in days if not self.first_year <= day.year <= self.last_year]
        if outside:
            raise ValueError(
                f"{outside[0]} is outside {self.first_year} to {self.last_year}: correct the date or years"
            )
        return self

    @property
    def days(self) -> frozenset[date]:
        """The holidays' dates, as the arithmetic of working days wants them."""
        return frozenset(holiday.day for holiday in self.holidays)

    def covers(self, day: date) -> bool:
        """Whether the calendar knows that day's year; beyond it, working days would be counted wrongly."""
        return self.first_year <= day.year <= self.last_year
