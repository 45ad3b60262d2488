"""Survivors are heard: by a panel and its worker, by a survey without a name, and by whoever looks at danger first."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PATIENCE, accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn, Site

PHONE = {"width": 390, "height": 800}
PANEL = "We meet in the mornings, and those who work cannot come."
ANSWER = "Everybody in the queue heard why I had come"
DANGER = "He has my sister's keys and says he will go there tonight"


def anybody(site: Site, browser: Browser) -> BrowserContext:
    """An old phone without JavaScript."""
    context = browser.new_context(base_url=site.address, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context


def code_of(page: Page) -> str:
    return page.locator("p.govuk-heading-l").inner_text().strip()


def with_code(page: Page, code: str) -> None:
    page.goto("/your-answer/")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Show").click()


def test_the_panels_worker_passes_on_what_it_says_and_sees_what_becomes_of_it(sign_in: SignIn) -> None:
    worker = sign_in("panel_worker")
    menu(worker, "Voice")
    accessible(worker)
    press(worker, "Pass on what somebody told you")
    worker.get_by_label("Survivors' panel").check()
    worker.get_by_label("What was said", exact=True).fill(PANEL)
    for leave in ("It may change how agencies work", "It may be published"):
        worker.get_by_label(re.compile(leave)).check()
    press(worker, "Save")
    said(worker, "Passed on")

    coordinator = sign_in("coordinator")
    coordinator.get_by_role("link", name=re.compile("that a survivor said, to read|things said, to read")).first.click()
    accessible(coordinator)
    coordinator.get_by_role("row", name=re.compile("Survivors' panel")).get_by_role("link").first.click()
    expect(coordinator.get_by_text(PANEL)).to_be_visible()
    press(coordinator, "Choose themes")
    coordinator.get_by_role("checkbox").first.check()
    press(coordinator, "Save")
    press(coordinator, "Send to an agency")
    coordinator.get_by_label("Which agency can change something?").select_option(label="Willowmere Homes")
    press(coordinator, "Save")
    said(coordinator, "Sent")

    lead = sign_in("lead")
    lead.get_by_role("link", name="Survivors wait for your agency's answer").last.click()
    accessible(lead)
    expect(lead.get_by_text(PANEL)).to_be_visible()
    lead.get_by_label("Yes", exact=True).check()
    lead.get_by_label(re.compile("What was done, or why nothing")).fill(
        "From June the panel meets at six, with a meal."
    )
    press(lead, "Save")
    said(lead, "Answered")

    menu(worker, "Voice")
    worker.get_by_role("row", name=re.compile("Something changed")).get_by_role("link").first.click()
    expect(worker.get_by_text("From June the panel meets at six, with a meal.")).to_be_visible()

    coordinator.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Survivors' voice").click()
    coordinator.get_by_role("row", name=re.compile("Willowmere Homes")).filter(
        has_text="Something changed"
    ).get_by_role("link").first.click()
    press(coordinator, "They were told")
    press(coordinator, "Publish")
    coordinator.get_by_label("You said").fill("Those who work cannot come to the panel.")
    coordinator.get_by_label("We did").fill("From June it meets at six, with a meal.")
    press(coordinator, "Save")
    said(coordinator, "Published")
    coordinator.goto("/you-said/exampleshire/")
    expect(coordinator.get_by_text("From June it meets at six, with a meal.")).to_be_visible()
    accessible(coordinator)


def test_a_payment_is_offered_with_advice_and_the_panels_worker_pays_it(sign_in: SignIn) -> None:
    coordinator = sign_in("coordinator")
    menu(coordinator, "Voice")
    press(coordinator, "Payments")
    accessible(coordinator)
    press(coordinator, "Offer somebody payment")
    accessible(coordinator)
    coordinator.get_by_label("What it is for").fill("An evening at the panel")
    coordinator.get_by_label("How much, in pounds").fill("50")
    coordinator.get_by_label("Who knows them and pays").select_option(label="Sisters' Table")
    coordinator.get_by_label(re.compile("Who advises them on benefits")).fill("The money adviser at Sisters' Table")
    press(coordinator, "Save")

    worker = sign_in("panel_worker")
    menu(worker, "Voice")
    press(worker, "Payments")
    worker.get_by_role("link", name="An evening at the panel").click()
    expect(worker.get_by_text("may count for benefits")).to_be_visible()
    accessible(worker)
    press(worker, "Accepted")
    worker.get_by_label("Voucher").check()
    press(worker, "Save")
    worker.get_by_role("link", name="An evening at the panel").click()
    press(worker, "Paid")
    expect(worker.get_by_role("row", name=re.compile("An evening at the panel"))).to_contain_text("Paid")


def test_what_survivors_are_asked_goes_out_only_when_it_is_safe_and_somebody_else_has_looked(sign_in: SignIn) -> None:
    adviser = sign_in("idva")
    menu(adviser, "Voice")
    press(adviser, "Asking survivors")
    accessible(adviser)
    press(adviser, "Plan one")
    accessible(adviser)
    adviser.get_by_label("Survey", exact=True).check()
    adviser.get_by_label("What it is", exact=True).fill("Two questions on the telephone line")
    adviser.get_by_label("What it is for").fill("Whether the line opens at night.")
    for label, value in (("Day", "1"), ("Month", "12"), ("Year", "2030")):
        adviser.get_by_label(label, exact=True).fill(value)
    adviser.get_by_label("Questions of a survey, one a line").fill(
        "Was somebody there when you rang?\nWhat was missing?"
    )
    press(adviser, "Save")
    expect(adviser.get_by_text("Not answered yet").first).to_be_visible()
    accessible(adviser)
    coordinator = sign_in("coordinator")
    coordinator.goto(adviser.url)
    expect(coordinator.get_by_role("button", name="Let it go out")).to_be_disabled()
    press(adviser, "Change the plan")
    for area in adviser.get_by_role("textbox").all():
        if (area.get_attribute("name") or "").startswith("check_"):
            area.fill("The adviser looks after it.")
    press(adviser, "Save")
    expect(adviser.get_by_role("button", name="Let it go out")).to_be_disabled()
    coordinator.reload()
    press(coordinator, "Let it go out")
    said(coordinator, "It has gone out")
    expect(coordinator.get_by_role("link", name="/your-say/exampleshire/surveys/")).to_be_visible()


def test_anybody_answers_a_survey_on_an_old_phone_and_takes_it_back(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    context = anybody(site, browser)
    page = context.new_page()
    page.goto("/your-say/exampleshire/")
    page.get_by_role("link", name="Five minutes: what helped, and what did not").click()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_text("In danger now? Call 999.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Exit this page")).first).to_be_visible()
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name="Answer at least one question.")).to_be_visible()
    page.get_by_label("What did not help?").fill(ANSWER)
    page.get_by_label(re.compile("It may change how agencies work")).check()
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Send").click()
    code = code_of(page)
    assert [one for one in context.cookies() if one.get("expires", -1) > 0] == []

    coordinator = sign_in("coordinator")
    menu(coordinator, "Voice")
    press(coordinator, "Asking survivors")
    coordinator.get_by_role("link", name="Five minutes: what helped, and what did not").click()
    accessible(coordinator)
    coordinator.get_by_role("link", name="What was said in it").click()
    coordinator.get_by_role("table").get_by_role("link").first.click()
    with_code(page, code)
    expect(page.get_by_text("Nobody has read it yet.")).to_be_visible()
    assert ANSWER not in page.content()
    page.get_by_role("button", name="Take back what I said").click()
    expect(page.get_by_text("the words are gone")).to_be_visible()
    with_code(page, code)
    expect(page.get_by_text("This code leads nowhere.").first).to_be_visible()
    context.close()


def test_a_message_in_danger_is_read_first_and_the_reply_tells_nothing(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    context = anybody(site, browser)
    page = context.new_page()
    page.goto("/your-say/exampleshire/")
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_role("textbox").fill(DANGER)
    page.get_by_role("button", name="Send").click()
    code = code_of(page)

    adviser = sign_in("idva")
    adviser.get_by_role("link", name=re.compile("things? written without a name, unread")).click()
    accessible(adviser)
    for row in adviser.get_by_role("row").filter(has_text="Not read yet").all():
        href = row.get_by_role("link").first.get_attribute("href")
        other = adviser.context.new_page()
        other.goto(f"{site.address}{href}")
        if DANGER in other.content():
            break
        other.close()
    accessible(other)
    other.get_by_label("Yes, or it may be").check()
    press(other, "Save")
    expect(other.get_by_role("alert")).to_contain_text("Say what was done about the danger.")
    other.get_by_label("What was done about it").fill("Rang the police on 999 with what was written; told the lead.")
    other.get_by_label(re.compile("If you would like to talk to somebody")).check()
    press(other, "Save")
    said(other, "Saved")
    expect(other.get_by_role("row").filter(has_text="Danger").first).to_be_visible()

    with_code(page, code)
    expect(page.get_by_text("If you would like to talk to somebody")).to_be_visible()
    assert DANGER not in page.content() and "police" not in page.content()
    page.get_by_role("button", name="End this code").click()
    expect(page.get_by_text("The code is ended.")).to_be_visible()
    with_code(page, code)
    expect(page.get_by_text("This code leads nowhere.").first).to_be_visible()
    context.close()


def test_the_way_out_is_the_first_thing_a_keyboard_reaches(site: Site, browser: Browser) -> None:
    context = anybody(site, browser)
    page = context.new_page()
    for path in (
        "/find-help/",
        "/find-help/worried/",
        "/find-help/harmers/",
        "/your-say/exampleshire/",
        "/your-answer/",
    ):
        page.goto(path)
        reached = []
        for _ in range(4):
            page.keyboard.press("Tab")
            reached.append(page.locator(":focus").inner_text().strip())
        assert any("Exit this page" in words for words in reached), (path, reached)
    context.close()


def test_public_pages_can_be_read_by_everybody(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto("/your-say/exampleshire/")
    survey = page.get_by_role("link", name="Five minutes: what helped, and what did not").get_attribute("href")
    for path in (
        "/find-help/", "/find-help/survivors/", "/find-help/worried/", "/find-help/harmers/", "/find-help/children/",
        "/your-say/exampleshire/", "/your-say/exampleshire/write/", "/your-answer/", "/you-said/",
        "/you-said/exampleshire/", f"{survey}", f"{survey}answer/",
    ):  # fmt: skip
        page.goto(path)
        accessible(page)
    context.close()
