"""The minutes of a meeting: drafted from what was typed, agreed by the chair, issued, an extract for each agency."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn


def test_the_coordinator_drafts_the_chair_agrees_they_are_issued_and_an_agency_gets_only_its_own_cases(
    sign_in: SignIn,
) -> None:
    page, chair = sign_in("coordinator"), sign_in("chair")
    menu(page, "Meetings")
    press(page, "Past meetings")
    # A meeting of the chair's own whose minutes nobody has begun, and not the newest, which another story may read.
    page.get_by_role("table").get_by_role("row", name="Fay Osei").nth(1).get_by_role("link").click()
    press(page, "Minutes")
    press(page, "Begin the minutes")
    said(page, "The draft is made")
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("What the minutes say").fill("She wants to stay in her home. She failed to engage with us.")
    press(page, "Save")
    accessible(page)
    # The word check says what would be better, and blocks nothing.
    expect(page.get_by_text("failed to engage").first).to_be_visible()

    chair.goto(page.url)
    press(chair, "Agree the minutes")
    accessible(chair)
    press(chair, "They are agreed")
    said(chair, "The minutes are agreed")
    page.reload()
    press(page, "Issue them")
    said(page, "The minutes are issued")

    page.get_by_role("link", name="Make the extracts").click()
    accessible(page)
    page.get_by_role("link", name="Minutes", exact=True).last.click()
    accessible(page)
    page.get_by_text("For another agency").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Willowmere Homes").click()
    front = "For Willowmere Homes only. Do not copy or send on. OFFICIAL-SENSITIVE."
    expect(page.get_by_text(front, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    accessible(page)
