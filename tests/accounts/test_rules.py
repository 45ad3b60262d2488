"""When a session has run out, and what a device is called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openccr.accounts.rules import ABSOLUTE, LOCK_AFTER, TOLD_EVERY, Clock, device_name

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_session_in_use_goes_on() -> None:
    assert not Clock(NINE, NINE + timedelta(hours=9)).over(now=NINE + timedelta(hours=9, minutes=14))


def test_it_ends_ten_hours_after_it_began_however_busy() -> None:
    busy = Clock(NINE, NINE + ABSOLUTE - SECOND)
    assert not busy.over(now=NINE + ABSOLUTE - SECOND)
    assert busy.over(now=NINE + ABSOLUTE)


def test_the_server_waits_the_minute_that_the_page_may_be_late_in_telling() -> None:
    idle = Clock(NINE, NINE)
    assert not idle.over(now=NINE + LOCK_AFTER)
    assert idle.over(now=NINE + LOCK_AFTER + TOLD_EVERY)


def test_a_page_that_says_nobody_was_there_is_believed_at_fifteen_minutes_and_not_before() -> None:
    idle = Clock(NINE, NINE)
    assert idle.over(now=NINE + LOCK_AFTER, page_says_idle=True)
    assert not idle.over(now=NINE + LOCK_AFTER - SECOND, page_says_idle=True)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("curl/8.0", "A browser on an unknown computer"),
    ],
)
def test_a_device_is_called_what_people_call_it(header: str, name: str) -> None:
    assert device_name(header) == name
