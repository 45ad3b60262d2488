"""Word: the same blocks as the PDF, with real headings, head rows that repeat, and no hidden parts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from openccr.documents.rules.paper import Paper, UnknownField, as_data

KNOWN = {"title", "recipient", "marking", "reference", "made", "handling", "language", "region", "blocks"}


def docx_of(paper: Paper) -> bytes:
    """The paper as a Word document. Raises UnknownField when its data and this do not fit one another."""
    return written(as_data(paper))


def written(data: dict[str, Any]) -> bytes:
    """The document of that data: exactly the fields of `KNOWN`, or UnknownField."""
    if unknown := set(data) ^ KNOWN:
        raise UnknownField(f"The paper could not be written: {', '.join(sorted(unknown))}")
    document = Document()
    _properties(document, data)
    _edges(document.sections[0], data)
    document.add_heading(data["title"], level=1)
    document.add_paragraph(f"For {data['recipient']}")
    for block in data["blocks"]:
        kind = block["kind"]
        if kind not in _WRITERS:
            raise UnknownField(f"The paper could not be written: unknown block {kind}")
        _WRITERS[kind](document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Any, data: dict[str, Any]) -> None:
    own = document.core_properties
    own.title, own.language = data["title"], f"{data['language']}-{data['region']}"
    # Word's own template names its makers; a paper names nobody but whom it is for.
    own.author = own.last_modified_by = own.comments = own.keywords = own.subject = own.category = ""
    language = document.styles.element.find(".//" + qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), own.language)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)


def _edges(section: Any, data: dict[str, Any]) -> None:
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(data["marking"]).bold = True
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{data['handling']} {data['reference']} · {data['made']} · Page ")
    _number(foot, "PAGE")
    foot.add_run(" of ")
    _number(foot, "NUMPAGES")


def _number(paragraph: Any, name: str) -> None:
    """A field that Word itself fills: this page, or how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _heading(document: Any, block: dict[str, Any]) -> None:
    document.add_heading(block["text"], level=block["level"])


def _para(document: Any, block: dict[str, Any]) -> None:
    for lines in block["paragraphs"]:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = block["strong"]
        _lines(paragraph, lines, bold=block["strong"])


def _bullets(document: Any, block: dict[str, Any]) -> None:
    for item in block["items"]:
        document.add_paragraph(item, style="List Bullet")


def _facts(document: Any, block: dict[str, Any]) -> None:
    for name, text in block["rows"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        _lines(paragraph, text.split("\n"), bold=False)


def _table(document: Any, block: dict[str, Any]) -> None:
    caption = document.add_paragraph()
    caption.add_run(block["caption"]).bold = True
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block["head"]))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, block["head"], strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _lines(cell.paragraphs[0], text.split("\n"), bold=False)
    document.add_paragraph()


def _notice(document: Any, block: dict[str, Any]) -> None:
    document.add_paragraph(style="Intense Quote").add_run(block["text"]).bold = True


def _blank(document: Any, block: dict[str, Any]) -> None:
    document.add_paragraph().add_run(block["label"]).bold = True
    for _ in range(block["count"]):
        document.add_paragraph("_" * 74)


def _new_sheet(document: Any, block: dict[str, Any]) -> None:
    document.add_page_break()


def _lines(paragraph: Any, lines: list[str], *, bold: bool) -> None:
    for number, text in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(text).bold = bold


_WRITERS = {
    "heading": _heading,
    "para": _para,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "notice": _notice,
    "lines": _blank,
    "new_sheet": _new_sheet,
}
