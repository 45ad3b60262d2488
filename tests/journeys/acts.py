"""What people do on many journeys, as they do it: by what stands on the page, never by its address."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import accessible
from tests.conference.files import csv_file, row


def press(page: Page, words: str) -> None:
    """Press the button of exactly these words, whether it is one or looks like one."""
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def initials(of: str) -> re.Pattern[str]:
    """The name of a line about somebody of these initials, and not of a case whose reference happens to hold them."""
    return re.compile(rf"\b{of}\b")


def said(page: Page, words: str) -> None:
    """The page confirms what was done, and anybody can read it."""
    expect(page.locator(".occr-message").first).to_contain_text(words)
    accessible(page)


def saved(page: Page) -> None:
    """The conference screen says when it was saved, which it only says after the commit."""
    expect(page.locator("[data-keep-status]")).to_contain_text("Saved")


def menu(page: Page, words: str) -> None:
    """Go there by the menu, and wait for the whole page: what it must not show may stand at its end."""
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=words, exact=True).click()
    page.wait_for_load_state()


def part_of_case(page: Page, words: str) -> None:
    """From a page of a case to another of its pages, whole."""
    page.get_by_role("navigation", name="Parts of this record").get_by_role("link", name=words, exact=True).click()
    page.wait_for_load_state()


def upload(page: Page, data: bytes, *, name: str = "referrals.csv") -> None:
    """From the triage list to what would come of a file."""
    menu(page, "Triage")
    press(page, "Bring in a file")
    page.get_by_label("File of referrals").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    press(page, "Check the file")


def referral(given: str, family: str, **changed: Any) -> dict[str, Any]:
    """A referral by an agency, of somebody of that name and of nobody else's whereabouts."""
    own = {
        "referral_ref": f"J-{given}-{family}",
        "victim_given_name": given,
        "victim_family_name": family,
        "victim_aliases": None,
        "perpetrator_given_name": f"{given}ard",
        "perpetrator_family_name": f"{family}son",
        "children": None,
        "victim_phone": None,
        "victim_address": f"{given} House",
        "perpetrator_address": f"{family} House",
    }
    return row(**(own | changed))


def refer(page: Page, *referrals: dict[str, Any]) -> None:
    """Whoever is signed in sends these referrals as a file."""
    upload(page, csv_file(referrals))
    press(page, "Bring in 1 referral" if len(referrals) == 1 else f"Bring in {len(referrals)} referrals")
    said(page, "Saved")


def refer_page_by_page(page: Page, given: str, family: str, *, criterion: str, why: str) -> None:
    """Whoever is signed in refers somebody by the wizard, leaving out what is not known."""
    menu(page, "Refer")
    press(page, "Start now")
    press(page, "Save and continue")
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Family name").fill(family)
    press(page, "Save and continue")
    to_step(page, "People who harm")
    page.get_by_role("link", name="Add a person who harms").click()
    page.get_by_label("Given name").fill("Ashwin")
    press(page, "Save and continue")
    to_step(page, "Consent, and what the victim knows")
    page.get_by_role("group", name="Has the victim consented to the referral?").get_by_label("Yes", exact=True).check()
    press(page, "Save and continue")
    to_step(page, "Why you refer")
    page.get_by_label(criterion).check()
    page.get_by_label(f"Why: {criterion.partition(' (')[0]}").fill(why)
    press(page, "Save and continue")
    press(page, "All steps")
    press(page, "Check your answers and send")
    press(page, "Send the referral")


def to_step(page: Page, title: str) -> None:
    """To a page of the referral, by the list of its steps."""
    press(page, "All steps")
    page.get_by_role("link", name=title, exact=True).click()


def find(page: Page, given: str, family: str) -> bool:
    """Look for somebody's case by name and open it; False when nothing is found."""
    menu(page, "Cases")
    press(page, "Find by name")
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Family name").fill(family)
    page.get_by_label("What do you search for?").select_option(index=1)
    press(page, "Find")
    cases = page.get_by_role("table").get_by_role("link")
    expect(cases.or_(page.get_by_text("Nobody of this name")).first).to_be_visible()
    if not cases.count():
        return False
    cases.first.click()
    return True


def accept(page: Page, given: str, family: str) -> None:
    """The coordinator accepts somebody's waiting referral, and is on the page of the case."""
    assert find(page, given, family)
    press(page, "Decide on the referral")
    press(page, "Accept for conference")
    expect(page.get_by_text("It can be listed on a meeting")).to_be_visible()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").nth(1).click()
