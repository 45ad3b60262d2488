"""The templates: what they make, and that a field nobody knows or fills stops them."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from openccr.documents.rules.paper import (
    Bullets,
    Facts,
    Heading,
    Lines,
    NewSheet,
    Notice,
    Paper,
    Para,
    Table,
    UnknownField,
    as_data,
    filled,
)
from openccr.documents.typesetting.pdf import compiled, pdf_of
from openccr.documents.typesetting.word import docx_of, written
from tests.documents.reading import text_of

PAPER = Paper(
    title="Agenda of the meeting",
    recipient="Bea Lindqvist, Willowmere Homes",
    marking="OFFICIAL-SENSITIVE",
    reference="P-7F3K-Q9XT",
    made="Made 2 March 2026",
    handling="For Bea Lindqvist only.",
    blocks=(
        Heading("Cases"),
        Para("He said #panic() and $x$ & <b>no</b>\nover two lines\n\nand another paragraph"),
        Bullets(("One", "Two")),
        Facts((("Chair", "Fay Osei"),)),
        Table("In order", ("Case", "Begins"), (("1. R.T.", "09:30"),)),
        Notice("Keep apart"),
        NewSheet(),
        Lines("Notes", 3),
    ),
)
FILES = {"pdf": pdf_of, "docx": docx_of}


@pytest.mark.parametrize("form", FILES)
def test_the_final_file_carries_marking_recipient_date_and_reference(form: str) -> None:
    text = text_of(FILES[form](PAPER))
    for words in (
        "OFFICIAL-SENSITIVE",
        "Bea Lindqvist, Willowmere Homes",
        "P-7F3K-Q9XT",
        "Made 2 March 2026",
        "Fay Osei",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("given", "front"),
    [
        (
            {"recipient": "Harbour", "handling": "For Harbour only. Do not copy or send on."},
            "For Harbour only. Do not copy or send on. OFFICIAL-SENSITIVE.",
        ),
        (
            {"recipient": "Harbour", "handling": "To be read out. Not to be left, posted or sent."},
            "For Harbour. To be read out. Not to be left, posted or sent. OFFICIAL-SENSITIVE.",
        ),
        (
            {"title": "Safer", "recipient": "everybody", "handling": "Safer", "marking": "Draft. For everybody"},
            "Draft. For everybody.",
        ),
    ],
)
def test_how_it_is_handled_stands_in_the_text_too_since_head_and_foot_are_not_read_aloud(
    given: dict[str, str], front: str
) -> None:
    paper = Paper(**(vars(PAPER) | given))
    assert as_data(paper)["front"] == front
    with ZipFile(BytesIO(docx_of(paper))) as whole:
        assert front in whole.read("word/document.xml").decode()
    assert text_of(pdf_of(paper)).count("Not to be left") == (3 if "Not to be left" in front else 0), "and two feet"


@pytest.mark.parametrize("form", FILES)
def test_what_somebody_typed_is_text_and_never_markup(form: str) -> None:
    text = text_of(FILES[form](PAPER))
    assert "#panic() and $x$" in text


def test_the_pdf_is_tagged_and_has_title_and_language() -> None:
    data = pdf_of(PAPER)
    text = text_of(data)
    assert data.startswith(b"%PDF-1.7") and "pdfuaid:part>1<" in text.replace(" ", "")
    assert "/Marked true" in text and "/Lang(en-GB)" in text.replace(" ", "")
    for tag in ("/H1", "/H2", "/TH", "/Table", "/Caption"):
        assert tag in text, tag
    assert "Page 1 of 2" in text


def test_the_word_file_has_headings_a_repeated_head_row_page_numbers_and_no_makers_name() -> None:
    with ZipFile(BytesIO(docx_of(PAPER))) as whole:
        body = whole.read("word/document.xml").decode()
        foot = "".join(whole.read(name).decode() for name in whole.namelist() if "footer" in name)
        core = whole.read("docProps/core.xml").decode()
    assert "w:tblHeader" in body and 'w:val="Heading1"' in body and 'w:val="Heading2"' in body
    assert 'w:instr="PAGE"' in foot and 'w:instr="NUMPAGES"' in foot
    assert "python-docx" not in core and "Agenda of the meeting" in core and "en-GB" in core


@pytest.mark.parametrize("broken", [{"extra": "x"}, {"marking": None}, {"blocks": [{"kind": "stamp"}]}])
@pytest.mark.parametrize("make", [compiled, written])
def test_a_field_that_nobody_knows_or_fills_stops_the_paper(make: object, broken: dict[str, object]) -> None:
    data = {name: value for name, value in (as_data(PAPER) | broken).items() if value is not None}
    with pytest.raises(UnknownField):
        make(data)  # type: ignore[operator]


def test_a_letters_wording_with_an_unknown_field_stops_it() -> None:
    assert filled("Heard on {met_on}.", met_on="2 March") == "Heard on 2 March."
    for wrong in ("Heard on {met}.", "Heard on {met_on.year}.", "Heard on {met_on", "{}"):
        with pytest.raises(UnknownField):
            filled(wrong, met_on="2 March")


def test_signs_that_turn_the_reading_direction_or_cannot_be_printed_are_left_out() -> None:
    data = as_data(Paper(**(vars(PAPER) | {"blocks": (Heading("A\u202eB\x00C"),)})))
    assert data["blocks"][0]["text"] == "ABC"


def test_word_has_the_sheet_of_the_pdf_whole_rows_and_columns_as_wide_as_their_words() -> None:
    table = Table("Kept", ("No", "What"), (("1", "A long sentence about what was agreed by everybody there."),))
    document = Document(BytesIO(docx_of(replace(PAPER, blocks=(table,)))))
    section = document.sections[0]
    sheet = (section.page_width, section.page_height, section.left_margin)
    assert [round(one.cm, 1) for one in sheet if one is not None] == [21, 29.7, 2]
    narrow, wide = (cell.width for cell in document.tables[0].rows[1].cells)
    assert [one.width for one in document.tables[0].columns] == [narrow, wide]
    assert narrow * 2 < wide and narrow + wide <= Cm(17.1)
    for row in document.tables[0].rows:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_words_head_row_never_stands_alone_at_the_foot_of_a_page() -> None:
    """LibreOffice would lose the row that follows it."""
    tables = Table("Cases", ("Case", "Begins"), (("1. R.T.", "09:30"),)), Table("None", ("Case",), ())
    document = Document(BytesIO(docx_of(replace(PAPER, blocks=tables))))
    rows = [[cell.paragraphs[0].paragraph_format for cell in row.cells] for row in document.tables[0].rows]
    kept = [[one.keep_with_next for one in row] for row in rows]
    assert kept == [[True, True], [None, None]], "the head goes with its first row; rows may part from one another"
    assert document.tables[1].rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next is None


def test_word_finds_the_pages_of_its_own_headings() -> None:
    contents = Table("Contents", ("Part", "From page"), (("A. The area", "2"),), pages=True)
    with ZipFile(BytesIO(docx_of(replace(PAPER, blocks=(contents, Heading("A. The area")))))) as whole:
        words = whole.read("word/document.xml").decode()
    mark = re.findall(r'w:bookmarkStart w:id="\d+" w:name="(_\w+)"', words)[-1]
    assert f" PAGEREF {mark} " in words and 'w:dirty="true"' in words
    assert "From page" in text_of(pdf_of(replace(PAPER, blocks=(contents,))))
