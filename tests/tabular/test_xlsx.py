"""Workbooks as agencies really keep them, and workbooks made to do harm."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from datetime import datetime

import openpyxl
import pytest

from openccr.tabular import Limits, Table, TableError, read_date, read_table
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


# --- workbooks made to do harm, or damaged ---


def minimal() -> bytes:
    return files.sheet_of([("Our ref", "Agency name"), ("HX-1", "Halcyon")])


SHEET = "xl/worksheets/sheet1.xml"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    bomb = files.repacked(minimal(), {SHEET: b"<worksheet>" + b" " * (30 * 2**20) + b"</worksheet>"})
    assert len(bomb) < 100_000
    with pytest.raises(TableError, match="unpacks to more than can be read"):
        read(bomb)
    with pytest.raises(TableError, match="unpacks to more than can be read"):
        read(minimal(), limits=Limits(unpacked_bytes=1000))


def test_a_part_that_lies_about_its_size_is_damage() -> None:
    data = bytearray(files.repacked(minimal(), {SHEET: files.part(minimal(), SHEET) + b" " * 5000}))
    name = SHEET.encode()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(TableError, match="damaged"):
        read(bytes(data))


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory() -> None:
    xml = files.part(minimal(), SHEET)
    far = xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(TableError, match="“Sheet” reaches column XFD"):
        read(files.repacked(minimal(), {SHEET: far}))
    deep = xml.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(TableError, match="reaches row 1,048,576"):
        read(files.repacked(minimal(), {SHEET: deep}))
    with pytest.raises(TableError, match="at most 5 rows are read at its width"):
        read(files.sheet_of([("Our ref", "Agency name")] * 7), limits=Limits(cells=10))


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_never_expanded(name: str) -> None:
    xml = files.part(minimal(), name).partition(b"?>")
    body = xml[2] or xml[0]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + body
    with pytest.raises(TableError, match="damaged"):
        read(files.repacked(minimal(), {name: bomb}))


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_files_in_a_zip_are_told_apart(part: str, says: str) -> None:
    with pytest.raises(TableError, match=says):
        read(files.repacked(minimal(), {part: b"x"}))


def test_a_zip_that_is_no_workbook_and_half_a_workbook_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("referrals.csv", "x")
    with pytest.raises(TableError, match="zip file and not a workbook"):
        read(target.getvalue())
    with pytest.raises(TableError, match="damaged"):
        read(minimal()[: len(minimal()) // 2])
    with pytest.raises(TableError, match="damaged"):
        read(files.repacked(minimal(), {SHEET: None}))


def test_two_parts_of_one_name_are_refused() -> None:
    target = io.BytesIO(minimal())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(SHEET, "<worksheet/>")
    with pytest.raises(TableError, match="damaged"):
        read(target.getvalue())


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="9"><c r="A9999999999"><v>1</v></c></row>',
        b'<row r="9"><c r="A1048576"><v>1</v></c></row>',
        b'<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>',
        b'<row r="9999999999"><c><v>1</v></c></row>',
        b'<row r="0"><c><v>1</v></c></row>',
        b'<c r="A9"><v>1</v></c>',
    ],
)
def test_a_forged_position_never_reaches_the_reader_that_would_make_room_for_it(cell: bytes) -> None:
    forged = files.part(minimal(), SHEET).replace(b"</sheetData>", cell + b"</sheetData>")
    with pytest.raises(TableError, match="damaged"):
        read(files.repacked(minimal(), {SHEET: forged}))


def shared(text: bytes, *, promised: bytes = b"4") -> bytes:
    """A workbook whose cells point to shared texts, the first of which is replaced."""
    name = "xl/sharedStrings.xml"
    data = files.formulas_with_values()
    xml = files.part(data, name)
    changed = xml.replace(b"<t>Our ref</t>", b"<t>" + text + b"</t>").replace(
        b'uniqueCount="4"', b'uniqueCount="' + promised + b'"'
    )
    return files.repacked(data, {name: changed})


def test_a_workbook_that_promises_more_texts_than_it_holds_does_not_end_the_process() -> None:
    assert len(read(shared(b"Our ref")).rows) == 2
    for promised in (b"9999999999", b"99999999999999999999", b"-1", b"\xd9\xa3"):
        with pytest.raises(TableError, match="damaged"):
            read(shared(b"Our ref", promised=promised))


def test_one_long_text_behind_many_cells_is_refused() -> None:
    data = shared(b"Our ref" + b" " * 1000)
    xml = files.part(data, SHEET)
    many = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(9, 209))
    bomb = files.repacked(data, {SHEET: xml.replace(b"</sheetData>", many + b"</sheetData>")})
    with pytest.raises(TableError, match="more text than can be read"):
        read(bomb, limits=Limits(unpacked_bytes=100_000))


def test_a_cell_that_points_to_no_text_is_damage() -> None:
    xml = files.part(shared(b"Our ref"), SHEET)
    for number in (b"99", b"-1", b"x"):
        with pytest.raises(TableError, match="damaged"):
            read(files.repacked(shared(b"Our ref"), {SHEET: xml.replace(b"<v>1</v>", b"<v>" + number + b"</v>")}))


def test_a_part_that_declares_another_encoding_is_read_as_what_it_is() -> None:
    xml = files.part(minimal(), SHEET)
    declared = b'<?xml version="1.0" encoding="cp037"?>' + xml
    assert len(read(files.repacked(minimal(), {SHEET: declared})).rows) == 1
    wide = (b'<?xml version="1.0" encoding="utf-16"?>' + xml).decode().encode("utf-16")
    with pytest.raises(TableError, match="damaged"):
        read(files.repacked(minimal(), {SHEET: wide}))


@pytest.mark.parametrize("odd", [b"NaN", b"inf", b"1e999"])
def test_what_is_no_number_in_a_number_cell_is_text(odd: bytes) -> None:
    row = b'<row r="3"><c r="A3"><v>' + odd + b"</v></c></row>"
    xml = files.part(minimal(), SHEET).replace(b"</sheetData>", row + b"</sheetData>")
    value = read(files.repacked(minimal(), {SHEET: xml})).rows[1].cell("referral_ref").value
    assert isinstance(value, str)


def test_merged_ranges_laid_over_each_other_are_damage_and_not_hours_of_work() -> None:
    xml = files.part(minimal(), SHEET)
    merged = b'<mergeCells count="9">' + b'<mergeCell ref="A1:XFD1048576"/>' * 9 + b"</mergeCells>"
    with pytest.raises(TableError, match="damaged"):
        read(files.repacked(minimal(), {SHEET: xml.replace(b"</sheetData>", b"</sheetData>" + merged)}))


def test_an_empty_workbook_has_no_headings() -> None:
    with pytest.raises(TableError, match="No row of the file holds column names"):
        read(files.sheet_of([]))
