"""Every template in a real browser: accessible, silent under the strict policy, whole without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from openccr.kernel.addresses import address_like
from tests.browser import complaints
from tests.ui.preview_pages import ERRORS, PAGES

WIDE, NARROW, SMALLEST = (1280, 900), (390, 844), (320, 640)
EVERY = [*PAGES, "ask?wrong", "table?agency=police&since_day=1&since_month=10&since_year=2026", *ERRORS]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@contextmanager
def opened(
    browser: Browser, address: str, size: tuple[int, int] = WIDE, *, javascript: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """The page, and what the browser complains of. A page that says an error answers with it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=javascript)
    page = context.new_page()
    said = complaints(page, warnings=True, answers=range(400, 600))
    page.goto(address)
    yield page, said
    context.close()


def test_a_file_that_is_missing_is_a_complaint_and_a_refused_form_is_none(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/ask?wrong") as (page, said):
        assert page.title().startswith("Error") and said == []
        with page.expect_response("**/static/nowhere.css"):
            page.evaluate("fetch('/static/nowhere.css')")
        assert said == [f"GET {preview}/static/nowhere.css: 404"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_accessible_and_nothing_in_it_breaks_the_policy(
    preview: str, browser: Browser, name: str, size: tuple[int, int]
) -> None:
    with opened(browser, f"{preview}/{name}", size) as (page, said):
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]] == []
        assert said == []


@pytest.mark.parametrize("name", EVERY)
def test_a_page_has_no_sideways_scrolling_at_320_pixels(preview: str, browser: Browser, name: str) -> None:
    with opened(browser, f"{preview}/{name}", SMALLEST) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_telephone_a_cell_with_nothing_in_it_is_no_line_and_no_name_alone(preview: str, browser: Browser) -> None:
    drawn = """() => {
        const cell = document.querySelector("td[data-label]");
        const before = getComputedStyle(cell).display;
        cell.classList.add("occr-table__blank");
        return [before, getComputedStyle(cell).display];
    }"""
    with opened(browser, f"{preview}/table", NARROW) as (page, _):
        assert page.evaluate(drawn) == ["grid", "none"]
    with opened(browser, f"{preview}/table") as (page, _):
        assert page.evaluate(drawn) == ["table-cell", "table-cell"]


@pytest.mark.parametrize("name", EVERY)
def test_a_page_has_no_style_or_script_written_into_it(preview: str, name: str) -> None:
    try:
        markup = urlopen(f"{preview}/{name}").read().decode()
    except HTTPError as answer:
        markup = answer.read().decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", markup)
    assert not re.search(r"<script(?![^>]*\ssrc=)", markup)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "public"])
def test_every_page_of_the_demonstration_says_that_it_is_one(preview: str, browser: Browser, name: str) -> None:
    with opened(browser, f"{preview}/{name}") as (page, _):
        expect(page.get_by_text("This is a demonstration with invented people")).to_be_visible()


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"public", "paper"}])
def test_staff_see_as_whom_they_act_and_no_quick_exit(preview: str, browser: Browser, name: str) -> None:
    with opened(browser, f"{preview}/{name}") as (page, _):
        expect(page.locator("header")).to_contain_text("Amina Okafor, MARAC coordinator, Example Borough Council")
        expect(page.get_by_text("Exit this page")).to_have_count(0)


def test_the_first_key_press_offers_to_skip_to_the_content(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/table") as (page, _):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_the_identity_bar_stays_in_sight_while_the_case_scrolls(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/record") as (page, _):
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        bar = page.get_by_role("region", name="Whose file this is")
        expect(bar).to_be_in_viewport()
        expect(bar).to_contain_text("RT EX-7K3F-2")


