"""Whereabouts open on purpose, for a reason, once; a screen that nobody sits at locks."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import find, part_of_case, press, refer, referral, said
from tests.journeys.conftest import SignIn


def test_the_coordinator_opens_her_whereabouts_after_saying_why_and_everybody_sees_that_they_were_opened(
    sign_in: SignIn,
) -> None:
    page = sign_in("coordinator")
    refer(page, referral("Lunete", "Heron", victim_address="9 Nowhere Close", victim_phone="07700 900555"))
    assert find(page, "Lunete", "Heron")
    expect(page.get_by_text("9 Nowhere Close")).to_have_count(0)
    accessible(page)
    case = page.url
    part_of_case(page, "People")
    accessible(page)
    page.get_by_role("row", name="Lunete Heron").get_by_role("link", name="Open, with a reason").click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    accessible(page)
    press(page, "Go on")
    expect(page.get_by_text("stands on the case's timeline")).to_be_visible()
    accessible(page)
    page.get_by_label("Why do you need it now?").fill("The adviser cannot reach her and must write today.")
    press(page, "Open them")
    expect(page.get_by_text("9 Nowhere Close")).to_be_visible()
    expect(page.get_by_text("07700 900 555")).to_be_visible()
    expect(page.get_by_text("after five, never leave a message").first).to_be_visible()
    accessible(page)

    page.goto(case)
    part_of_case(page, "Papers and history")
    expect(page.get_by_text("9 Nowhere Close")).to_have_count(0)
    expect(page.get_by_text("must write today")).to_be_visible()


def test_the_adviser_asks_her_how_she_can_be_reached_and_every_screen_says_so(sign_in: SignIn) -> None:
    page = sign_in("idva")
    line = page.get_by_role("link", name="nobody has asked how to make contact safely").first
    case = line.inner_text().split(":")[0]
    accessible(page)
    line.click()
    expect(page.get_by_text("Not asked yet: do not call, text or write")).to_be_visible()
    press(page, "Record safe contact")
    page.get_by_label("Calls").check()
    page.get_by_role("group", name="Is it safe").get_by_label("Yes").check()
    page.get_by_label("Anything else about when and how").fill("Mornings only; ask for the library.")
    accessible(page)
    press(page, "Save what was said")
    said(page, "Saved")
    page.goto(f"/cases/?text={case.split()[-1]}")
    page.get_by_role("table").get_by_role("link").first.click()
    bar = page.get_by_role("region", name="Whose file this is")
    expect(bar).to_contain_text("Mornings only; ask for the library.")
    page.goto("/")
    lines = page.get_by_role("link", name=case).filter(has_text="nobody has asked")
    expect(lines).to_have_count(0)


def test_a_screen_that_nobody_sits_at_warns_and_then_locks(sign_in: SignIn) -> None:
    page = sign_in("on_case")
    page.clock.install()
    page.goto("/cases/")
    page.clock.fast_forward("10:10")
    warning = page.get_by_role("dialog")
    expect(warning).to_contain_text("4 minutes")
    warning.get_by_role("button").first.click()
    expect(warning).to_be_hidden()
    page.clock.fast_forward("15:10")
    expect(page.get_by_role("heading", name="This screen is locked")).to_be_visible()
    page.clock.resume()
    accessible(page)
