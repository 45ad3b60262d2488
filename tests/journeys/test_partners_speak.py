"""Partners speak for themselves: an agency proposes a service, the panel's worker rates with the panel."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn, Site

SERVICE = "Evening drop-in"


def _found_by_anybody(site: Site, browser: Browser) -> int:
    """How often somebody who looks for help, on an old phone, finds it."""
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto("/find-help/survivors/")
    number = page.get_by_role("main").get_by_text(SERVICE).count()
    context.close()
    return number


def test_a_service_manager_proposes_a_service_and_nobody_finds_it_before_the_coordinator_has_looked(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    manager = sign_in("service_manager")
    menu(manager, "Directory")
    press(manager, "Propose a service")
    accessible(manager)
    manager.get_by_label("Name of the service").fill(SERVICE)
    manager.get_by_label(re.compile("What it does")).fill("Tea and an adviser on Wednesdays.")
    manager.get_by_label("Protection, care and support").check()
    manager.get_by_label("People who are or were abused").check()
    manager.get_by_label("Telephone").fill("07700 900654")
    press(manager, "Propose it")
    said(manager, "Proposed")
    assert _found_by_anybody(site, browser) == 0

    coordinator = sign_in("coordinator")
    coordinator.get_by_role("link", name=re.compile("services? that (an agency proposes|agencies propose)")).click()
    accessible(coordinator)
    coordinator.get_by_role("main").get_by_role("link", name=SERVICE).click()
    press(coordinator, "Look at it and take it")
    accessible(coordinator)
    coordinator.get_by_label("Something should be changed first").check()
    coordinator.get_by_label("What should be changed").fill("Say when it is open.")
    press(coordinator, "Save")
    said(coordinator, "Saved")

    manager.goto("/")
    manager.get_by_role("link", name=re.compile("proposed services? to change first")).click()
    manager.get_by_role("main").get_by_role("link", name=SERVICE).click()
    expect(manager.get_by_text("Say when it is open.")).to_be_visible()
    press(manager, "Change")
    manager.get_by_label("When it can be reached").fill("Wednesdays, six to eight")
    press(manager, "Save")
    said(manager, "Saved")

    coordinator.goto("/directory/proposed/")
    coordinator.get_by_role("main").get_by_role("link", name=SERVICE).click()
    press(coordinator, "Look at it and take it")
    coordinator.get_by_label("It is right: show it to everybody").check()
    press(coordinator, "Save")
    assert _found_by_anybody(site, browser) > 0


def _answer(page: Page, step: str) -> None:
    for name in {one.get_attribute("name") for one in page.locator("[name$=_score]").all()}:
        page.locator(f'[name="{name}"][value="{step}"]').check()
    for name in {one.get_attribute("name") for one in page.locator("[name$=_confidence]").all()}:
        page.locator(f'[name="{name}"]').first.check()
    for box in page.locator("[name$=_words]").all():
        box.fill("Nobody told us what became of it.")


def test_the_panels_worker_rates_with_the_panel_and_sees_no_case(sign_in: SignIn) -> None:
    worker = sign_in("panel_worker")
    for page in ("Cases", "Triage", "Meetings"):
        expect(worker.get_by_role("navigation", name="Menu").get_by_role("link", name=page)).to_have_count(0)
    accessible(worker)
    worker.get_by_role("link", name=re.compile("rate with the panel")).click()
    accessible(worker)
    worker.get_by_role("main").get_by_role("link", name=re.compile("Panel's answers")).first.click()
    accessible(worker)
    _answer(worker, "1")
    press(worker, "Save")
    said(worker, "Saved")
    expect(worker.get_by_role("row", name=re.compile("1. Survivor voice"))).to_contain_text(
        re.compile(r"([1-9]) of \1")
    )

    lead = sign_in("lead")
    lead.goto(worker.url)
    expect(lead.get_by_role("main")).not_to_contain_text("Nobody told us what became of it.")