def test_safe_contact_not_asked_is_amber_and_forbids_contact(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/record-not-asked") as (page, _):
        fact = page.locator(".occr-identity__fact--ask")
        expect(fact).to_contain_text("Not asked yet: do not call, text or write")
        assert fact.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(253, 238, 207)"


def test_the_excluded_count_is_absent_for_those_who_may_not_know(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/record") as (page, _):
        expect(page.get_by_role("region", name="Whose file this is")).to_contain_text("Excluded")
    with opened(browser, f"{preview}/record-not-asked") as (page, _):
        expect(page.get_by_role("region", name="Whose file this is")).not_to_contain_text("Excluded")


def test_what_may_not_be_done_is_a_dead_button_with_its_reason(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/record") as (page, _):
        expect(page.get_by_role("button", name="Close the case")).to_be_disabled()
        expect(page.get_by_text("Two actions are still open.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_form_is_sent_and_what_is_wrong_leads_to_its_box(preview: str, browser: Browser, javascript: bool) -> None:
    with opened(browser, f"{preview}/ask", javascript=javascript) as (page, _):
        page.get_by_label("Initials").fill("RT")
        page.get_by_role("button", name="Save and continue").click()
        page.get_by_role("link", name="Fill in “When was she referred?”").click()
        wanted = ":focus" if javascript else ":target"
        assert page.locator(wanted).get_attribute("id") == "id_referred_on_day"
        expect(page.get_by_label("Initials")).to_have_value("RT")


def test_a_question_that_hangs_on_an_answer_appears_with_it(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/ask") as (page, _):
        expect(page.get_by_label("Why not?")).to_be_hidden()
        page.get_by_label("No", exact=True).check()
        expect(page.get_by_label("Why not?")).to_be_visible()
    with opened(browser, f"{preview}/ask", javascript=False) as (page, _):
        expect(page.get_by_label("Why not?")).to_be_visible()


def test_a_filter_is_taken_away_without_losing_the_others(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/table?agency=police&state=new&sort=ticks&page=2", javascript=False) as (page, _):
        page.get_by_role("link", name="Remove this filter: Agency: Police").click()
        assert page.url.endswith("/table?state=new&sort=ticks")
        expect(page.get_by_label("State", exact=True)).to_have_value("new")


def test_sorting_is_a_link_that_says_which_way(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/table?sort=ticks&state=new&page=2", javascript=False) as (page, _):
        expect(page.get_by_role("columnheader", name="Items yes")).to_have_attribute("aria-sort", "ascending")
        page.get_by_role("link", name="Items yes").click()
        assert page.url.endswith("/table?sort=-ticks&state=new")
        expect(page.get_by_role("columnheader", name="Items yes")).to_have_attribute("aria-sort", "descending")


def test_leaving_a_public_page_needs_no_javascript_and_promises_nothing(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/public", javascript=False) as (page, _):
        way_out = page.get_by_role("button", name="Emergency Exit this page")
        expect(way_out).to_have_attribute("href", "https://www.bbc.co.uk/weather")
        expect(page.get_by_text("does not remove this page from the browser’s history")).to_be_visible()
        expect(page.locator("header")).not_to_contain_text("Amina")


def test_a_running_job_asks_again_and_says_how_far_it_is(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/job-running") as (page, said):
        with page.expect_response("**/job-running", timeout=30_000):
            pass
        expect(page.get_by_text("240 of 1000 rows")).to_be_visible()
        assert said == []


def test_idle_warns_then_locks_in_every_tab(preview: str, browser: Browser) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    context.clock.install()
    for tab in (first, second):
        tab.goto(f"{preview}/home")
    context.clock.run_for("09:50")
    expect(first.get_by_role("dialog")).to_be_hidden()
    context.clock.run_for("00:20")
    expect(first.get_by_role("dialog", name="Are you still there?")).to_be_visible()
    first.get_by_role("button", name="Carry on").click()
    expect(first.get_by_role("dialog")).to_be_hidden()
    context.clock.run_for("15:10")
    first.wait_for_url("**/lock")
    second.wait_for_url("**/lock")
    context.close()


def test_a_key_press_in_one_tab_counts_in_the_other(preview: str, browser: Browser) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    context.clock.install()
    for tab in (first, second):
        tab.goto(f"{preview}/home")
    context.clock.run_for("10:10")
    expect(first.get_by_role("dialog")).to_be_visible()
    second.get_by_role("button", name="Carry on").click()
    expect(first.get_by_role("dialog")).to_be_hidden()
    context.close()


def test_the_idle_warning_is_accessible_and_hides_what_is_behind_it(preview: str, browser: Browser) -> None:
    context = browser.new_context()
    context.clock.install()
    page = context.new_page()
    page.goto(f"{preview}/record")
    context.clock.run_for("10:10")
    expect(page.get_by_role("button", name="Carry on")).to_be_focused()
    expect(page.get_by_role("dialog")).to_contain_text("About 4 minutes left.")
    covered = "getComputedStyle(document.querySelector('dialog'), '::backdrop').backgroundColor"
    assert page.evaluate(covered) == "rgb(22, 50, 60)"
    assert Axe().run(page, options=RULES).response["violations"] == []
    context.close()


def test_the_clock_of_a_case_runs_and_says_when_it_is_over(preview: str, browser: Browser) -> None:
    context = browser.new_context()
    context.clock.install(time="2026-11-21T10:49:00Z")
    page = context.new_page()
    page.goto(f"{preview}/clock")
    clock = page.get_by_role("timer")
    context.clock.run_for("00:12")
    expect(clock).to_contain_text("7:1")
    expect(clock).to_contain_text("of 12:00")
    context.clock.run_for("06:00")
    expect(clock).to_contain_text("over by 1:1")
    context.close()


def test_a_paper_prints_its_marking_and_no_navigation(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/paper") as (page, _):
        page.emulate_media(media="print")
        expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
        expect(page.get_by_text("For Bea Lindqvist, Housing only.")).to_be_visible()
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
        expect(page.get_by_role("link", name="Back")).to_be_hidden()


def test_a_printed_screen_carries_the_marking_too(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/record") as (page, _):
        expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
        expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()


TYPED = {
    "He knows that she lives at 12 Invented Lane.": True, "Her postcode is zz99 3vz now": True, "Flat 4 is hers": True,
    "12 years on the road": False, "Seen on the 3rd of March": False,
}  # fmt: skip
PAUSE = 600
"""Milliseconds after which the page has looked at what was typed."""


def test_an_address_in_free_text_is_warned_of_while_it_is_typed(preview: str, browser: Browser) -> None:
    with opened(browser, f"{preview}/ask") as (page, said):
        box = page.get_by_label("What happened")
        for typed, warns in TYPED.items():
            assert bool(address_like(typed)) is warns, "the page and the server say the same"
            box.fill(typed)
            page.wait_for_timeout(PAUSE)
            expect(page.get_by_text("This looks like an address or a postcode")).to_have_count(int(warns))
        assert said == []
