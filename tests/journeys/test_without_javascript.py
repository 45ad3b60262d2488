"""A locked-down council PC that runs no scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.acts import menu, press
from tests.journeys.conftest import SignIn


def test_without_javascript_an_agency_refers_reads_the_case_and_ends_an_action(sign_in: SignIn) -> None:
    page = sign_in("on_case", javascript=False)
    menu(page, "Refer")
    page.get_by_label("Victim's given name").fill("Ottilie")
    page.get_by_label("Victim's family name").fill("Wren")
    press(page, "Send the referral")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Victim's given name")).to_have_value("Ottilie")
    page.get_by_label("Professional judgement (PJ)").check()
    page.get_by_label("Given name of the person who harms").first.fill("Ashwin")
    page.get_by_label("Reason for professional judgement").fill("She is afraid to say his name.")
    press(page, "Send the referral")
    expect(page.get_by_text("The referral was sent to the coordinator.")).to_be_visible()

    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", name="Her wishes")).to_be_visible()
    expect(page.get_by_text("Ottilie Wren")).to_be_visible()

    menu(page, "Actions")
    page.get_by_role("table").get_by_role("link").first.click()
    what = page.get_by_role("main").inner_text()
    press(page, "Mark as done")
    press(page, "Mark as done")
    expect(page.get_by_role("alert")).to_contain_text("What was done?")
    page.get_by_label("What was done?").fill("Done on the telephone, and noted.")
    press(page, "Mark as done")
    expect(page.get_by_text("Done on the telephone, and noted.")).to_be_visible()
    assert "Late" in what
