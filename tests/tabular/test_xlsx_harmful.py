"""Workbooks made to do harm, or damaged: refused or read as what they are, within memory and time."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from openccr.tabular import Limits, Table, TableError, read_table
from tests.tabular import files


def read(data: bytes, **options: object) -> Table:
    return read_table(data, filename="referrals.xlsx", known=files.KNOWN, **options)  # type: ignore[arg-type]


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
