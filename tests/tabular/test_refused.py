"""Refused rows as a file: as they were, safe to open, and ready to be read again."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Literal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.tabular import Column, Problem, Refused, Row, Table, read_table, write_refused
from openccr.tabular.guard import guard, unguard
from openccr.tabular.text import tidy
from tests.tabular import files

WRONG = Problem("there is no month 13", "Write it as day/month/year, such as 25/04/2026.")
Format = Literal["xlsx", "csv"]
FORMATS: tuple[Format, Format] = ("xlsx", "csv")


def read(data: bytes) -> Table:
    return read_table(data, filename="f", known=files.KNOWN)


def refuse_all(table: Table, format: Format) -> bytes:
    return write_refused([Refused(row, (("DOB", WRONG),)) for row in table.rows], table.columns, format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_rows_come_back_as_they_were_with_what_to_correct(format: Format) -> None:
    table = read(files.merged_titles())
    again = read(refuse_all(table, format))
    assert [[cell.text for cell in row.cells.values()] for row in again.rows] == [
        [cell.text for cell in row.cells.values()] for row in table.rows
    ]
    assert again.unmapped_columns == ()
    assert [str(row.original[0]) for row in again.rows] == ["5", "7"]
    assert again.rows[0].original[1] == f"DOB: {WRONG.problem}. {WRONG.remedy}"


def test_a_workbook_gives_back_dates_and_numbers_as_what_they_were() -> None:
    table = read(files.merged_titles())
    assert [row.cells for row in read(refuse_all(table, "xlsx")).rows] == [row.cells for row in table.rows]


def test_columns_nobody_knew_come_back_too_and_our_own_are_not_added_twice() -> None:
    table = read(b"Our ref,DOB,Star sign,\nHX-1,1/13/90,Leo,a note\n")
    once = refuse_all(table, "csv")
    twice = refuse_all(read(once), "csv")
    assert read(twice).unmapped_columns == ("Star sign", "column D (no heading)")
    assert twice.splitlines()[0] == once.splitlines()[0]
    assert read(twice).rows[0].original[2:] == ("HX-1", "1/13/90", "Leo", "a note")


@pytest.mark.parametrize("format", FORMATS)
def test_a_row_with_too_many_values_stays_refused_until_somebody_corrects_it(format: Format) -> None:
    table = read(b"Our ref,Agency name\nHX-1,Halcyon, the refuge\n")
    again = read(refuse_all(table, format)).rows[0]
    assert again.problem is not None
    assert again.original[2:] == ("HX-1", "Halcyon", " the refuge")


@pytest.mark.parametrize("format", FORMATS)
def test_rows_and_columns_that_are_numbered_by_others_are_still_reported(format: Format) -> None:
    assert read(b"Row,Our ref,DOB\n1,HX-1,x\n").unmapped_columns == ("Row",)


HARMFUL = [
    "=1+1",
    "+44 7700 900123",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "'=1",
    "'tis",
    "=cmd|'/c calc'!A0",
]


def one_cell(text: str) -> tuple[Refused, tuple[Column, ...]]:
    columns = (Column(0, "Our ref", "referral_ref"), Column(1, "Agency name", "agency"))
    return Refused(Row(2, {}, ("HX-1", text)), (("", WRONG),)), columns


@pytest.mark.parametrize("text", HARMFUL)
def test_no_value_is_taken_for_a_formula_and_every_one_comes_back(text: str) -> None:
    refused, columns = one_cell(text)
    sheet = write_refused([refused], columns)
    cell = openpyxl.load_workbook(io.BytesIO(sheet)).active["D2"]
    assert (cell.data_type, cell.value[:1]) == ("s", "'")
    csv = write_refused([refused], columns, format="csv")
    assert f'"\'{text}"'.encode() in csv
    assert read(csv).rows[0].original[3] == text
    assert read(sheet).rows[0].original[3] == text


def test_the_workbook_has_no_formula_no_author_and_no_hidden_part() -> None:
    sheet = write_refused([one_cell("=1+1")[0]], one_cell("")[1])
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "<f>" not in "".join(parts.values())
    assert re.search(r"<dc:creator>[^<]", parts["docProps/core.xml"]) is None
    assert "2000-01-01" in parts["docProps/core.xml"]
    assert not [name for name in parts if re.search("vba|comment|external|pivot|hidden", name, re.IGNORECASE)]


def test_the_same_rows_give_the_same_file() -> None:
    refused, columns = one_cell("x")
    assert write_refused([refused], columns) == write_refused([refused], columns)


def test_a_workbook_from_1904_goes_back_as_one_and_never_as_csv() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Our ref", "Referral date", "DOB"])
        book.active.append(["HX-1", datetime(2026, 4, 3), 44653])

    table = read(files.workbook(fill, date_1904=True))
    again = read(refuse_all(table, "xlsx")).rows[0]
    assert again.cells == table.rows[0].cells
    with pytest.raises(ValueError, match="goes back as XLSX"):
        refuse_all(table, "csv")


def test_text_too_long_for_a_cell_is_cut_and_said_so() -> None:
    refused, columns = one_cell("é" * 40_000)
    again = read(write_refused([refused], columns)).rows[0]
    assert len(str(again.original[3])) == 32_767
    assert "Agency name: the text ends after 32,767 characters" in str(again.original[1])
    assert read(write_refused([refused], columns, format="csv")).rows[0].original[3] == "é" * 40_000


@given(text=st.text(max_size=20))
def test_the_guard_comes_off_without_a_trace(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
    format=st.sampled_from(FORMATS),
)
def test_any_text_comes_back(text: str, format: Format) -> None:
    refused, columns = one_cell(text)
    again = read(write_refused([refused], columns, format=format))
    assert again.rows[0].cell("agency").text == tidy(text)
