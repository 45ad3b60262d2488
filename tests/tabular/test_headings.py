"""Headings in other words, another order, case and punctuation; never a near match."""

from __future__ import annotations

import pytest

from openccr.tabular import TableError, read_table
from tests.tabular import files


def columns(heading_line: str) -> dict[str, str | None]:
    table = read_table(
        f"Our ref,Agency name,{heading_line}\nHX-1,Halcyon,a,b,c\n".encode(), filename="f", known=files.KNOWN
    )
    return {column.heading: column.name for column in table.columns}


@pytest.mark.parametrize("wording", ["DOB", "D.O.B.", " dob ", "Victim_DOB", "date of birth", "DATE-OF-BIRTH:", "Dób"])
def test_case_spaces_punctuation_and_accents_do_not_matter(wording: str) -> None:
    assert columns(f"{wording},x,y")[wording.strip()] == "victim_dob"


def test_a_hint_on_how_to_fill_a_column_in_is_no_part_of_its_name() -> None:
    assert columns("DOB (dd/mm/yyyy),Safe to call? (Y/N),z")["DOB (dd/mm/yyyy)"] == "victim_dob"


@pytest.mark.parametrize("wording", ["DOB (mm/dd/yyyy)", "DOB (perpetrator)", "Dobs", "Date of brith", "Name"])
def test_near_is_not_enough(wording: str) -> None:
    assert columns(f"{wording},x,y")[wording] is None


def test_two_headings_for_one_column_are_an_error_that_names_both() -> None:
    with pytest.raises(
        TableError, match=r"“DOB” \(column C\) and “Date of birth” \(column E\) both stand for victim_dob"
    ):
        columns("DOB,x,Date of birth")


def test_columns_nobody_knows_are_reported_and_never_dropped_in_silence() -> None:
    data = b"Our ref,Agency name,Star sign,,\nHX-1,Halcyon,Leo,a note,\n"
    table = read_table(data, filename="f", known=files.KNOWN)
    assert table.unmapped_columns == ("Star sign", "column D (no heading)")
    assert table.rows[0].original == ("HX-1", "Halcyon", "Leo", "a note", "")


def test_headings_repeated_further_down_are_passed_over_and_said_so() -> None:
    table = read_table(b"Our ref,DOB\nHX-1,a\nOur ref,DOB\nHX-2,b\n", filename="f", known=files.KNOWN)
    assert [row.number for row in table.rows] == [2, 4]
    assert table.notes == ("Row 3: the headings again, passed over.",)


def test_a_title_that_is_a_columns_name_is_no_row_of_headings() -> None:
    table = read_table(b"Agency name:,Halcyon\nOur ref,DOB\nHX-1,a\n", filename="f", known=files.KNOWN)
    assert [row.number for row in table.rows] == [3]


def test_a_file_of_one_column_is_a_table_too() -> None:
    table = read_table(b"Our ref\nHX-1\n", filename="f", known=files.KNOWN)
    assert table.rows[0].cell("referral_ref").text == "HX-1"


def test_one_wording_for_two_columns_is_a_mistake_in_the_alias_table() -> None:
    with pytest.raises(ValueError, match="both victim_dob and perpetrator_dob"):
        read_table(b"x", filename="f", known={"victim_dob": ("DOB",), "perpetrator_dob": ("dob",)})


def test_a_column_the_file_does_not_have_reads_as_blank() -> None:
    row = read_table(b"Our ref\nHX-1\n", filename="f", known=files.KNOWN).rows[0]
    assert row.cell("victim_dob").text == ""
