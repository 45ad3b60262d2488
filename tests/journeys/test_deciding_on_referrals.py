"""Triage: the coordinator decides, the agency answers, and somebody is recognised."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import accessible
from tests.journeys.acts import accept, find, menu, press, refer, refer_page_by_page, referral, said
from tests.journeys.conftest import SignIn


def test_the_coordinator_asks_the_agency_answers_is_refused_appeals_and_the_case_is_accepted(sign_in: SignIn) -> None:
    agency, coordinator = sign_in("on_case"), sign_in("coordinator")
    refer_page_by_page(agency, "Wanda", "Ember", criterion="Repeat (REP)", why="Heard last year.")
    said(agency, "The referral was sent to the coordinator")

    assert find(coordinator, "Wanda", "Ember")
    press(coordinator, "Decide on the referral")
    press(coordinator, "Return with a question")
    coordinator.get_by_role("radio").first.check()
    coordinator.get_by_label("Your question").fill("Where does she live now?")
    accessible(coordinator)
    press(coordinator, "Return it")
    said(coordinator, "Returned")

    menu(agency, "To do")
    agency.get_by_role("link", name="Answer the coordinator's question on WE").click()
    press(agency, "Send again")
    agency.get_by_label("Your answer").fill("With her sister.")
    accessible(agency)
    press(agency, "Send again")
    said(agency, "Sent again")

    coordinator.reload()
    press(coordinator, "Propose: criteria not met")
    coordinator.get_by_role("radio").first.check()
    coordinator.get_by_label("Why", exact=True).fill("Nobody judges the risk to be high.")
    coordinator.get_by_label("What safety advice was given today?").fill("By her doctor, at the surgery.")
    help_today = coordinator.get_by_role("group", name="Which other help does the victim get today?")
    help_today.get_by_role("radio").first.check()
    second = coordinator.get_by_label("Who decides with you?")
    second.select_option(second.get_by_role("option").filter(has_text="Grace Winterbourne").get_attribute("value"))
    accessible(coordinator)
    press(coordinator, "Ask the second person")
    said(coordinator, "Proposed")

    # Nobody decides alone that the criteria are not met: a domestic abuse specialist looks too.
    specialist = sign_in("idva")
    specialist.get_by_role("link", name=re.compile("^Decide with Amina Okafor on WE")).click()
    press(specialist, "Confirm: criteria not met")
    specialist.get_by_label("What do you say?").fill("I read the referral and spoke to her doctor.")
    accessible(specialist)
    press(specialist, "Confirm")
    said(specialist, "can appeal")

    menu(agency, "To do")
    agency.get_by_role("link", name="you can appeal: WE").click()
    press(agency, "Appeal")
    agency.get_by_label("Why should it be looked at again?").fill("He was at her sister's door last night.")
    press(agency, "Appeal")
    said(agency, "Sent to be looked at again")

    coordinator.reload()
    press(coordinator, "Accept for conference")
    said(coordinator, "It can be listed on a meeting")


def test_the_coordinator_recognises_somebody_who_was_here_before(sign_in: SignIn) -> None:
    first = referral("Vesna", "Okapi", victim_dob="03-Apr-1988")
    again = first | {"referral_ref": "J-again", "reason": "He came back.", "referred_on": "21/2/2026"}
    page = sign_in("coordinator")
    refer(page, first)
    refer(page, again)
    assert find(page, "Vesna", "Okapi")
    press(page, "Decide on the referral")
    page.get_by_role("table", name="Possibly the same people").get_by_role("link", name="Vesna Okapi").click()
    page.get_by_label("The same as Vesna Okapi").check()
    page.get_by_label("How do you know?").fill("The date of birth is the same, and she told us.")
    accessible(page)
    press(page, "Save")
    said(page, "They are one person now")


def test_triage_is_done_with_the_keyboard_alone(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    refer(page, referral("Ursel", "Pike"))
    page.goto("/")
    tab_to(page, "Triage")
    page.keyboard.press("Enter")
    page.wait_for_url("**/triage/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="UP Exampleshire Police")
    tab_to(page, row.get_by_role("link").inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**/referral/**")
    tab_to(page, "Accept for conference")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It can be listed on a meeting")).to_be_visible()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus reads so, and can be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        held = page.locator(":focus")
        if held.inner_text().strip() == words:
            assert held.evaluate(
                "e => getComputedStyle(e).outlineStyle != 'none' || getComputedStyle(e).boxShadow != 'none'"
            )
            return
    raise AssertionError(f"Tab never comes to {words!r}")


def test_a_case_that_waits_for_triage_leads_to_its_decision_and_then_to_a_meeting(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    refer(page, referral("Tove", "Linnet"))
    accept(page, "Tove", "Linnet")
    expect(page.get_by_role("button", name="List on a meeting")).to_be_enabled()
    expect(page.get_by_role("button", name="Decide on the referral")).to_have_count(0)
