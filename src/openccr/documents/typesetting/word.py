"""Word: the same blocks as the PDF, with real headings, head rows that repeat, and no hidden parts."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import sqrt
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from openccr.documents.rules.paper import Paper, UnknownField, as_data

SHEET = (Cm(21), Cm(29.7))
MARGIN = Cm(2)
KNOWN = {"title", "front", "marking", "reference", "made", "handling", "language", "region", "blocks"}


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
    document.add_paragraph(data["front"])
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
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)


def _edges(section: Any, data: dict[str, Any]) -> None:
    # The sheet and margins of the PDF: Word's own template is an American sheet.
    section.page_width, section.page_height = SHEET
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Cm(2.4)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(data["marking"]).bold = True
    foot = section.footer.paragraphs[0]
    foot.add_run(data["handling"])
    foot.add_run().add_break()
    foot.add_run(f"{data['reference']} · {data['made']} · Page ")
    _number(foot, "PAGE")
    foot.add_run(" of ")
    _number(foot, "NUMPAGES")


def _number(paragraph: Any, name: str) -> None:
    """A field that Word itself fills: this page, or how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _heading(document: Any, block: dict[str, Any]) -> None:
    heading = document.add_heading(block["text"], level=block["level"])
    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(len(document.paragraphs)))
        if kind == "Start":
            mark.set(qn("w:name"), _mark_of(block["text"]))
        heading._p.append(mark)


def _mark_of(text: str) -> str:
    """The name of the bookmark at a heading; Word hides those that begin with a line."""
    return f"_{sha256(text.encode()).hexdigest()[:24]}"


def _page_of(paragraph: Any, heading: str, number: str) -> None:
    """The page on which a heading stands here, which Word works out itself; until then the PDF's `number`."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        run._r.append(sign)
        if kind == "begin":
            sign.set(qn("w:dirty"), "true")
            asks = OxmlElement("w:instrText")
            asks.text = f" PAGEREF {_mark_of(heading)} \\h "
            paragraph.add_run()._r.append(asks)
        if kind == "separate":
            paragraph.add_run(number)


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
    table.style, table.autofit = "Table Grid", False
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in [block["head"], *block["rows"]]:
        head = row is block["head"]
        line = table.rows[0] if head else table.add_row()
        for kind in ("w:cantSplit", "w:tblHeader") if head else ("w:cantSplit",):
            line._tr.get_or_add_trPr().append(OxmlElement(kind))
        for place, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = widths[place]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            if head and block["rows"]:  # alone at the foot of a page it would swallow the next row in LibreOffice
                paragraph.paragraph_format.keep_with_next = True
            if block.get("pages") and not head and place == len(row) - 1:
                _page_of(paragraph, row[0], text)
            else:
                _lines(paragraph, text.split("\n"), bold=head)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(block: dict[str, Any]) -> list[int]:
    """How wide each column is, as in the PDF: its longest word fits, and long texts get more room than short ones."""
    shares = []
    for cells in zip(block["head"], *block["rows"], strict=True):
        word = max(len(one) for cell in cells for one in cell.split() or [""])
        shares.append(max(1.25 * word + 4, min(2.5 * sqrt(max(map(len, cells))), 30)))
    room = SHEET[0] - 2 * MARGIN
    return [int(room * share / sum(shares)) for share in shares]


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
