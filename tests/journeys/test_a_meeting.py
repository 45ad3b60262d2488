"""From the agenda to the ended action: one meeting, by everybody who has a part in it."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser import accessible
from tests.journeys.acts import accept, initials, menu, press, refer, referral, said, saved
from tests.journeys.conftest import SignIn

TODAY = f"{date.today().day} {date.today():%B %Y}"


@pytest.fixture
def meeting(sign_in: SignIn) -> Page:
    """The coordinator's page of an urgent meeting of today, with two cases on its agenda and the agenda out.

    Their family name begins with a letter that none of the invented area does: initials stand on lists.
    """
    page = sign_in("coordinator")
    plan(page)
    refer(page, referral("Rosalind", "Xenbird"), referral("Sunniva", "Xenbird"))
    for given in ("Rosalind", "Sunniva"):
        accept(page, given, "Xenbird")
        press(page, "List on a meeting")
        page.get_by_role("radio", name=TODAY).last.check()
        press(page, "List and ask agencies")
        expect(page.get_by_text("agencies are asked")).to_be_visible()
    to_meeting(page)
    press(page, "Send the agenda out")
    said(page, "The agenda is out")
    return page


def plan(page: Page, *, starts: str = "09:30") -> None:
    menu(page, "Meetings")
    press(page, "Plan a meeting")
    for box, number in (("Day", date.today().day), ("Month", date.today().month), ("Year", date.today().year)):
        page.get_by_label(box, exact=True).fill(str(number))
    page.get_by_label("Starts at").fill(starts)
    page.get_by_label("Chair (optional)").select_option(label="Fay Osei, Exampleshire Police")
    page.get_by_label("This is an urgent meeting").check()
    accessible(page)
    press(page, "Plan the meeting")
    said(page, "The meeting is planned")


def to_meeting(page: Page, *, starts: str = "09:30") -> None:
    menu(page, "Meetings")
    page.get_by_role("table").get_by_role("link", name=f"{TODAY}, {starts} (urgent)").first.click()


def test_agencies_answer_the_chair_hears_the_cases_and_the_agency_ends_its_action(
    meeting: Page, sign_in: SignIn
) -> None:
    agency = sign_in("on_case")
    nothing_known_in_one_press(agency)
    research_returned(agency)
    chair = sign_in("chair")
    to_meeting(chair)
    accessible(chair)
    chair.get_by_role("link", name=initials("RX")).click()
    hear(chair)
    action_ended(agency)
    meeting.reload()
    expect(meeting.get_by_role("row", name=initials("RX"))).to_contain_text("Heard")


def nothing_known_in_one_press(page: Page) -> None:
    accessible(page)
    page.get_by_role("button", name="Nothing known of SX").click()
    expect(page.locator(".occr-message").first).to_be_visible()
    menu(page, "To do")
    expect(page.get_by_role("button", name="Nothing known of SX")).to_have_count(0)


def research_returned(page: Page) -> None:
    page.get_by_role("link", name="What does your agency know of RX").click()
    page.get_by_label("What bears on the risk to the victim?").fill(
        "Two calls about noise in May; the door was broken."
    )
    page.get_by_label("What can your agency offer to do?").fill("Change the locks this week")
    accessible(page)
    press(page, "Send what we know")
    expect(page.locator(".occr-message").first).to_be_visible()


def hear(page: Page) -> None:
    press(page, "Start the clock")
    expect(page.get_by_text("Does anybody know the people of case 1")).to_be_visible()
    expect(page.get_by_text("RX")).to_have_count(0)
    press(page, "Whoever must leave has left: open the case and start the clock")
    expect(page.get_by_text("Two calls about noise in May")).to_be_visible()
    page.get_by_label("What was said").fill("Housing and police told what they know.")
    press(page, "Save")
    saved(page)
    offered = page.get_by_role("group", name="Change the locks this week")
    offered.get_by_role("button", name="Agencies").click()
    expect(page.locator("#write ol > li").filter(has_text="Change the locks this week")).to_have_count(1)
    expect(page.get_by_label("What was said")).to_have_value("Housing and police told what they know.")
    page.get_by_role("link", name="View for the room").click()
    expect(page.get_by_text("Rosalind")).to_have_count(0)
    accessible(page)
    press(page, "Back to the chair's view")
    page.get_by_label("What the victim wants").fill("To stay in her home.")
    page.get_by_label("The chair's summary of the risk").fill("High: he has found her twice.")
    page.get_by_label("If nothing in the plan faces the person who harms, why?").fill("He is in custody.")
    # What only a button sends outlasts what is sent by itself meanwhile.
    page.get_by_label("What the victim wants").press_sequentially(" With her dog.")
    expect(page.locator("[data-keep-status]")).to_contain_text("Not saved yet")
    saved(page)
    expect(page.get_by_label("If nothing in the plan faces")).to_have_value("He is in custody.")
    press(page, "Finish this case")
    said(page, "RX is finished")


def action_ended(page: Page) -> None:
    menu(page, "To do")
    page.get_by_role("link", name="Change the locks this week").click()
    accessible(page)
    press(page, "Mark as done")
    page.get_by_label("What was done?").fill("Both locks changed; the locksmith's note is on our file.")
    press(page, "Mark as done")
    said(page, "")
    expect(page.get_by_text("Both locks changed")).to_be_visible()
