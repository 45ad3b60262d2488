"""A service manager keeps the service's entry: what people who look for help, and staff who refer, read of it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn, Site

HELD = "Told in the waiting room, by two women"


def _open(page: Page, service: str) -> None:
    menu(page, "Directory")
    page.get_by_role("main").get_by_role("link", name=service, exact=True).first.click()


def test_a_service_manager_says_who_is_taken_and_the_public_reads_it(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    manager = sign_in("service_manager")
    expect(manager.get_by_role("navigation", name="Menu").get_by_role("link", name="Cases")).to_have_count(0)
    menu(manager, "Directory")
    accessible(manager)
    press(manager, "Who takes people now")
    accessible(manager)
    manager.get_by_role("main").get_by_role("link", name="Outreach", exact=True).click()
    manager.get_by_label("Takes nobody now").check()
    manager.get_by_label("How many places are free").fill("3")
    press(manager, "Save")
    expect(manager.get_by_role("alert")).to_contain_text("only one of the two")
    accessible(manager)
    manager.get_by_label("Has a waiting list").check()
    manager.get_by_label("How many places are free").fill("")
    manager.get_by_label("In a few words").fill("three weeks")
    press(manager, "Save")
    said(manager, "Saved")
    press(manager, "It is right as it stands")
    said(manager, "Thank you")

    public = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = public.new_page()
    page.goto("/find-help/survivors/")
    expect(page.get_by_text("Has a waiting list: three weeks").first).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Outreach", exact=True).click()
    expect(page.get_by_text("Has a waiting list: three weeks")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^07700 9001"))).to_have_attribute(
        "href", re.compile("^tel:07700")
    )
    assert public.cookies() == []
    public.close()


def test_a_service_manager_answers_who_would_be_the_last_to_come(sign_in: SignIn) -> None:
    manager = sign_in("service_manager")
    manager.get_by_role("link", name=re.compile("who would be the last person to come")).click()
    accessible(manager)
    manager.get_by_role("main").get_by_role("link", name="Children's group", exact=True).click()
    accessible(manager)
    manager.get_by_label("Who", exact=True).fill("A boy of twelve whose father drives him everywhere")
    manager.get_by_label("What is done so that they do").fill("The school lends a room at lunch.")
    manager.get_by_label("Survivors told us").check()
    press(manager, "Save")
    said(manager, "Saved")
    _open(manager, "Children's group")
    expect(manager.get_by_text("The school lends a room at lunch.")).to_be_visible()
    accessible(manager)


def test_a_service_manager_changes_the_entry_and_not_anothers(sign_in: SignIn) -> None:
    manager = sign_in("service_manager")
    _open(manager, "Outreach")
    press(manager, "Change")
    manager.get_by_label("When it can be reached").fill("Weekdays from 9 to 8")
    press(manager, "Save")
    said(manager, "Saved")
    expect(manager.get_by_text("Weekdays from 9 to 8")).to_be_visible()
    _open(manager, "Helpline")
    expect(manager.get_by_role("button", name="Change")).to_have_count(0)
    expect(manager.get_by_role("link", name="Change", exact=True)).to_have_count(0)
    menu(manager, "Voice")
    accessible(manager)
    press(manager, "Pass on what somebody told you")
    manager.get_by_label("What was said", exact=True).fill(HELD)
    manager.get_by_label(re.compile("It may change how agencies work")).check()
    press(manager, "Save")
    said(manager, "Passed on")
    expect(manager.get_by_text(HELD)).to_be_visible()
