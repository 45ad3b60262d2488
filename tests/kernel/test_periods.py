"""Periods and working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.kernel.periods import Period, add_working_days, ahead, is_working_day, quarter, working_days_between

EASTER_2026 = {date(2026, 4, 3), date(2026, 4, 6)}


def test_eight_working_days_before_a_meeting_after_easter_skip_both_bank_holidays() -> None:
    assert add_working_days(date(2026, 4, 9), -8, EASTER_2026) == date(2026, 3, 26)


def test_zero_working_days_from_a_saturday_is_the_monday() -> None:
    assert add_working_days(date(2026, 3, 7), 0, set()) == date(2026, 3, 9)


def test_a_deadline_from_a_friday_falls_on_the_monday() -> None:
    assert add_working_days(date(2026, 3, 6), 1, set()) == date(2026, 3, 9)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(-30, 30))
def test_what_is_added_is_what_lies_between(day: date, number: int) -> None:
    start = add_working_days(day, 0, EASTER_2026)
    end = add_working_days(start, number, EASTER_2026)
    assert is_working_day(end, EASTER_2026)
    assert working_days_between(start, end, EASTER_2026) == number


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_quarters_follow_each_other_without_a_gap(year: int, number: int) -> None:
    one = quarter(year=year, number=number)
    after = quarter(year=year + (number == 4), number=number % 4 + 1)
    assert one.last is not None
    assert after.first == one.last + timedelta(days=1)


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="1, 2, 3 or 4"):
        quarter(year=2026, number=5)


def test_a_period_holds_its_ends_and_cannot_end_before_it_starts() -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert date(2026, 1, 31) in period
    assert date(2026, 2, 1) not in period
    assert date(2099, 1, 1) in Period(date(2026, 1, 1))
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_what_has_happened_did_not_happen_on_a_day_that_lies_ahead() -> None:
    today = date(2026, 3, 2)
    refusal = ahead(date(2026, 3, 3), today=today, field="ended_on")
    assert refusal and (refusal.field, str(refusal)) == (
        "ended_on",
        "The day lies ahead. Give today's date or an earlier one.",
    )
    assert ahead(today, today=today, field="ended_on") is None
    assert ahead(None, today=today, field="ended_on") is None
