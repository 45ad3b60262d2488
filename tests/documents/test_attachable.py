"""What may be attached is told by what a file holds, and what it says besides is not kept."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openccr.documents.rules.attachments import LONGEST_NAME, MOST_BYTES, attachable, clean_name
from openccr.kernel.refusals import Refusal
from tests.documents.attachables import JPEG, PDF, PNG, TEXT, office


@pytest.mark.parametrize(
    ("data", "extension"),
    [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg"), (TEXT, "txt"), (office(), "docx"), (office("xl/workbook.xml"), "xlsx")],
)
def test_what_agencies_send_is_taken_by_what_it_is(data: bytes, extension: str) -> None:
    assert attachable(data).extension == extension


REFUSED = {
    "nothing": b"",
    "HTML": b"<!DOCTYPE html><p>Hello",
    "a drawing that runs programs": b'<?xml version="1.0"?><svg xmlns="x"/>',
    "HTML behind words": b"Notes <ScRiPt>alert(1)</script>",
    "a program": b"MZ\x90\x00\x03",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40,
    "a folder": office("notes.txt"),
    "a broken folder": b"PK\x03\x04 and no more",
    "macros": office(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"),
    "macros by type": office(types="application/vnd.ms-word.document.macroEnabled.main+xml"),
    "a file in a document": office(word__embeddings__one="x"),
    "a PDF that runs a program": PDF.replace(b"/OpenAction", b"/JavaScript"),
    "the same, spelled otherwise": PDF.replace(b"/OpenAction", b"/J#61vaScript"),
    "a PDF with files in it": PDF.replace(b"/OpenAction", b"/EmbeddedFiles"),
    "signs nobody types": b"words \x00\x01",
    "a broken photograph": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a broken picture": PNG[:20],
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_do_harm_is_refused_with_what_to_do(what: str) -> None:
    with pytest.raises(Refusal) as why:
        attachable(REFUSED[what])
    assert why.value.field == "upload" and why.value.remedy


def test_a_pdf_that_opens_at_its_second_page_and_holds_a_link_is_taken() -> None:
    """A link asks only when somebody presses it: many reports hold one."""
    link = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.gov.example/) >> >>"
    opens = b"1 0 obj << /OpenAction 7 0 R /URI << /Base () >> >> endobj\n7 0 obj << /S /GoTo /D [2 /Fit] >> endobj\n"
    assert attachable(PDF.replace(b"%%EOF", opens + b"8 0 obj " + link + b" endobj\n%%EOF")).extension == "pdf"


def test_a_document_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for number in range(3_001):
            package.writestr(f"word/{number}", "")
    with pytest.raises(Refusal, match="far too much"):
        attachable(made.getvalue())
    with pytest.raises(Refusal, match="25 MB"):
        attachable(PDF + b" " * MOST_BYTES)


def test_where_a_photograph_was_taken_and_what_lies_behind_it_are_not_kept() -> None:
    photograph, picture = attachable(JPEG).data, attachable(PNG).data
    for gone in (b"GPS", b"Nadia", b"script", b"behind"):
        assert gone not in photograph and gone not in picture
    assert photograph.endswith(b"scan\xff\xd9") and b"JFIF" in photograph and b"pixels" in picture


def test_who_wrote_a_document_is_not_kept_and_its_words_are() -> None:
    with ZipFile(BytesIO(attachable(office()).data)) as package:
        assert b"Nadia" not in package.read("docProps/core.xml")
        assert package.read("word/document.xml") == b"<document/>"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\pia\\DASH (final).docx", "DASH (final).pdf"),
        ("photo\u202egnp.exe", "photognp.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a b Set-Cookie x.pdf"),
        ("...", "Attachment.pdf"),
        ("", "Attachment.pdf"),
    ],
)
def test_a_name_is_safe_to_show(name: str, clean: str) -> None:
    assert clean_name(name, "pdf") == clean


@given(st.text(max_size=300))
def test_no_name_is_too_long_or_turns_the_text_around(name: str) -> None:
    found = clean_name(name, "pdf")
    assert found.endswith(".pdf") and len(found) <= LONGEST_NAME + 4 and found.isprintable() and "/" not in found
