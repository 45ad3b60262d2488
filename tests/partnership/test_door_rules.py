"""What an identity provider's word is worth, and which sheets of codes may be printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from openccr.partnership.rules import CODES_AHEAD, MOST_CODES, Scope, codes_refusal, comes_in, second_factor_shown

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": ["pwd", "otp"]}, False),
        ({"amr": "mfa"}, False),
        ({"amr": None}, False),
        ({"acr": "1"}, False),
        ({"amr": ["pwd", "otp", "mfa"]}, True),
        ({"acr": "phr"}, True),
        ({"acr": "http://schemas.openid.net/pape/policies/2007/06/multi-factor"}, True),
    ],
)
def test_a_second_factor_was_shown_only_where_the_provider_says_so(claims: dict[str, object], shown: bool) -> None:
    assert second_factor_shown(claims) is shown


@pytest.mark.parametrize(
    ("email", "verified", "in_"),
    [
        ("a@work.example", True, True),
        ("a@WORK.example", True, True),
        ("a@work.example", False, False),
        ("a@notwork.example", True, False),
        ("a@work.example.evil.example", True, False),
        ("a@sub.work.example", True, False),
        ("work.example", True, False),
        ("", True, False),
    ],
)
def test_a_provider_speaks_for_verified_addresses_of_its_domains_alone(email: str, verified: bool, in_: bool) -> None:
    assert comes_in(email=email, verified=verified, domains=("work.example",)) is in_


def test_a_sheet_is_for_a_day_within_a_fortnight_and_holds_a_handful() -> None:
    assert codes_refusal(count=MOST_CODES, good_until=TODAY + CODES_AHEAD, today=TODAY) is None
    assert codes_refusal(count=1, good_until=TODAY, today=TODAY) is None
    for count, ahead in ((0, 0), (MOST_CODES + 1, 0), (1, -1), (1, CODES_AHEAD.days + 1)):
        assert codes_refusal(count=count, good_until=TODAY + timedelta(days=ahead), today=TODAY) is not None


def test_every_scope_has_words() -> None:
    assert all(scope.label for scope in Scope)
