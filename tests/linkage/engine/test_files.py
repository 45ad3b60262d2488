"""Agencies' files as they come: titles above the headings, Windows letters, separators, and rows that can be found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from openccr.linkage.engine import columns
from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import match
from openccr.linkage.engine.problems import NoTable, Notes
from openccr.linkage.reading import read_extract, refused_file
from tests.linkage.engine.test_bad_input import likely, two

EXPORT = """Willowmere Homes – tenants’ export

Ref;Forename;Surname;D.O.B. (dd/mm/yyyy);Notes
T1;Zoë;O’Teaselspire;17/07/92;arrears
T1;Alan;Harebellgleam;15/07/1982;
"""


def read(path: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    notes = Notes()
    with duckdb.connect() as db:
        columns.read([path], db, notes)
        rows = db.execute("SELECT line, local_id, given_name, dob FROM records ORDER BY rid").fetchall()
    return rows, notes.sentences()


def test_an_export_with_a_title_and_windows_letters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "housing.csv"
    path.write_bytes(EXPORT.encode("cp1252"))
    rows, notes = read(path)
    assert rows == [(4, "T1", "Zoë", "17/07/92"), (5, "T1", "Alan", "15/07/1982")]
    assert "housing.csv: read as Windows-1252: 1" in notes
    assert "housing.csv: lines above the headings, passed over: 2" in notes
    assert "housing.csv: columns not read (Notes): 1" in notes


def test_utf_16_and_a_line_that_names_the_separator_are_read(tmp_path: Path) -> None:
    path = tmp_path / "police.csv"
    path.write_text('sep=\t\nURN\tForename\tDOB\nP1\t"Nan ""Nell"""\t1990-02-01\n', encoding="utf-16")
    assert read(path)[0] == [(3, "P1", 'Nan "Nell"', "1990-02-01")]


def test_rows_of_an_extract_are_named_by_their_number_in_the_file() -> None:
    notes = Notes()
    found, stood = read_extract(
        EXPORT.encode("cp1252"), filename="housing.csv", words={}, today=date(2026, 3, 2), notes=notes
    )
    assert [row.cells["given_name"] for row in found.taken] == ["Zoë"]
    assert [(number, column) for number, column, _ in found.refused] == [(5, "local_id")]
    assert '"5","local_id: ' in refused_file(found, stood).decode("utf-8-sig")
    assert "housing.csv: columns not read (Notes): 1" in notes.sentences()


def test_a_workbook_s_own_columns_are_read_as_a_csv_s_are(tmp_path: Path) -> None:
    path = tmp_path / "housing.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(
            (["Export"], ["Ref", "Forename", "Surname", "Part"], ["T1", "Ann", "Sorrel", "x"])
        ):
            sheet.write_row(number, 0, row)
    found, _ = read_extract(path.read_bytes(), filename=path.name, words={}, today=date(2026, 3, 2), notes=Notes())
    assert [(number, column) for number, column, _ in found.refused] == [(3, "part")]


def test_a_broken_parquet_is_refused_by_its_name_and_not_by_where_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "o'connor" / "refuge list"
    folder.mkdir(parents=True)
    path = folder / "it's.parquet"
    path.write_bytes(b"PAR1 cut off on its way PAR1")
    with pytest.raises(NoTable) as refused:
        read(path)
    assert str(refused.value).startswith("it's.parquet cannot be read as a table")
    assert "connor" not in str(refused.value) and "refuge" not in str(refused.value)


def test_a_folder_among_the_agencies_files_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "old.csv").mkdir()
    found = two(tmp_path)
    assert likely(found) == 1
    assert "Files passed over: old.csv is a folder, whatever its name says: 1" in found.notes.sentences()


@pytest.mark.parametrize("above", ["", "local_id,given_name,family_name,dob\n"], ids=["alone", "below headings"])
def test_a_cell_of_any_length_is_survived(tmp_path: Path, above: str) -> None:
    (tmp_path / "idva.csv").write_text(f"{above}1,{'x' * 200_000},Kowalska,07/03/1984\n")
    assert likely(two(tmp_path)) == 1


@pytest.mark.parametrize("mark", ["", '"'])
def test_one_huge_cell_is_cut_and_told_and_the_rows_beside_it_are_read(tmp_path: Path, mark: str) -> None:
    row = "Anna,Kowalska,07/03/1984"
    huge = f"{mark}{'x' * 3_000_000}{mark}"
    (tmp_path / "police.csv").write_text(
        f"local_id,given_name,family_name,dob,address\n1,{row},12 Elm Road\n2,Jane,Ash,01/02/1990,{huge}\n"
    )
    found = match(files_of(tmp_path))
    assert len(found.frame) == 2
    lengths = found.db.execute("SELECT length(address) FROM records ORDER BY rid").fetchall()
    found.db.close()
    assert lengths == [(11,), (10_000,)]
    notes = found.notes.sentences()
    assert "police.csv: cells of more than 10,000 letters, of which the first are read: 1" in notes
    assert not any("quotation mark" in one for one in notes)
