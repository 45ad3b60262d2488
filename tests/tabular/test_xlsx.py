"""Workbooks as agencies really keep them."""

from __future__ import annotations

import re
import time
from datetime import datetime

import openpyxl
import pytest

from openccr.tabular import Table, TableError, read_date, read_table
from tests.tabular import files


def read(data: bytes, **options: object) -> Table:
    return read_table(data, filename="referrals.xlsx", known=files.KNOWN, **options)  # type: ignore[arg-type]


def test_merged_titles_above_the_headings_are_passed_over_and_rows_keep_their_numbers() -> None:
    table = read(files.merged_titles())
    assert [row.number for row in table.rows] == [5, 7]
    assert table.notes == ("Rows 1, 2: above the headings, not read.",)
    assert table.unmapped_columns == ()
    assert table.sheet == "Referrals"


def test_cells_keep_the_type_they_had() -> None:
    row = read(files.merged_titles()).rows[1]
    assert row.cell("referred_on").value == datetime(2026, 4, 4)
    assert row.cell("referred_on").text == "2026-04-04"
    assert row.cell("victim_dob").value == 29190
    assert row.cell("victim_phone").text == "7700900456"


def test_a_formula_nobody_calculated_is_a_problem_of_its_cell_and_its_row_is_not_lost() -> None:
    rows = {row.number: row for row in read(files.formulas_without_values()).rows}
    assert sorted(rows) == [2, 3, 4, 5]
    assert all(cell.problem is None for cell in rows[2].cells.values())
    assert [name for name, cell in rows[3].cells.items() if cell.problem] == ["referred_on"]
    assert all(cell.problem for cell in rows[4].cells.values())
    assert "never calculated" in str(rows[4].cell("agency").problem)
    assert "#REF!" in str(rows[5].cell("referred_on").problem)


def test_a_formula_with_its_result_is_read_and_the_nought_of_a_program_is_not() -> None:
    first, second = read(files.formulas_with_values()).rows
    assert first.cell("referral_ref").text == "HX-1"
    assert first.cell("referred_on").text == "2026-04-03"
    assert first.cell("agency").problem is None
    assert second.cell("referred_on").problem is not None


def test_a_formula_whose_result_is_no_text_is_a_blank_and_not_a_fault() -> None:
    data = files.sheet_of([("Our ref", "Agency name"), ("HX-1", "=A1")])
    xml = files.part(data, "xl/worksheets/sheet1.xml")
    saved = re.sub(rb'<c r="B2"><f>A1</f><v(?: ?/>|></v>)', b'<c r="B2" t="str"><f>A1</f><v></v>', xml)
    assert saved != xml
    cell = read(files.repacked(data, {"xl/worksheets/sheet1.xml": saved})).rows[0].cell("agency")
    assert (cell.text, cell.problem) == ("", None)


def test_the_visible_sheet_with_the_headings_is_read_and_the_others_are_named() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Read me"
        book.active.append(["How to fill this in"])
        for row in (files.HEADINGS, *files.ROWS):
            book.create_sheet("Cases") if "Cases" not in book.sheetnames else None
            book["Cases"].append(list(row))
        hidden = book.create_sheet("Old")
        hidden.sheet_state = "hidden"
        hidden.append(list(files.HEADINGS))
        hidden.append(list(files.ROWS[0]))

    data = files.workbook(fill)
    table = read(data)
    assert table.sheet == "Cases"
    assert table.notes == (
        "Sheet “Read me” was not read.",
        "Hidden sheet “Old” was not read. It holds a table too.",
    )
    named = read(data, sheet="Old")
    assert len(named.rows) == 1
    assert "Sheet “Old” is hidden." in named.notes
    with pytest.raises(TableError, match=r"no sheet “New”.*Read me, Cases, Old"):
        read(data, sheet="New")


def test_two_sheets_with_the_same_headings_are_not_chosen_between() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for name in ("April", "May"):
            sheet = book.create_sheet(name)
            sheet.append(list(files.HEADINGS))
            sheet.append(list(files.ROWS[0]))

    with pytest.raises(TableError, match="Several sheets hold a table: April, May"):
        read(files.workbook(fill))


