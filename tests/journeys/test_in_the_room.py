"""In the room: the chair and the coordinator write at once, the network goes for a minute, all by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import accessible
from tests.journeys.acts import accept, initials, menu, press, refer, referral, said, saved
from tests.journeys.conftest import SignIn, become
from tests.journeys.test_a_meeting import TODAY, plan, to_meeting

STARTS = "13:30"
"""Another story has its own urgent meeting in the morning."""


@pytest.fixture
def agenda(sign_in: SignIn) -> Page:
    """The coordinator's page of today's urgent meeting with two cases, signed for."""
    page = sign_in("coordinator")
    plan(page, starts=STARTS)
    refer(page, referral("Ottoline", "Sparrow"), referral("Perpetua", "Sparrow"))
    for given in ("Ottoline", "Perpetua"):
        accept(page, given, "Sparrow")
        press(page, "List on a meeting")
        page.get_by_role("radio", name=TODAY).last.check()
        press(page, "List and ask agencies")
        expect(page.get_by_text("agencies are asked")).to_be_visible()
    to_meeting(page, starts=STARTS)
    press(page, "Send the agenda out")
    return page


def sign(page: Page) -> None:
    """Whoever is signed in signs the statement of today's meeting, in the room."""
    page.get_by_role("link", name="The confidentiality statement, and who signed it").first.click()
    press(page, "Sign the statement")
    accessible(page)
    page.get_by_label("In the room").check()
    page.get_by_label("Nothing is recorded").check()
    press(page, "I have read this and sign it")
    said(page, "You have signed")


def test_the_chair_and_the_coordinator_write_at_once_and_a_minute_without_network_loses_nothing(
    agenda: Page, sign_in: SignIn
) -> None:
    chair = sign_in("chair")
    to_meeting(chair, starts=STARTS)
    sign(chair)
    chair.get_by_role("table").get_by_role("link", name=initials("OS")).click()
    expect(chair.get_by_role("heading", name="Decide")).to_be_visible()
    chair.goto(chair.url + "before/")
    accessible(chair)
    # By keyboard alone: the room is asked, the case opens and its clock starts.
    chair.keyboard.press("Alt+Shift+N")
    expect(chair.get_by_role("timer").first).to_be_visible()
    accessible(chair)
    to_meeting(agenda, starts=STARTS)
    agenda.get_by_role("table").get_by_role("link", name=initials("OS")).click()

    # Both write, in different boxes, and nobody presses anything.
    chair.get_by_label("The chair's summary of the risk").fill("High: he has found her twice.")
    agenda.keyboard.press("Alt+Shift+D")
    agenda.keyboard.type("Housing and police told what they know.")
    saved(chair)
    saved(agenda)
    # What was deleted by mistake and saved so comes back by the same keys as anywhere.
    agenda.keyboard.press("Control+A")
    agenda.keyboard.press("Delete")
    saved(agenda)
    expect(agenda.get_by_label("What was said")).to_have_value("")
    agenda.keyboard.press("Control+Z")
    saved(agenda)
    agenda.reload()
    expect(agenda.get_by_label("The chair's summary of the risk")).to_have_value("High: he has found her twice.")
    expect(agenda.get_by_label("What was said")).to_have_value("Housing and police told what they know.")

    without_a_pause(agenda)

    # The network goes. What is typed stays, the page says so, and sends it when the network is back.
    chair.context.set_offline(True)
    chair.get_by_label("What the victim wants").fill("To stay in her home.")
    expect(chair.locator("[data-keep-status]")).to_contain_text("no connection; this page keeps trying")
    chair.get_by_label("What the victim wants").press_sequentially(" And to be asked first.")
    chair.wait_for_timeout(7000)
    agenda.reload()
    expect(agenda.get_by_label("What the victim wants")).to_have_value("")
    chair.context.set_offline(False)
    saved(chair)
    expect(chair.get_by_label("What the victim wants")).to_have_value("To stay in her home. And to be asked first.")
    agenda.reload()
    expect(agenda.get_by_label("What the victim wants")).to_have_value("To stay in her home. And to be asked first.")

    # Both in the same box: neither text is lost, and both are shown.
    agenda.get_by_label("Risks agreed").fill("He has a key.")
    saved(agenda)
    chair.get_by_label("Risks agreed").fill("He knows her school run.")
    expect(chair.get_by_text("Saved by somebody else while you were writing")).to_be_visible()
    expect(chair.get_by_text("He has a key.")).to_be_visible()
    expect(chair.get_by_label("Risks agreed")).to_have_value("He knows her school run.")
    chair.get_by_label("Risks agreed").fill("He has a key.\nHe knows her school run.")
    chair.keyboard.press("Alt+Shift+S")
    saved(chair)
    agreed_without_a_network(chair)
    not_in_anothers_name(chair, agenda)
    finished_by_keyboard(chair)


