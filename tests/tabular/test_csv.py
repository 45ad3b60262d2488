"""CSV as agencies' programs write it."""

from __future__ import annotations

import pytest

from openccr.tabular import Limits, Table, TableError, read_table
from tests.tabular import files


def read(data: bytes, **options: object) -> Table:
    return read_table(data, filename="referrals.csv", known=files.KNOWN, **options)  # type: ignore[arg-type]


def test_a_windows_file_with_semicolons_keeps_its_accents_and_says_how_it_was_read() -> None:
    table = read(files.windows_1252_semicolons())
    assert table.rows[0].cell("victim_given_name").text == "Zoë"
    assert table.rows[0].cell("victim_family_name").text == "O'Brien"
    assert table.rows[0].cell("victim_family_name").value == "O’Brien"
    assert table.rows[1].cell("victim_given_name").text == "Nadia"
    assert table.notes == ("The file was read as Windows-1252.",)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_separator_and_encoding_gives_the_same_rows(mark: str, encoding: str) -> None:
    text = "\r\n".join(mark.join(row) for row in (files.HEADINGS, *files.ROWS))
    table = read(text.encode(encoding))
    assert [row.cell("referral_ref").text for row in table.rows] == ["HX-1", "HX-2"]
    assert table.rows[0].cell("victim_given_name").text == "Zoë"


def test_rows_carry_the_numbers_a_spreadsheet_shows() -> None:
    table = read(b'Title of the list\n\nOur ref,Agency name\nHX-1,"two\nlines"\n,\n\nHX-2,Halcyon\n')
    assert [(row.number, row.cell("referral_ref").text) for row in table.rows] == [(4, "HX-1"), (7, "HX-2")]
    assert table.rows[0].cell("agency").text == "two\nlines"
    assert table.notes == ("Row 1: above the headings, not read.",)


def test_excels_own_separator_line_is_obeyed_and_not_counted() -> None:
    table = read(b"sep=;\r\nOur ref;Agency name\r\nHX-1;a, b\r\n")
    assert [(row.number, row.cell("agency").text) for row in table.rows] == [(2, "a, b")]


def test_unseen_characters_are_tidied_and_words_are_not() -> None:
    text = "Our ref,Agency name,Surname\n\u200bHX-1\u00a0, \u201cHalcyon\u201d  Refuge ,O\u2019Brien\u202e\n"
    row = read(text.encode()).rows[0]
    assert [cell.text for cell in row.cells.values()] == ["HX-1", '"Halcyon"  Refuge', "O'Brien"]
    assert row.original == ("\u200bHX-1\u00a0", " \u201cHalcyon\u201d  Refuge ", "O\u2019Brien\u202e")


def test_a_row_with_an_unquoted_separator_is_refused_alone() -> None:
    table = read(b"Our ref,Agency name\nHX-1,Halcyon, the refuge\nHX-2,Halcyon\n")
    assert "3 values for 2 headings" in str(table.rows[0].problem)
    assert table.rows[1].problem is None


def test_a_spare_separator_at_the_end_of_every_row_is_no_fault() -> None:
    table = read(b"Our ref,Agency name\nHX-1,Halcyon,\nHX-2,Halcyon,\n")
    assert [row.problem for row in table.rows] == [None, None]


def test_one_row_that_is_longer_than_the_others_may_have_shifted_even_if_it_ends_blank() -> None:
    table = read(b"Our ref,Agency name,Surname\nHX-1,Halcyon, the refuge,\nHX-2,Halcyon,Invented\n")
    assert table.rows[0].problem is not None
    assert table.rows[1].problem is None


def test_short_rows_end_in_blanks() -> None:
    assert read(b"Our ref,Agency name\nHX-1\n").rows[0].cell("agency").text == ""


def test_an_open_quotation_mark_names_the_row_and_does_not_swallow_the_rest() -> None:
    with pytest.raises(TableError, match=r"referrals\.csv: Row 2 .*quotation mark"):
        read(b'Our ref,Agency name\nHX-1,"Halcyon\nHX-2,Halcyon\n')


def test_two_programs_rows_in_one_file_are_refused_since_either_reading_spoils_a_name() -> None:
    mixed = b"Our ref,Agency name\nHX-1,Caf\xc3\xa9\nHX-2,Caf\xe9\n"
    with pytest.raises(TableError, match="lines 2 and 3"):
        read(mixed)


def test_letters_damaged_earlier_are_pointed_out() -> None:
    table = read("Our ref,Surname\nHX-1,JosÃ©\nHX-2,Jos\ufffd\nHX-3,José\n".encode())
    assert table.notes == (
        "Rows 2, 3: letters were damaged before the file was saved (such as Ã© for é). Check the names.",
    )


def test_a_column_too_narrow_when_it_was_saved_is_refused_in_its_cell() -> None:
    cell = read(b"Our ref,DOB\nHX-1,########\n").rows[0].cell("victim_dob")
    assert cell.problem is not None
    assert "spreadsheet's error" in cell.problem.problem


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\n<html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", r"\.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"Our ref,Agency\nHX-1,\x81\x8d", "UTF-8 or as Windows-1252"),
        (b"one,two\n1,2\n", "No row of the file holds column names"),
        (b"Our ref,Agency name\n" + b"HX\x00," * 9, "not text|UTF-16"),
    ],
)
def test_what_is_no_table_is_told_apart_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(TableError, match=says) as caught:
        read(data)
    assert caught.value.remedy.endswith(".")


def test_limits_are_asked_before_the_memory_is_full() -> None:
    rows = b"Our ref,Agency name\n" + b"HX,H\n" * 20
    with pytest.raises(TableError, match="more than 10 rows"):
        read(rows, limits=Limits(rows=10))
    with pytest.raises(TableError, match="0 MB are read"):
        read(rows, limits=Limits(file_bytes=50))
    with pytest.raises(TableError, match="at most 2 columns"):
        read(b"Our ref,Agency name\nHX,H,x\n", limits=Limits(columns=2))
    with pytest.raises(TableError, match="more than 5 rows"):
        read(rows, limits=Limits(cells=10))


def test_a_file_on_disk_is_read_like_its_bytes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.xlsx"  # The name lies; the content decides.
    path.write_bytes(files.windows_1252_semicolons())
    assert len(read_table(path, filename=path.name, known=files.KNOWN).rows) == 2
