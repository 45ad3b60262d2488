"""The quarter's figures: read by the coordinator, signed off, read by the chair."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.acts import menu, press, said
from tests.journeys.conftest import SignIn


def test_the_coordinator_reads_a_quarter_signs_it_off_and_the_chair_reads_it(sign_in: SignIn) -> None:
    page, chair = sign_in("coordinator"), sign_in("chair")
    menu(page, "Figures")
    accessible(page)
    row = page.get_by_role("row", name=re.compile("Not signed off yet")).first
    quarter = row.get_by_role("link").inner_text()
    menu(chair, "Figures")
    chair.get_by_role("link", name=quarter).click()
    expect(chair.get_by_role("button", name="Sign off", exact=True)).to_be_disabled()
    accessible(chair)

    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name=quarter)).to_be_visible()
    accessible(page)
    press(page, "Sign off")
    accessible(page)
    press(page, "Sign off")
    said(page, "The figures are signed off")
    with page.expect_download() as download:
        press(page, "Download (CSV)")
    assert download.value.suggested_filename.endswith(".csv")
    chair.reload()
    expect(chair.get_by_role("table").first).to_be_visible()
    accessible(chair)
