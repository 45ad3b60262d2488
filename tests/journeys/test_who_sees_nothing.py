"""What somebody who may not know of a case finds of it: nothing, anywhere, and no sign that anything is missing."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import accessible
from tests.journeys.acts import menu, part_of_case, press
from tests.journeys.conftest import SignIn

PLACES = ("To do", "Cases", "Meetings", "Actions")


def references(page: Page, day: str) -> set[str]:
    """The references of all cases of the meeting of that day that this person sees on its agenda."""
    page.goto("/")
    coming(page, day).click()
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    return set(re.findall(r"M-\w{4}-\w{4}", page.get_by_role("table").first.inner_text()))


def count(page: Page, day: str) -> int:
    """How many cases their home page says they have at that meeting."""
    page.goto("/")
    return int(coming(page, day).inner_text().split()[0])


def coming(page: Page, day: str) -> Locator:
    """The line of the home page about the meeting of that day."""
    return page.get_by_role("link", name=re.compile(f"cases? on the meeting of {day}"))


def fullest(page: Page) -> str:
    """The day of the coming meeting with most cases: the area's own, since other stories plan small ones."""
    page.goto("/")
    lines = page.get_by_role("link", name=re.compile("cases? on the meeting of")).all_inner_texts()
    most = max(lines, key=lambda line: int(line.split()[0]))
    found = re.search(r"meeting of (\d+ \w+ \d{4})", most)
    assert found, most
    return found[1]


def test_the_excluded_worker_finds_nothing_of_the_case_anywhere_while_her_colleague_does(sign_in: SignIn) -> None:
    coordinator, excluded, colleague = sign_in("coordinator"), sign_in("excluded"), sign_in("on_case")
    day = fullest(coordinator)
    kept = references(coordinator, day) - references(excluded, day)
    theirs = references(colleague, day)
    kept &= theirs
    assert len(kept) == 1, kept
    reference = kept.pop()
    assert count(excluded, day) == count(colleague, day) - 1

    references(colleague, day)
    colleague.get_by_role("link", name=re.compile(reference)).click()
    address = colleague.url
    part_of_case(colleague, "People")
    name = colleague.get_by_role("row", name="Victim").first.get_by_role("rowheader").inner_text().splitlines()[0]
    accessible(colleague)

    for place in PLACES:
        menu(excluded, place)
        expect(excluded.get_by_text(reference)).to_have_count(0)
        accessible(excluded)
    excluded.goto(f"/cases/?text={reference}")
    expect(excluded.get_by_text("No case that you can see is like this")).to_be_visible()

    given, _, family = name.partition(" ")
    for page, found in ((excluded, False), (colleague, True)):
        menu(page, "Cases")
        press(page, "Find by name")
        page.get_by_label("Given name").fill(given)
        page.get_by_label("Family name").fill(family)
        page.get_by_label("What do you search for?").select_option(index=1)
        press(page, "Find")
        expect(page.get_by_text(reference)).to_have_count(int(found))

    nowhere = "/case/00000000-0000-4000-8000-000000000000/"
    answers = []
    for there in (address, nowhere):
        answer = excluded.goto(there)
        assert answer is not None
        answers.append((answer.status, excluded.get_by_role("main").inner_text().split("reference:")[0]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_an_account_without_a_role_opens_an_empty_page_that_says_what_to_do_next(sign_in: SignIn) -> None:
    page = sign_in("outsider")
    expect(page.get_by_text("Ask the lead of your agency, or the coordinator, to invite you at")).to_be_visible()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link")).to_have_count(1)
    accessible(page)
    for address in ("/cases/", "/meetings/", "/triage/", "/figures/"):
        answer = page.goto(address)
        assert answer is not None and answer.status in (403, 404), address
        accessible(page)
