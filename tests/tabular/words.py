"""Word documents and messages as people make them, built by the programs that make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from openccr.tabular import Document, Labels, Section, read_forms

_VICTIM = {
    "victim_given_name": ("Victim first name", "First name"),
    "victim_dob": ("Victim DOB", "DOB", "Date of birth"),
    "victim_address": ("Victim address", "Address"),
}
_HARMER = {
    "perpetrator_given_name": ("Perpetrator first name",),
    "perpetrator_dob": ("Perpetrator DOB",),
    "perpetrator_address": ("Perpetrator address",),
}
_REST = {
    "reason": ("Reason for referral",),
    "consent": ("Consent given",),
    "tick_high": ("Visible high risk",),
    "child_name": ("Child name",),
    "child_dob": ("Child DOB",),
    "referrer_name": ("Referrer name",),
}
KNOWN = {**_VICTIM, **_HARMER, **_REST}
LABELS = Labels(
    KNOWN,
    {
        "victim": Section(("victim", "client"), frozenset(_VICTIM), bare=True),
        "perpetrator": Section(("perpetrator", "alleged perpetrator"), frozenset(_HARMER), repeats=True),
        "child": Section(("child", "children"), frozenset(("child_name", "child_dob")), repeats=True),
        "referrer": Section(("referrer",), frozenset(("referrer_name",))),
    },
    frozenset({"reason"}),
)


def saved(word: Word) -> bytes:
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def table(word: Word, *rows: Sequence[str]) -> None:
    """A table of these texts; a row of one text is merged over all columns."""
    made = word.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        cells = row.cells
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
        else:
            for cell, text in zip(cells, texts, strict=True):
                cell.text = text


def body(xml: str) -> bytes:
    """A document whose body is this WordprocessingML."""
    word = docx.Document()
    names = nsdecls("w", "wp", "a") + (
        ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    for element in parse_xml(f"<w:body {names}>{xml}</w:body>"):
        word.element.body.insert(len(word.element.body) - 1, element)
    return saved(word)


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The same zip with these parts replaced or added; a name's "__" stands for "/"."""
    parts = {name.replace("__", "/"): content for name, content in changed.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def message(text: str = "", *, html: str = "", charset: str = "utf-8") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@school.example", "marac@council.example", "Referral"
    made.set_content(text, charset=charset, cte="quoted-printable")
    if html:
        made.add_alternative(html, subtype="html")
    return made


def read(data: bytes, filename: str = "form.docx") -> tuple[Document, ...]:
    return read_forms(data, filename=filename, labels=LABELS)


def answers(document: Document) -> dict[str, str]:
    """Name → answer; from the second of several people on, with their number."""
    return {one.name if one.number == 1 else f"{one.name}.{one.number}": one.text for one in document.found}


def left(document: Document) -> dict[str, str]:
    return {one.label: one.text for one in document.unplaced}
