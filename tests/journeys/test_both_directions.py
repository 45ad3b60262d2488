"""Two agencies refer the same pair, each the other way round: caught at triage, kept apart, seen by a specialist."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import find, press, refer, referral, said
from tests.journeys.conftest import SignIn


def test_a_pair_referred_in_both_directions_is_caught_at_triage_and_a_specialist_is_asked(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    hers = referral("Isolde", "Wryneck", victim_dob="03/04/1990")
    hers |= {"perpetrator_given_name": "Corwin", "perpetrator_family_name": "Dunnock", "perpetrator_dob": "01/07/1988"}
    his = referral("Corwin", "Dunnock", victim_dob="01/07/1988")
    his |= {"perpetrator_given_name": "Isolde", "perpetrator_family_name": "Wryneck", "perpetrator_dob": "03/04/1990"}
    refer(page, hers, his)

    assert find(page, "Corwin", "Dunnock")
    press(page, "Decide on the referral")
    expect(page.get_by_role("main")).to_contain_text("One stands as victim where the other harms")
    expect(page.get_by_role("heading", name="The same pair the other way round")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name=re.compile("Ask who does what to whom")).click()
    said(page, "The two cases are kept apart")
    expect(page.get_by_role("main")).to_contain_text("No: keep them apart")
    press(page, "Ask a specialist")
    accessible(page)
    page.get_by_role("radio").first.check()
    press(page, "Ask")
    said(page, "It is on the specialist's list")
