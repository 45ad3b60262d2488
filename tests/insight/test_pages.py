"""The pages of figures, through HTTP."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from openccr.casefiles.operations import exclude
from openccr.insight import queries
from openccr.insight.counting import NOT_YET
from openccr.insight.operations import sign_off
from openccr.insight.sheets import csv_of
from tests.insight.returns import AFTER, JULY, QUARTER, SEPTEMBER, Given, held
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/figures/2026Q3/"


def once_of(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_coordinator_chooses_the_quarter_reads_it_and_signs_it_off(area: Area) -> None:
    held(area, JULY, [Given(repeat=True, children=2), Given(source="idva")])
    client = as_(area.amina)
    listed = text_of(client.get("/figures/"))
    assert ADDRESS in listed and "Not signed off yet" in listed
    page = text_of(client.get(ADDRESS))
    for words in ("Cases discussed", "1 of 2", "50.0%", "14 Jul", "Marac data (SafeLives, 2024)", "IDVA"):
        assert words in page, words
    form = text_of(client.get(f"{ADDRESS}sign-off/"))
    assert "Why are the figures corrected?" not in form
    answer = client.post(f"{ADDRESS}sign-off/", {"once": once_of(form)}, follow=True)
    assert "Signed off" in text_of(answer)
    assert "Nothing has changed since it was signed off." in text_of(answer)


def test_a_later_change_shows_and_is_signed_off_as_a_correction_with_its_reason(area: Area) -> None:
    held(area, JULY, [Given()])
    client = as_(area.amina)
    client.post(f"{ADDRESS}sign-off/", {"once": once_of(text_of(client.get(f"{ADDRESS}sign-off/")))})
    held(area, SEPTEMBER, [Given()])
    assert "Cases discussed: 1 when signed off, 2 now." in text_of(client.get(ADDRESS))
    bare = client.post(f"{ADDRESS}sign-off/", {"once": once_of(text_of(client.get(f"{ADDRESS}sign-off/")))})
    assert bare.status_code == 422 and "Why are the figures corrected?" in text_of(bare)
    given = {"once": once_of(text_of(bare)), "reason": "A meeting was entered late."}
    page = text_of(client.post(f"{ADDRESS}sign-off/", given, follow=True))
    assert "Corrected: A meeting was entered late." in page and "when signed off" not in page
    row = next(csv.DictReader(StringIO(client.get(f"{ADDRESS}csv/").content.decode("utf-8-sig"))))
    assert row["status"].endswith(", correction 1: A meeting was entered late."), "two files of one day are told apart"


def test_what_is_missing_is_a_link_to_the_meeting_and_the_button_says_so(area: Area) -> None:
    meeting = held(area, JULY, [Given()], close=False)[0].meeting
    page = text_of(as_(area.amina).get(ADDRESS))
    assert f'href="/meetings/{meeting}/"' in page
    assert page.count("The meeting of 14 July 2026 is not closed.") == 2
    refused = as_(area.amina).post(f"{ADDRESS}sign-off/", {})
    assert refused.status_code == 422
    assert "is not closed" in text_of(refused)


def test_chairs_read_that_figures_come_when_they_are_signed_off_and_then_rounded_ones(area: Area) -> None:
    held(area, JULY, [Given()] * 7)
    client = as_(area.fay)
    before = text_of(client.get(ADDRESS))
    assert NOT_YET in before and "Cases discussed" not in before
    assert client.get(f"{ADDRESS}csv/").status_code == 403
    sign_off(actor=area.amina, quarter=QUARTER, at=AFTER)
    after = text_of(client.get(ADDRESS))
    assert "rounded to the nearest 5" in after and "14 Jul" not in after
    rows = list(csv.DictReader(StringIO(client.get(f"{ADDRESS}csv/").content.decode("utf-8-sig"))))
    assert {row["count"] for row in rows if row["figure"] == "Cases discussed"} == {"5"}
    assert {row["of"] for row in rows} == {"the quarter", "twelve months"}


def test_a_coordinator_kept_out_of_a_case_meets_the_very_page_of_one_for_whom_nothing_is_ready(area: Area) -> None:
    """Whether the hidden case is counted in the quarter or not: nothing tells that there is one."""
    case = held(area, JULY, [Given()])[0]
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=AFTER)
    other = replace(area.amina, user_id=area.eve.user_id)
    counted = queries.quarter_figures(actor=other, quarter=QUARTER, today=AFTER.date())
    empty = queries.quarter_figures(actor=other, quarter=QUARTER.before(), today=AFTER.date())
    assert replace(counted, quarter=empty.quarter) == empty


@pytest.mark.parametrize("name", ["bea", "carl", "dee", "eve", "grace", "lena"])
def test_who_does_not_work_with_figures_is_told_so(area: Area, name: str) -> None:
    client = as_(area.actors[name])
    for address in (
        "/figures/",
        "/figures/national/",
        ADDRESS,
        f"{ADDRESS}sign-off/",
        f"{ADDRESS}csv/",
        f"{ADDRESS}print/",
    ):
        assert client.get(address).status_code == 403, address


def test_only_the_coordinator_signs_off(area: Area) -> None:
    assert as_(area.fay).get(f"{ADDRESS}sign-off/").status_code == 403


@pytest.mark.parametrize("quarter", ["2026Q5", "x", "2099Q1", "1999Q4"])
def test_a_quarter_that_is_none_is_not_there(area: Area, quarter: str) -> None:
    client = as_(area.amina)
    for end in ("", "csv/", "print/", "sign-off/"):
        assert client.get(f"/figures/{quarter}/{end}").status_code == 404


def test_the_file_holds_the_quarter_its_twelve_months_and_each_meeting(area: Area) -> None:
    held(area, JULY, [Given(children=2)])
    held(area, SEPTEMBER, [Given(), Given()])
    answer = as_(area.amina).get(f"{ADDRESS}csv/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="OpenCCR-2026Q3.csv"'
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    cases = [(row["of"], row["from"], row["count"]) for row in rows if row["figure"] == "Cases discussed"]
    assert cases == [
        ("the quarter", "2026-07-01", "3"),
        ("twelve months", "2025-10-01", "3"),
        ("one meeting", "2026-07-14", "1"),
        ("one meeting", "2026-09-08", "2"),
    ]
    assert {row["status"] for row in rows} == {"Not signed off"}


def test_no_cell_of_the_file_is_taken_for_a_formula(area: Area) -> None:
    sign_off(actor=replace(area.amina, name="=HYPERLINK(1)"), quarter=QUARTER, at=AFTER)
    found = queries.quarter_figures(actor=area.amina, quarter=QUARTER, today=AFTER.date())
    assert found.signed is not None and found.signed.by == "=HYPERLINK(1)"
    named = replace(found, figures=tuple(replace(one, name="=1+1", parts=()) for one in found.figures))
    file = csv_of(named).decode("utf-8-sig")
    assert all(line.startswith('"') for line in file.splitlines()), "every cell in quotes (security paper, rule 28)"
    for row in csv.reader(StringIO(file)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_figures_print_on_paper_with_marking_and_recipient(area: Area) -> None:
    held(area, JULY, [Given()])
    page = text_of(as_(area.amina).get(f"{ADDRESS}print/"))
    assert "OFFICIAL-SENSITIVE" in page and "For Amina Okafor only" in page and "Cases discussed" in page


def test_the_area_stands_beside_the_national_row_with_its_year_and_source(area: Area) -> None:
    page = text_of(as_(area.amina).get("/figures/national/"))
    for words in ("30 September 2024", "276 Maracs", "Marac data (SafeLives, 2024)", "36.1%", "47.0", "92,000 women"):
        assert words in page, words


def test_a_page_of_figures_asks_the_database_few_questions(area: Area, django_assert_max_num_queries: object) -> None:
    held(area, JULY, [Given()] * 3)
    client = as_(area.amina)
    client.get(ADDRESS)
    with django_assert_max_num_queries(26):  # type: ignore[operator]  # with session, user, token and audit
        client.get(ADDRESS)


def test_the_workbook_holds_the_rows_of_the_file_with_numbers_as_numbers(area: Area) -> None:
    held(area, JULY, [Given(repeat=True)])
    answer = as_(area.amina).get(f"{ADDRESS}xlsx/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="OpenCCR-2026Q3.xlsx"'
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    cases = next(row for row in rows if row[5] == "Cases discussed")
    assert rows[0][6] == "count" and cases[6] == 1
    assert not any(str(value).startswith("=") for row in rows for value in row)
