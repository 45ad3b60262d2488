"""Whatever bytes arrive, the answer is a table or a sentence."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openccr.tabular import Table, TableError, read_table
from tests.tabular import files

CSV_PIECES = st.sampled_from(
    [b"Our ref", b"DOB", b"Agency name", b",", b";", b"\t", b"|", b'"', b'""', b"\n", b"\r", b"\r\n", b"\xe9",
     b"\xc3\xa9", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"sep=;\n", b"x", b" ", b"=1+1", b"\x81", b"\xed\xa0\x80",
     b"\x85"]
)  # fmt: skip


def read(data: bytes) -> Table | None:
    try:
        return read_table(data, filename="f", known=files.KNOWN)
    except TableError as refused:
        assert refused.problem.startswith("f: ")
        assert refused.remedy.endswith(".")
        return None


@given(pieces=st.lists(CSV_PIECES, max_size=60))
def test_any_csv_is_read_or_refused(pieces: list[bytes]) -> None:
    read(b"Our ref,DOB\n" + b"".join(pieces))
    read(b"".join(pieces))


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data)
    read(b"PK\x03\x04" + data)


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8),
            min_size=2,
            max_size=2,
        )
    )
)
def test_a_well_made_csv_gives_back_every_row_that_holds_anything(rows: list[list[str]]) -> None:
    quoted = [",".join('"' + value.replace('"', '""') + '"' for value in row) for row in [["Our ref", "DOB"], *rows]]
    table = read("\r\n".join(quoted).encode())
    assert table is not None
    got = {row.number: row.original for row in table.rows}
    for number, row in enumerate(rows, start=2):
        assert number not in got or got[number] == tuple(row)
        assert number in got or not any(map(str.isalnum, "".join(row))) or row == ["Our ref", "DOB"]


WORKBOOKS = [files.merged_titles(), files.formulas_without_values(), files.formulas_with_values()]


@settings(max_examples=150)
@given(which=st.sampled_from(range(len(WORKBOOKS))), seed=st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused(which: int, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(WORKBOOKS[which])
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read(bytes(data))


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
]


@settings(max_examples=300)
@given(which=st.sampled_from(range(len(WORKBOOKS))), name=st.sampled_from(PARTS), seed=st.integers(0, 2**32))
def test_a_workbook_with_nonsense_in_one_part_is_read_or_refused(which: int, name: str, seed: int) -> None:
    if name not in files.parts(WORKBOOKS[which]):
        return  # Only one of these programs keeps its texts in a part of their own.
    chance = random.Random(seed)
    xml = bytearray(files.part(WORKBOOKS[which], name))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(xml))
        xml[at : at + chance.randint(0, 4)] = chance.choice(
            [b"", b"0", b"-1", b"9999999999", b"A", b"<", b'"', b"e", b" ", b"/"]
        )
    read(files.repacked(WORKBOOKS[which], {name: bytes(xml)}))


@pytest.mark.parametrize("level", [0, 9])
def test_a_csv_squeezed_with_another_program_is_no_table(level: int) -> None:
    assert read(zlib.compress(files.windows_1252_semicolons(), level)) is None
