"""What agencies call their columns, and rows that name no agency."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from openccr.content.load import load
from openccr.linkage.engine import columns
from openccr.linkage.engine.headings import COLUMNS, SYNONYMS, index_of
from openccr.linkage.engine.problems import LinkageError, Notes
from openccr.tabular.headings import match

HOUSING = """Tenant ref,Tenant surname,Tenant forename,M/F,Address 1,Address 2,Home tel,Mobile,Maiden name,AKA
T1,Sorrel,Ann,F,Flat 3,12 Larch Lane,,07700 900123,Thrift,Annie
T2,Thrift,Bo,M,9 Elm Road,,0113 496 0001,07700 900124,,
"""


def read(*paths: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    notes = Notes()
    with duckdb.connect() as db:
        columns.read(paths, db, notes)
        rows = db.execute("SELECT agency, local_id, address, phone, aliases FROM records ORDER BY rid").fetchall()
    return rows, notes.sentences()


def workbook(path: Path, text: str) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(text.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_row_has_one_address_of_its_lines_one_telephone_and_all_its_names(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"housing.{form}"
    path.write_text(HOUSING) if form == "csv" else workbook(path, HOUSING)
    rows, notes = read(path)
    assert rows == [
        ("housing", "T1", "Flat 3, 12 Larch Lane", "07700 900123", "Thrift; Annie"),
        ("housing", "T2", "9 Elm Road", "0113 496 0001", None),
    ]
    assert not any("not read" in sentence for sentence in notes)


def test_a_heading_that_is_the_column_s_very_name_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "police.csv"
    path.write_text("person_id,local_id,address,street\n77,P1,12 Larch Lane,Elm Road\n")
    rows, notes = read(path)
    assert rows == [("police", "P1", "12 Larch Lane", None, None)]
    assert "police.csv: columns not read (person_id, street): 2" in notes


def test_a_row_that_names_no_agency_is_its_file_s(tmp_path: Path) -> None:
    (tmp_path / "health.csv").write_text("agency,local_id\n,H1\n,H2\n")
    (tmp_path / "police.csv").write_text("agency,local_id\nTestshire Police,P1\n,P2\n")
    rows, _ = read(tmp_path / "health.csv", tmp_path / "police.csv")
    assert [row[:2] for row in rows] == [
        ("health", "H1"), ("health", "H2"), ("Testshire Police", "P1"), ("Testshire Police", "P2"),
    ]  # fmt: skip


def test_whatever_a_referral_may_be_headed_is_read_here_too() -> None:
    index = index_of(COLUMNS, SYNONYMS)
    headers = load().imports["referrals"].columns
    for name in ("given_name", "family_name", "aliases", "dob", "sex", "address", "postcode", "phone"):
        for heading in headers[f"victim_{name}"].headers:
            assert match(heading.format(victim="tenant"), index) == name


WHOLE = """Client ref,Client name,DOB
C1,"SMITH, Jane",01/02/1990
C2,Omar Farouk,
C3,Mrs Posy Thrale (aka Pose),
C4,Not known,
C5,,
"""


def names(*paths: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    notes = Notes()
    with duckdb.connect() as db:
        columns.read(paths, db, notes)
        rows = db.execute("SELECT local_id, given_name, family_name, aliases FROM records ORDER BY rid").fetchall()
    return rows, notes.sentences()


@pytest.mark.parametrize("heading", ["Name", "Full name", "Client name", "Name of tenant", "Surname, forename"])
def test_a_name_that_stands_whole_is_parted_and_it_is_said(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "housing.csv"
    path.write_text(WHOLE.replace("Client name", f'"{heading}"'))
    rows, notes = names(path)
    assert rows == [
        ("C1", "Jane", "SMITH", None),
        ("C2", "Omar", "Farouk", None),
        ("C3", "Posy", "Thrale", "Pose"),
        ("C4", None, "Not known", None),
        ("C5", None, None, None),
    ]
    assert "housing.csv: names in one column, parted into given and family name: 4" in notes
    assert not any("not read" in sentence for sentence in notes)


def test_a_workbook_s_whole_names_are_parted_too(tmp_path: Path) -> None:
    rows, _ = names(workbook(tmp_path / "housing.xlsx", "Ref,Name\nC1,Jane Smith"))
    assert rows == [("C1", "Jane", "Smith", None)]


@pytest.mark.parametrize(
    ("headings", "cells", "given", "family"),
    [
        ("Name,Surname", "Jane,Smith", "Jane", "Smith"),
        ("Name,Surname", "Jane Smith,Smith", "Jane", "Smith"),
        ("Name,Surname", "Jane Mary,Smith", "Jane Mary", "Smith"),
        ("Forename,Name", "Jane,Smith", "Jane", "Smith"),
        ("Forename,Name", "Jane,Jane Smith", "Jane", "Smith"),
        ("Forename,Surname,Name", "Jane,Smith,Tom Baker", "Jane", "Smith"),
        ("Forename,Surname,Name", ",,Tom Baker", "Tom", "Baker"),
        ("Forename,Surname,Name,Client name", "Jane,Smith,Tom Baker,A", "Jane", "Smith"),
    ],
)
def test_what_a_column_of_its_own_says_stands_before_the_whole_name(
    tmp_path: Path, headings: str, cells: str, given: str, family: str
) -> None:
    path = tmp_path / "police.csv"
    path.write_text(f"local_id,{headings}\nP1,{cells}\n")
    assert names(path)[0] == [("P1", given, family, None)]


def test_two_whole_names_of_which_either_may_be_the_person_s_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "police.csv"
    path.write_text("local_id,Victim name,Offender name\nP1,Jane Smith,Tom Baker\n")
    with pytest.raises(LinkageError, match="both stand for name"):
        names(path)
