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


GROUPED = {
    "referral_ref": ["Ref"],
    "victim_name": ["Client"],
    "victim_dob": ["DOB", "Client DOB"],
    "victim_aware": ["Victim aware"],
    "perpetrator_name": ["Suspect", "Suspect name"],
    "perpetrator_dob": ["Suspect DOB"],
    "ethnicity": ["Client ethnicity"],
    "children": [],
}


def grouped(above: str, headings: str) -> list[tuple[str, str | None]]:
    data = f"{above}\n{headings}\n{'x,' * headings.count(',')}x\n".encode()
    return [(one.heading, one.name) for one in read_table(data, filename="f", known=GROUPED).columns]


def test_below_a_row_of_groups_a_heading_is_whose_group_it_is_in() -> None:
    assert grouped("Referral,Client,,Suspect,", "Ref,Victim aware,DOB,Name,DOB") == [
        ("Ref", "referral_ref"), ("Victim aware", "victim_aware"), ("DOB", "victim_dob"),
        ("Suspect Name", "perpetrator_name"), ("Suspect DOB", "perpetrator_dob"),
    ]  # fmt: skip


def test_a_row_of_groups_is_said_to_be_one() -> None:
    table = read_table(b"Our list\nReferral,Suspect\nRef,DOB\nHX-1,x\n", filename="f", known=GROUPED)
    assert table.notes == ("Row 1: above the headings, not read.", "Row 2: says whose the headings below it are.")


def test_nobody_is_given_what_stands_below_somebody_else() -> None:
    found = dict(grouped("Referral,Children,,Other,", "Ref,Star sign,DOB,Ethnicity,Victim aware"))
    assert found["Children DOB"] is None and "victim_dob" not in found.values()
    assert (found["Ethnicity"], found["Victim aware"]) == ("ethnicity", "victim_aware")


def test_what_only_she_is_asked_is_not_read_below_somebody_else() -> None:
    below_each = dict(grouped("Referral,Client,,Suspect,", "Ref,DOB,Ethnicity,DOB,Ethnicity"))
    assert (below_each["Ethnicity"], below_each["Suspect Ethnicity"]) == ("ethnicity", None)


def test_a_heading_merged_over_both_rows_is_read_and_a_title_is_not() -> None:
    assert grouped("Ref,Suspect,", ",Name,DOB")[0] == ("Ref", "referral_ref")
    assert grouped("Our list,,", "Ref,DOB,Client") == [
        ("Ref", "referral_ref"), ("DOB", "victim_dob"), ("Client", "victim_name"),
    ]  # fmt: skip
