"""What agencies call their columns, and rows that name no agency."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from openccr.content.load import load
from openccr.linkage.engine import columns
from openccr.linkage.engine.headings import COLUMNS, SYNONYMS, index_of
from openccr.linkage.engine.problems import Notes
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
