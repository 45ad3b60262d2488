"""The partnership beside its cases: coordinator, chair, agency's lead, service, adviser on duty, and anybody."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn, Site

MADE = 60_000
"""Milliseconds in which a job has made a paper: it takes a few seconds, and other jobs may stand before it."""

SECRET = "He reads my post, so ring in the morning"


def partnership(page: Page, entry: str) -> None:
    """To one of the pages that stand under "Partnership"."""
    menu(page, "Partnership")
    page.get_by_role("main").get_by_role("link", name=entry, exact=True).first.click()


def test_the_coordinator_sees_what_is_late_and_makes_the_boards_pack(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    page.get_by_role("link", name=re.compile("late, thin, missing or ending")).click()
    for part in ("Late", "Thin", "Missing", "Ending"):
        expect(page.get_by_role("heading", name=re.compile(rf"^{part} \(\d+\)$"))).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Offer routine enquiry in every antenatal clinic").first.click()
    expect(page.get_by_text("Late", exact=True).first).to_be_visible()
    accessible(page)

    partnership(page, "Packs for the boards")
    accessible(page)
    page.get_by_role("button", name=re.compile("^Make the pack of")).first.click()
    expect(page.get_by_text("The pack is ready.").first).to_be_visible(timeout=MADE)
    partnership(page, "Packs for the boards")
    page.get_by_role("table").get_by_role("link").first.click()
    accessible(page)
    page.get_by_role("link", name=re.compile("Exampleshire Council")).first.click()
    first = page.get_by_role("heading", level=2).first
    expect(first).to_have_text("Promises kept and broken")
    accessible(page)


def test_the_coordinator_writes_time_down_by_one_tap_and_marks_the_calendar(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    partnership(page, "My time")
    accessible(page)
    press(page, "Telephone and e-mail")
    said(page, "15 minutes are written down")
    press(page, "Take the last one back")
    said(page, "Taken back")

    partnership(page, "Calendar")
    accessible(page)
    row = page.get_by_role("row", name=re.compile("Bring the needs assessment up to date"))
    row.get_by_role("link", name="It is done").click()
    page.get_by_label("What was done?").fill("Refreshed with the public health team")
    press(page, "It is done")
    said(page, "Written down")


def test_the_chair_offers_a_talk_and_whoever_it_is_for_answers_alone(sign_in: SignIn) -> None:
    chair = sign_in("chair")
    partnership(chair, "A talk afterwards")
    press(chair, "Offer talks")
    accessible(chair)
    chair.get_by_label("A hearing that was hard to sit through").check()
    chair.get_by_label("Grace Winterbourne, Harbour Domestic Abuse Service").check()
    press(chair, "Offer it")
    said(chair, "Offered to 1")
    expect(chair.get_by_text("Grace Winterbourne")).to_have_count(0)

    adviser = sign_in("idva")
    adviser.get_by_role("link", name="A talk afterwards is offered to you").first.click()
    adviser.get_by_role("button", name=re.compile("^Not now")).first.click()
    said(adviser, "Saved")
    partnership(chair, "What the coordination takes")
    accessible(chair)


def test_an_agencys_lead_who_sees_no_case_does_what_the_partnership_agreed(sign_in: SignIn) -> None:
    lead = sign_in("lead")
    menu(lead, "Actions")
    accessible(lead)
    lead.get_by_role("link", name="Publish the staff policy on domestic abuse").click()
    press(lead, "Mark as done")
    lead.get_by_label("What was done?").fill("On the intranet, and read out at every team meeting.")
    press(lead, "Mark as done")
    said(lead, "Saved")
    expect(lead.get_by_text("On the intranet, and read out at every team meeting.").first).to_be_visible()

    page = sign_in("coordinator")
    page.get_by_role("link", name=re.compile("said to be done, for you to confirm")).click()
    page.get_by_role("link", name="Publish the staff policy on domestic abuse").click()
    press(page, "Confirm that it is done")
    said(page, "Saved")


def test_a_service_passes_on_what_somebody_told_it(sign_in: SignIn) -> None:
    worker = sign_in("idva")
    menu(worker, "Voice")
    accessible(worker)
    press(worker, "Pass on what somebody told you")
    accessible(worker)
    worker.get_by_role("radio").first.check()
    worker.get_by_label("What was said", exact=True).fill("The bus stops an hour before the group does.")
    worker.get_by_role("checkbox").first.check()
    worker.get_by_role("main").get_by_role("button").first.click()
    expect(worker.locator(".occr-message").first).to_be_visible()


def test_anybody_finds_help_and_says_something_without_leaving_a_name(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/find-help/")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Exit this page")).first).to_be_visible()
    page.goto("/your-say/exampleshire/")
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_role("textbox").first.fill(SECRET)
    page.get_by_role("button", name="Send").click()
    code = page.locator("p.govuk-heading-l").inner_text()
    page.goto("/your-answer/")
    page.get_by_role("textbox").first.fill(code)
    page.get_by_role("main").get_by_role("button").first.click()
    assert SECRET not in page.content()
    context.close()

    adviser = sign_in("idva")
    menu(adviser, "Voice")
    press(adviser, "Written without a name")
    accessible(adviser)
    expect(adviser.get_by_role("table")).to_be_visible()
