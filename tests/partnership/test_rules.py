"""Who gives which role, who confirms whom, and how long an appointment may run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from openccr.partnership.rules import (
    ATTEST_EVERY,
    ATTEST_GRACE,
    GIVEN_BY_COORDINATOR,
    GIVEN_BY_LEADS,
    Desk,
    Role,
    Tenure,
    period_refusal,
    second_factor_shown,
    why_not_a_token,
)

TODAY = date(2026, 3, 2)
A_YEAR = timedelta(days=365)


def _desk(**facts: object) -> Desk:
    usual = {
        "role": "lead",
        "whole_area": False,
        "own_agency": True,
        "has_lead": True,
        "coordinating": False,
        "advises": True,
    }
    return Desk(**{**usual, **facts})  # type: ignore[arg-type]


COORDINATOR = {"role": "coordinator", "whole_area": True, "own_agency": False}


def test_a_lead_gives_the_roles_of_their_own_agency_and_none_above() -> None:
    assert _desk().roles() == GIVEN_BY_LEADS == {Role.REPRESENTATIVE, Role.IDVA, Role.PANEL_WORKER, Role.LEAD}
    assert _desk(own_agency=False).roles() == frozenset()


def test_a_lead_makes_nobody_an_idva_where_nobody_advises_victims_and_the_coordinator_does() -> None:
    assert _desk(advises=False).roles() == GIVEN_BY_LEADS - {Role.IDVA}
    assert _desk(**COORDINATOR, advises=False).roles() == _desk(**COORDINATOR).roles() | {Role.IDVA}


@pytest.mark.parametrize("role", ["representative", "idva", "chair", "analyst", "commands", ""])
def test_nobody_else_gives_any(role: str) -> None:
    assert _desk(role=role).roles() == frozenset()
    assert not _desk(role=role).looks_after(Role.REPRESENTATIVE)


def test_the_coordinator_gives_chair_and_analyst_anywhere_and_coordinator_at_home() -> None:
    assert _desk(**COORDINATOR).roles() == {Role.CHAIR, Role.ANALYST, Role.PROTECTION_OFFICER}
    at_home = _desk(**{**COORDINATOR, "own_agency": True}, coordinating=True)
    assert at_home.roles() == GIVEN_BY_COORDINATOR


def test_where_there_is_no_lead_the_coordinator_stands_in() -> None:
    assert _desk(**COORDINATOR, has_lead=False).roles() > GIVEN_BY_LEADS


def test_nobody_ever_gives_the_role_of_commands() -> None:
    for whole in (True, False):
        for lead in (True, False):
            assert Role.COMMANDS not in _desk(whole_area=whole, has_lead=lead, coordinating=True).roles()


def test_a_lead_confirms_everybody_in_the_agency_and_the_coordinator_the_leads() -> None:
    assert all(_desk().looks_after(role) for role in Role)
    elsewhere = _desk(**COORDINATOR)
    assert elsewhere.looks_after(Role.LEAD)
    assert elsewhere.looks_after(Role.CHAIR)
    assert not elsewhere.looks_after(Role.REPRESENTATIVE)
    assert _desk(**COORDINATOR, has_lead=False).looks_after(Role.REPRESENTATIVE)


@pytest.mark.parametrize(
    ("from_on", "until_on", "allowed"),
    [
        (TODAY, TODAY, True),
        (TODAY, TODAY + A_YEAR, True),
        (TODAY, TODAY + timedelta(days=367), False),
        (TODAY - A_YEAR, TODAY + A_YEAR, True),
        (TODAY, TODAY - timedelta(days=1), False),
        (TODAY - A_YEAR, TODAY - timedelta(days=1), False),
        (TODAY + A_YEAR, TODAY + 2 * A_YEAR, True),
    ],
)
def test_an_appointment_ends_within_a_year_and_not_in_the_past(from_on: date, until_on: date, allowed: bool) -> None:
    why = period_refusal(from_on=from_on, until_on=until_on, today=TODAY)
    assert (why is None) == allowed
    assert why is None or (why.field == "until_on" and why.remedy)


def test_an_appointment_not_confirmed_for_90_days_and_a_fortnight_lapses() -> None:
    tenure = Tenure(from_on=TODAY, until_on=TODAY + A_YEAR, attested_on=TODAY)
    last = TODAY + ATTEST_EVERY + ATTEST_GRACE
    assert tenure.attest_by() == TODAY + timedelta(days=90)
    assert tenure.in_force(last)
    assert not tenure.in_force(last + timedelta(days=1))


TOKEN = {"sub": "4711", "aud": "us", "exp": 9}


@pytest.mark.parametrize(
    "changed",
    [
        {"sub": None}, {"sub": 5}, {"sub": ""}, {"sub": "a\0b"}, {"sub": "x" * 192}, {"aud": ["us", "them"]},
        {"azp": "them"}, {"aud": ["us", "them"], "azp": "them"},
    ],
)  # fmt: skip
def test_a_token_that_names_nobody_or_was_given_to_another_client_is_none(changed: dict[str, object]) -> None:
    assert why_not_a_token(TOKEN | changed, client="us")


def test_a_token_for_this_client_that_ends_is_one() -> None:
    assert not why_not_a_token(TOKEN, client="us")
    assert not why_not_a_token(TOKEN | {"aud": ["us"]}, client="us")
    assert not why_not_a_token(TOKEN | {"aud": ["us", "them"], "azp": "us"}, client="us")
    assert why_not_a_token({"sub": "4711", "aud": "us"}, client="us") == "The token does not end"


@pytest.mark.parametrize("acr", [["phr"], {"phr": 1}, 5, None])
def test_a_level_that_is_no_word_shows_no_second_factor(acr: object) -> None:
    assert not second_factor_shown({"acr": acr}) and second_factor_shown({"acr": "phr"})
