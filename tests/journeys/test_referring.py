"""Somebody refers page by page, and a doctor without an account refers by a link."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import accessible
from tests.journeys.acts import initials, menu, press, said, to_step
from tests.journeys.conftest import SignIn, Site


def test_a_housing_officer_refers_is_interrupted_comes_back_and_sends_it(sign_in: SignIn) -> None:
    page = sign_in("on_case")
    menu(page, "Refer")
    accessible(page)
    press(page, "Start now")
    accessible(page)
    press(page, "Save and continue")

    page.get_by_label("Given name").fill("Philippa")
    page.get_by_label("Family name").fill("Sandgrouse")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("1988")
    press(page, "Save and continue")
    expect(page.get_by_role("alert")).to_contain_text("has no day 31")
    accessible(page)
    page.get_by_label("Day").fill("3")
    press(page, "Save and continue")

    # The telephone rings in the middle of a page. What is typed is kept without a button.
    to_step(page, "What the victim wants")
    with page.expect_response(lambda answer: answer.url.endswith("/wishes/") and answer.status == 204):
        page.get_by_label("What the victim wants to happen").press_sequentially("To sleep at night")
    menu(page, "To do")

    menu(page, "Refer")
    page.get_by_role("button", name="Go on with a draft").click()
    accessible(page)
    page.get_by_role("table").get_by_role("link", name=initials("PS")).click()
    accessible(page)
    page.get_by_role("link", name="What the victim wants", exact=True).click()
    expect(page.get_by_label("What the victim wants to happen")).to_have_value("To sleep at night")

    _names_people(page)
    _says_why(page)
    press(page, "All steps")
    press(page, "Check your answers and send")
    accessible(page)
    expect(page.get_by_role("main")).to_contain_text("not said whether it is safe to call")
    page.get_by_role("link", name="How the victim can be reached safely: It is not said").click()
    page.get_by_role("group", name="Is it safe to call?").get_by_label("Only in one way").check()
    page.get_by_label("When and how it is safe").first.fill("After five, never leave a message")
    accessible(page)
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    press(page, "Send the referral")
    said(page, "The referral was sent to the coordinator")
    expect(page.locator(".occr-identity")).to_contain_text("After five, never leave a message")


def _names_people(page: Page) -> None:
    to_step(page, "How the victim can be reached safely")
    page.get_by_label("The victim's telephone").fill("07700 900461")
    press(page, "Save and continue")
    to_step(page, "People who harm")
    accessible(page)
    for given in ("Barnaby", "Cuthbert"):
        page.get_by_role("link", name="person who harms").click()
        page.get_by_label("Given name").fill(given)
        press(page, "Save and continue")
    to_step(page, "Children")
    page.get_by_role("link", name="Add a child").click()
    page.get_by_label("Not born yet").check()
    page.get_by_role("group", name="When the birth is expected").get_by_label("Day").fill("1")
    page.get_by_role("group", name="When the birth is expected").get_by_label("Month").fill("2")
    page.get_by_role("group", name="When the birth is expected").get_by_label("Year").fill("2027")
    accessible(page)
    press(page, "Save and continue")
    expect(page.get_by_role("heading", name="Unborn child")).to_be_visible()


def _says_why(page: Page) -> None:
    to_step(page, "Why you refer")
    page.get_by_label("Professional judgement (PJ)").check()
    page.get_by_label("Why: Professional judgement").fill("Two brothers, and she is pregnant.")
    accessible(page)
    press(page, "Save and continue")


def test_a_doctor_without_an_account_refers_by_a_link_and_the_coordinator_checks_and_sends_it(
    sign_in: SignIn, site: Site, browser: Browser
) -> None:
    coordinator = sign_in("coordinator")
    menu(coordinator, "Partnership")
    accessible(coordinator)
    coordinator.get_by_role("link", name="Links for people outside").click()
    press(coordinator, "Give a link")
    coordinator.get_by_label("Name of the professional").fill("Dr Ada Testperson")
    coordinator.get_by_label("Where they work").fill("Nowhere Practice")
    accessible(coordinator)
    press(coordinator, "Make the link")
    accessible(coordinator)
    address = coordinator.get_by_label("Address to give to the professional").input_value()
    path = "/referral/" + address.split("/referral/")[1]

    surgery = browser.new_context(base_url=site.address).new_page()
    surgery.goto(path)
    accessible(surgery)
    surgery.get_by_role("link", name="The victim's name and date of birth").click()
    surgery.get_by_label("Given name").fill("Quenby")
    surgery.get_by_label("Family name").fill("Turnstone")
    press(surgery, "Save and continue")
    to_step(surgery, "What happened last")
    surgery.get_by_label("What happened").fill("Bruises on both arms, and she would not say why.")
    accessible(surgery)
    press(surgery, "Save and see all steps")
    press(surgery, "Check your answers and send")
    accessible(surgery)
    press(surgery, "Send the referral")
    expect(surgery.get_by_role("heading", name="The referral was sent")).to_be_visible()
    accessible(surgery)
    receipt = surgery.locator(".govuk-panel__body").inner_text()
    surgery.goto(path)
    expect(surgery.get_by_role("heading", name="This link is no longer valid")).to_be_visible()
    surgery.context.close()

    menu(coordinator, "To do")
    coordinator.get_by_role("link", name=re.compile("referrals? from outside to check")).click()
    coordinator.get_by_role("table").get_by_role("link", name=initials("QT")).click()
    expect(coordinator.get_by_role("main")).to_contain_text(receipt)
    press(coordinator, "Check your answers and send")
    press(coordinator, "Send the referral")
    said(coordinator, "The referral was sent to the coordinator")
    expect(coordinator.get_by_role("main")).to_contain_text("Dr Ada Testperson, Nowhere Practice")
    # A doctor need not know the criteria: what is missing is asked for, and the case cannot be accepted before.
    menu(coordinator, "Triage")
    expect(coordinator.get_by_role("table").get_by_text("QT").first).to_be_visible()
