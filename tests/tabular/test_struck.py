"""What somebody crossed out in a workbook, an old address or a referral taken back, is never read as if it held."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from openccr.tabular import Refused, Row, Table, read_table, write_refused
from tests.tabular import files


def read(data: bytes) -> Table:
    return read_table(data, filename="referrals.xlsx", known=files.KNOWN)


def sheet(fill: Callable[[Worksheet, Format], None]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    struck = book.add_format({"font_strikeout": True})
    page = book.add_worksheet()
    page.write_row(0, 0, files.HEADINGS)
    page.write_row(1, 0, files.ROWS[0])
    fill(page, struck)
    book.close()
    return target.getvalue()


def only(data: bytes) -> Row:
    (row,) = read(data).rows
    return row


def test_a_number_that_is_struck_out_is_a_problem_of_its_cell_alone() -> None:
    row = only(sheet(lambda page, struck: page.write(1, 6, "07700 900123", struck)))
    assert row.problem is None
    assert "struck out" in str(row.cell("victim_phone").problem)
    assert row.cell("victim_family_name").problem is None


def test_a_new_value_typed_after_the_old_one_that_is_struck_out_is_not_read_as_both() -> None:
    row = only(sheet(lambda page, struck: page.write_rich_string(1, 6, struck, "07700 900123", " 07700 900456")))
    assert "struck out" in str(row.cell("victim_phone").problem)


def test_a_text_that_stands_in_the_cell_itself_is_looked_at_too() -> None:
    rows = sheet(lambda page, struck: None)
    name = "xl/worksheets/sheet1.xml"
    xml = files.part(rows, name)
    start = xml.index(b'<c r="E2"')
    end = xml.index(b"</c>", start) + len(b"</c>")
    inside = b'<c r="E2" t="inlineStr"><is><r><rPr><strike%s/></rPr><t>Old</t></r><r><t>New</t></r></is></c>'
    for value, is_struck in ((b"", True), (b' val="0"', False)):
        row = only(files.repacked(rows, {name: xml[:start] + inside % value + xml[end:]}))
        assert row.cell("victim_family_name").text == "OldNew"
        assert (row.cell("victim_family_name").problem is not None) is is_struck


def test_a_row_that_is_struck_out_whole_is_refused_in_one_sentence_and_stays_so_until_corrected() -> None:
    data = sheet(lambda page, struck: page.write_row(1, 0, files.ROWS[0], struck))
    table = read(data)
    assert "the whole row is struck out" in str(table.rows[0].problem)
    refused = [Refused(row, (("", row.problem),)) for row in table.rows if row.problem]
    (again,) = read(write_refused(refused, table.columns)).rows
    assert again.cell("victim_family_name").problem is not None


@pytest.mark.parametrize("where", ["a blank cell", "the headings", "another row", "a style nobody uses", "spaces"])
def test_a_line_through_nothing_stops_no_row(where: str) -> None:
    def fill(page: Worksheet, struck: Format) -> None:
        match where:
            case "a blank cell":
                page.write_blank(1, 12, None, struck)
            case "the headings":
                page.write_row(0, 0, files.HEADINGS, struck)
            case "another row":
                page.write(0, 12, "old", struck)
            case "spaces":
                page.write_rich_string(1, 4, struck, "  ", "O’Brien")

    row = only(sheet(fill))
    assert row.problem is None
    assert all(cell.problem is None for cell in row.cells.values())


def test_a_line_that_a_condition_would_draw_is_not_taken_for_the_format_of_that_number() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (files.HEADINGS, files.ROWS[0]):
            book.active.append(list(row))
        rule = openpyxl.formatting.rule.CellIsRule(operator="equal", formula=['"x"'], font=Font(strike=True))
        book.active.conditional_formatting.add("A2:I2", rule)

    assert all(cell.problem is None for cell in only(files.workbook(fill)).cells.values())


def test_a_program_that_writes_the_line_otherwise_is_understood() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (files.HEADINGS, files.ROWS[0]):
            book.active.append(list(row))
        book.active["E2"].font = Font(strike=True)
        book.active["D2"].font = Font(strike=False, bold=True)

    row = only(files.workbook(fill))
    assert row.cell("victim_given_name").problem is None
    assert "struck out" in str(row.cell("victim_family_name").problem)
