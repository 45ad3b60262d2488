"""An HTML message as paragraphs and tables. Nothing is fetched, run or shown: only words are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from openccr.tabular.blocks import Block, DocCell, DocTable, Paragraph
from openccr.tabular.docx_file import same_boxes
from openccr.tabular.text import tidy

_BREAKS = frozenset({"p", "div", "li", "ul", "ol", "blockquote", "hr", "section", "article", "h1", "h2", "h3", "h4"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_STRUCK = frozenset({"s", "strike", "del"})
_MARKED = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#[0-9]{1,6});", re.IGNORECASE)
_DEEPEST = 20
"""Tables within tables; newsletters nest some ten."""


def html_blocks(html: str) -> tuple[list[Block], list[tuple[str, str]]]:
    """The words of a page, and those that were struck out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    while len(reader.open) > 1:
        reader.end_table()
    reader.end_paragraph()
    return reader.open[0].blocks, reader.aside


def plain_words(text: str) -> str:
    """A text that may be marked up as HTML, in plain lines; one without marks stays as it is."""
    return "\n".join(_lines(html_blocks(text)[0])) if _MARKED.search(text) else text


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield " · ".join(" ".join(_lines(cell.blocks)) for cell in row)


class _Level:
    """What is being filled: the page itself, or the cell of a table that is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[list[DocCell]] = []
        self.row: list[DocCell] | None = None
        self.cell: list[Block] | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Level()]
        self.words: list[str] = []
        self.aside: list[tuple[str, str]] = []
        self.unseen = self.struck = 0
        self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _STRUCK:
            self.struck += 1
        elif tag == "br":
            self.words.append("\n")
        elif tag == "table" and len(self.open) < _DEEPEST:
            self.end_paragraph()
            self.open.append(_Level())
        elif tag == "tr" and len(self.open) > 1:
            self.end_row()
            self.open[-1].row = []
        elif tag in ("td", "th") and len(self.open) > 1:
            self.end_cell()
            self.open[-1].cell = []
        elif tag in _BREAKS:
            self.end_paragraph()
            self.heading = tag in ("h1", "h2", "h3", "h4")
        elif tag == "input" and dict(attrs).get("type") in ("checkbox", "radio"):
            self.words.append("☒" if "checked" in dict(attrs) else "☐")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _STRUCK:
            self.struck = max(0, self.struck - 1)
        elif tag == "table" and len(self.open) > 1:
            self.end_table()
        elif tag == "tr" and len(self.open) > 1:
            self.end_row()
        elif tag in ("td", "th") and len(self.open) > 1:
            self.end_cell()
        elif tag in _BREAKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.struck:
            if data.strip():
                self.aside.append(("Struck out", tidy(" ".join(data.split()))))
            return
        self.words.append(data.replace("\r", " ").replace("\n", " "))

    def end_paragraph(self) -> None:
        lines = [" ".join(line.split()) for line in tidy(same_boxes("".join(self.words))).split("\n")]
        self.words = []
        text = "\n".join(filter(None, lines))
        level = self.open[-1]
        if text:
            into = level.cell if level.cell is not None else level.blocks
            into.append(Paragraph(text, self.heading))
        self.heading = False

    def end_cell(self) -> None:
        self.end_paragraph()
        level = self.open[-1]
        if level.cell is not None:
            level.row = level.row if level.row is not None else []
            level.row.append(DocCell(tuple(level.cell)))
            level.cell = None

    def end_row(self) -> None:
        self.end_cell()
        level = self.open[-1]
        if level.row:
            level.rows.append(level.row)
        level.row = None

    def end_table(self) -> None:
        self.end_row()
        level = self.open.pop()
        above = self.open[-1]
        into = above.cell if above.cell is not None else above.blocks
        # Words between the cells, which browsers show above the table.
        into += level.blocks
        if level.rows:
            into.append(DocTable(tuple(map(tuple, level.rows))))
