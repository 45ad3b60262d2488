"""Several tabs of one browser: nothing of whoever signed out, or was signed in before, stays on the screen (T3)."""

from __future__ import annotations

from playwright.sync_api import Browser, Route, expect


def test_signing_out_in_one_tab_takes_every_page_off_the_screen(preview: str, browser: Browser) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(f"{preview}/home")
    second.get_by_role("button", name="Sign out").click()
    first.wait_for_url("**/lock")
    second.wait_for_url("**/sign-out")
    context.close()


def test_a_page_of_somebody_who_has_left_does_not_stay_while_another_works_beside_it(
    preview: str, browser: Browser
) -> None:
    """T3: on a shared computer the next one's key presses kept the last one's case on the screen."""

    def as_eve(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("Amina Okafor", "Eve Castellan"))

    context = browser.new_context()
    hers = context.new_page()
    hers.goto(f"{preview}/home")
    beside = context.new_page()
    beside.goto(f"{preview}/record")
    expect(hers.get_by_text("Amina Okafor")).to_be_visible()
    context.route("**/home", as_eve)
    context.route("**/record", as_eve)
    beside.reload()
    expect(hers.get_by_text("Eve Castellan")).to_be_visible()
    expect(hers.get_by_text("Amina Okafor")).to_have_count(0)
    context.close()
