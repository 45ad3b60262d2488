"""A locked-down council PC that runs no scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.acts import menu, part_of_case, press, refer_page_by_page
from tests.journeys.conftest import SignIn


def test_without_javascript_an_agency_refers_reads_the_case_and_ends_an_action(sign_in: SignIn) -> None:
    page = sign_in("on_case", javascript=False)
    refer_page_by_page(
        page, "Ottilie", "Wren", criterion="Professional judgement (PJ)", why="She is afraid to say his name."
    )
    expect(page.get_by_text("The referral was sent to the coordinator.")).to_be_visible()

    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", name="This person's wishes")).to_be_visible()
    part_of_case(page, "People")
    expect(page.get_by_role("row", name="Ottilie Wren")).to_be_visible()
    part_of_case(page, "What agencies said")
    expect(page.get_by_text("She is afraid to say his name.").first).to_be_visible()

    menu(page, "Actions")
    page.get_by_role("row").filter(has_text="Late").get_by_role("link").first.click()
    what = page.get_by_role("main").inner_text()
    press(page, "Mark as done")
    press(page, "Mark as done")
    expect(page.get_by_role("alert")).to_contain_text("What was done?")
    page.get_by_label("What was done?").fill("Done on the telephone, and noted.")
    press(page, "Mark as done")
    expect(page.get_by_text("Done on the telephone, and noted.")).to_be_visible()
    assert "Late" in what
