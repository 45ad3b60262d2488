"""An agency's spreadsheet, as agencies write them, becomes referrals."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.browser import accessible
from tests.conference.files import HEADINGS, csv_file
from tests.journeys.acts import find, press, referral, said, upload
from tests.journeys.conftest import SignIn


def messy() -> bytes:
    """Other headings, semicolons, an old encoding, a column of theirs, and two rows that cannot be right."""
    rows = [
        referral("Zélie", "Quill", agency="police"),
        referral("Yolande", "Quill", referred_on="31/02/2026"),
        referral("Xanthe", "Quill", dash_score="40", **{"Their colour code": "amber"}),
    ]
    return csv_file(rows, headings=HEADINGS, delimiter=";", encoding="cp1252")


def test_the_coordinator_brings_in_an_agencys_messy_spreadsheet_corrects_what_was_refused_and_sends_it_again(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("coordinator")
    upload(page, messy())
    expect(page.get_by_role("heading", name="What would come of this file")).to_be_visible()
    expect(page.get_by_text("Their colour code")).to_be_visible()
    expect(page.get_by_role("table", name="Refused rows")).to_contain_text("Date of Referral")
    accessible(page)

    press(page, "Bring in 1 referral")
    said(page, "Saved")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the refused rows").click()
    refused = tmp_path / "refused.xlsx"
    download.value.save_as(refused)

    book = openpyxl.load_workbook(refused)
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        line[headings.index("Date of Referral")].value = "20/2/2026"
        line[headings.index("DASH Score")].value = 16
    corrected = io.BytesIO()
    book.save(corrected)

    upload(page, corrected.getvalue(), name="corrected.xlsx")
    press(page, "Bring in 2 referrals")
    said(page, "Saved")
    expect(page.get_by_text("Refused", exact=True)).to_have_count(0)
    for given in ("Zelie", "Yolande", "Xanthe"):
        assert find(page, given, "quill"), given
    accessible(page)

    upload(page, messy())
    expect(page.get_by_text("Known already").locator("..")).to_contain_text("1")
    expect(page.get_by_role("button", name="Bring in")).to_have_count(0)
