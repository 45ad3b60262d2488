"""An agency that will not log in answers by telephone, and counts as having answered."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import press, said
from tests.journeys.conftest import SignIn


def test_the_coordinator_types_what_an_agency_says_on_the_telephone_and_reads_it_back(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    page.get_by_role("link", name=re.compile("cases on the meeting of")).last.click()
    page.get_by_role("link", name="Who has answered", exact=True).click()
    accessible(page)
    grid = page.url
    asked = page.get_by_role("link", name=re.compile("^(Asked|Late): Exampleshire Schools,")).first
    case = re.search(r"[A-Z]{2} M-\w{4}-\w{4}", asked.get_attribute("aria-label") or "")
    assert case is not None
    asked.click()
    page.get_by_label("They know somebody in the case").check()
    page.get_by_label("What bears on the risk to the victim?").fill("The older child asked not to be collected by him.")
    page.get_by_label("Who gave the answer?").fill("Morwenna Testperson, safeguarding lead")
    accessible(page)
    press(page, "Save what they said")
    expect(page.get_by_role("alert")).to_contain_text("read")
    page.get_by_label("I read back to them what I typed").check()
    press(page, "Save what they said")
    said(page, "as given by telephone and read back")
    assert page.url.startswith(grid)
    expect(page.get_by_role("link", name=f"Exampleshire Schools, {case.group()}")).to_have_count(0)
    expect(page.get_by_role("row", name="Exampleshire Schools")).to_contain_text("by telephone")