def test_a_spare_form_with_headings_alone_is_not_taken_for_the_list() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for name in ("Blank form", "May"):
            book.create_sheet(name).append(list(files.HEADINGS))
        book["May"].append(list(files.ROWS[0]))

    table = read(files.workbook(fill))
    assert (table.sheet, len(table.rows)) == ("May", 1)
    assert "Sheet “Blank form” was not read." in table.notes


def test_a_table_on_a_hidden_sheet_is_not_read_unasked() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["nothing here"])
        book.create_sheet("Secret").append(list(files.HEADINGS))
        book["Secret"].sheet_state = "veryHidden"

    with pytest.raises(TableError, match="hidden sheet, Secret"):
        read(files.workbook(fill))


def test_hidden_rows_and_columns_are_read_and_said_so() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (files.HEADINGS, *files.ROWS):
            book.active.append(list(row))
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["F"].hidden = True

    table = read(files.workbook(fill))
    assert len(table.rows) == 2
    assert table.notes == (
        "Row 3: hidden in the sheet, read all the same.",
        "Hidden in the sheet, read all the same: column F.",
    )


def test_comments_beside_cells_are_said_not_to_be_read() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Our ref"])
        book.active.append(["HX-1"])
        book.active["A2"].comment = openpyxl.comments.Comment("withdrawn", "somebody")

    assert "comments" in read(files.workbook(fill)).notes[0]


def test_cells_under_a_merged_one_are_not_taken_for_blanks() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (("Our ref", "Agency name"), ("HX-1", "Halcyon"), ("HX-2", None)):
            sheet.append(list(row))
        sheet.merge_cells("B2:B3")

    first, second = read(files.workbook(fill)).rows
    assert first.cell("agency").problem is None
    assert "merged" in str(second.cell("agency").problem)


def test_a_workbook_that_counts_from_1904_gives_the_same_days() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Our ref", "Referral date", "DOB"])
        book.active.append(["HX-1", datetime(2026, 4, 3), 44653])

    row = read(files.workbook(fill, date_1904=True)).rows[0]
    assert read_date(row.cell("referred_on"), today=files.TODAY) == datetime(2026, 4, 3).date()
    assert read_date(row.cell("victim_dob"), today=files.TODAY) == datetime(2026, 4, 3).date()


def test_ten_thousand_rows_are_read_in_a_few_seconds() -> None:
    data = files.ten_thousand_rows()
    start = time.process_time()
    table = read(data)
    assert time.process_time() - start < 8
    assert len(table.rows) == 10_000
    assert table.rows[-1].number == 10_001


def under_a_merged_group(last: str, *beyond: str) -> Table:
    """A list whose second row of headings stands partly below a merged "Suspect", from column D to `last`."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append([None, None, None, "Suspect"])
        sheet.append(["Ref", "First name", "Surname", "Given name", "DOB", *beyond])
        sheet.append(["HX-1", "Nadia", "Invented", "Davin", "02/08/1988", *["1 Nowhere Lane"] * len(beyond)])
        sheet.merge_cells(f"D1:{last}1")

    return read_table(files.workbook(fill), filename="f", known=WHOSE)


WHOSE = {
    "referral_ref": ("Ref",),
    "victim_given_name": ("First name",),
    "victim_family_name": ("Surname",),
    "victim_address": ("Address",),
    "reason": ("Reason",),
    "perpetrator_given_name": ("Suspect given name",),
    "perpetrator_dob": ("Suspect DOB",),
    "perpetrator_address": ("Suspect address",),
}


def test_an_address_past_the_end_of_a_merged_group_is_given_to_nobody() -> None:
    with pytest.raises(TableError, match=re.escape("“Address” (column F) stands past “Suspect”")):
        under_a_merged_group("E", "Address")
    with pytest.raises(TableError, match=re.escape("“Address” (column G) stands past “Suspect”")):
        under_a_merged_group("E", "Reason", "Address")


def test_an_address_within_a_merged_group_is_that_groups() -> None:
    (row,) = under_a_merged_group("F", "Address", "Reason").rows
    assert row.cell("perpetrator_address").text == "1 Nowhere Lane"
    assert row.cell("victim_address").text == ""
    assert row.cell("reason").text == "1 Nowhere Lane"
