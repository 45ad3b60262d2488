"""A form to fill in, written as Word: each box is a content control with a tag."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from openccr.kernel.text import printable
from openccr.tabular.docx_file import TAG
from openccr.tabular.fillable import PROMPT, Box, Fillable

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_ANY_DAY = datetime(2000, 1, 1)  # The same form twice is the same file, and nobody learns who made it.


def written(form: Fillable) -> bytes:
    """The form as a Word document, with the marking above and page numbers below every page."""
    word = docx.Document()
    core = word.core_properties
    core.author, core.title, core.created, core.modified = "", printable(form.title), _ANY_DAY, _ANY_DAY
    _page(word, form)
    word.add_heading(printable(form.title), 1)
    for line in form.said:
        word.add_paragraph(printable(line))
    for part in form.parts:
        word.add_heading(printable(part.title), part.level)
        for line in part.said:
            word.add_paragraph(printable(line))
        if part.boxes:
            _boxes(word, part.boxes)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _page(word: Word, form: Fillable) -> None:
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Arial", Pt(11)
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.header.paragraphs[0].text = printable(form.marking)
    below = section.footer.paragraphs[0]
    below.add_run(printable(f"{form.footer}  Page ") if form.footer else "Page ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _boxes(word: Word, boxes: Sequence[Box]) -> None:
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    for box in boxes:
        label, answer = table.add_row().cells
        label.width, answer.width = Mm(60), Mm(114)
        label.text = ""
        label.paragraphs[0].add_run(printable(box.label)).bold = True
        if box.hint:
            label.paragraphs[0].add_run(printable(f" ({box.hint})")).italic = True
        _fill(answer, box)


def _fill(cell: _Cell, box: Box) -> None:
    paragraph = cell.paragraphs[0]
    if box.kind == "ticks":
        for number, (value, words) in enumerate(box.choices):
            line = paragraph if not number else cell.add_paragraph()
            line._p.append(_control(f"{box.tag}={value}", _CHECKBOX, _run("☐")))
            line.add_run(printable(f" {words}"))
        return
    kind = _listed(box) if box.kind == "choice" else "<w:text w:multiLine='1'/>" if box.kind == "words" else "<w:text/>"
    words = dict(box.choices).get(box.value, box.value)
    lines = words.split("\n") if words else [PROMPT]
    paragraph._p.append(_control(box.tag, kind, _run(*lines, prompt=not words), prompt=not words))


_CHECKBOX = (
    f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


def _listed(box: Box) -> str:
    items = "".join(
        f"<w:listItem w:displayText={_quoted(words)} w:value={_quoted(key)}/>" for key, words in box.choices
    )
    return f"<w:dropDownList>{items}</w:dropDownList>"


def _control(tag: str, kind: str, content: str, *, prompt: bool = False) -> object:
    showing = "<w:showingPlcHdr/>" if prompt else ""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val={_quoted(TAG + tag)}/>{showing}{kind}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _run(*lines: str, prompt: bool = False) -> str:
    grey = '<w:rPr><w:color w:val="595959"/></w:rPr>' if prompt else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{_escaped(line)}</w:t>' for line in lines)
    return f"<w:r>{grey}{words}</w:r>"


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', "&quot;") + '"'


def _escaped(text: str) -> str:
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