def without_a_pause(page: Page) -> None:
    """Somebody types on and on: what they typed is saved all the same, and not only once they stop for two seconds."""
    page.clock.install()
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    for _ in range(8):
        page.get_by_label("What was said").press_sequentially("and ")
        page.clock.run_for(1_500)
    assert sent, "twelve seconds of typing, and nothing was saved"
    saved(page)


def _without_sending(route: Route) -> None:
    if route.request.method == "POST":
        route.abort("internetdisconnected")
    else:
        route.continue_()


def not_in_anothers_name(chair: Page, agenda: Page) -> None:
    """Somebody else signs in on the chair's computer without a word: what the chair had on the screen and had typed is
    gone from it, is not theirs to read and is never saved as theirs.
    """
    tab = chair.context.new_page()
    chair.route("**", _without_sending)
    chair.get_by_label("What the victim wants").fill("To stay in her home. And no letters.")
    expect(chair.locator("[data-keep-status]")).to_contain_text("this page keeps trying")
    become(tab, "outsider")
    expect(chair.get_by_label("What the victim wants")).to_have_count(0)
    for words in ("To stay in her home", "Decide", "He has a key"):
        expect(chair.get_by_text(words)).to_have_count(0)
    chair.unroute("**")
    become(tab, "chair")
    tab.close()  # the chair's own page asks anew whose it is
    wishes = "To stay in her home. And to be asked first."
    expect(chair.get_by_label("What the victim wants")).to_have_value(wishes)
    agenda.reload()
    expect(agenda.get_by_label("What the victim wants")).to_have_value(wishes)


def agreed_without_a_network(chair: Page) -> None:
    """An action agreed while the network was gone, pressed twice, stands in the plan once."""
    chair.context.set_offline(True)
    chair.keyboard.press("Alt+Shift+A")
    chair.keyboard.type("Visit him and check his bail")
    chair.get_by_label("Who does it").select_option(label="Exampleshire Police")
    chair.get_by_label("On whom it falls").select_option(label="The person who harms")
    press(chair, "Agree this action")
    press(chair, "Agree this action")
    expect(chair.locator("[data-keep-status]")).to_contain_text("no connection")
    chair.context.set_offline(False)
    in_the_plan = chair.locator("#write ol > li").filter(has_text="Visit him and check his bail")
    expect(in_the_plan).to_have_count(1)
    chair.reload()
    expect(in_the_plan).to_have_count(1)
    expect(chair.get_by_text("The person who harms: 1")).to_be_visible()
    # Each leads to where it is changed, or taken back when it was agreed by a wrong key.
    expect(in_the_plan.get_by_role("link", name="Change or take back")).to_be_visible()
    accessible(chair)


def finished_by_keyboard(chair: Page) -> None:
    chair.keyboard.press("Alt+Shift+R")
    expect(chair.get_by_text("He knows her school run.")).to_be_visible()
    for name in ("Ottoline", "Perpetua", "PS"):
        expect(chair.get_by_text(name)).to_have_count(0)
    accessible(chair)
    chair.keyboard.press("Alt+Shift+R")
    expect(chair.get_by_role("heading", name="Decide")).to_be_visible()
    chair.keyboard.press("Alt+Shift+F")
    expect(chair.get_by_role("heading", level=1)).to_have_text("Case 2 of 2 comes next")
    accessible(chair)
    chair.keyboard.press("Alt+Shift+N")
    expect(chair.get_by_label("What was said")).to_have_value("")
    expect(chair.get_by_role("timer").first).to_be_visible()
    chair.keyboard.press("Alt+Shift+K")
    expect(chair.get_by_role("heading", level=1)).to_have_text("Keys of the conference screen")
    accessible(chair)
    menu(chair, "Meetings")
