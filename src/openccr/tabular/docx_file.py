"""Word documents as people really make them: what a person sees on the page, in the order in which she reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openccr.tabular.blocks import EMPTY_BOX, TICKED, Block, Blocks, DocCell, DocTable, Paragraph
from openccr.tabular.docx_package import Node, open_word
from openccr.tabular.table import Limits
from openccr.tabular.text import tidy

TAG = "openccr:"
"""How the tags of the content controls in our own forms begin."""

# Private letters of the symbol typefaces that forms draw their boxes with.
_SIGNS = {
    ("Wingdings", "FE"): TICKED, ("Wingdings", "FD"): TICKED, ("Wingdings", "FC"): TICKED, ("Wingdings", "78"): TICKED,
    ("Wingdings", "A8"): EMPTY_BOX, ("Wingdings", "6F"): EMPTY_BOX, ("Wingdings", "71"): EMPTY_BOX,
    ("Wingdings", "72"): EMPTY_BOX, ("Wingdings 2", "52"): TICKED, ("Wingdings 2", "53"): TICKED,
    ("Wingdings 2", "54"): TICKED, ("Wingdings 2", "50"): TICKED, ("Wingdings 2", "A3"): EMPTY_BOX,
}  # fmt: skip
_BOXES = str.maketrans({**dict.fromkeys("☑✓✔🗹🗷☓", TICKED), **dict.fromkeys("□▢❏❑◻", EMPTY_BOX)})
_TYPED_BOX = re.compile(r"\[[ \u00a0]*([xX✓☒]?)[ \u00a0]*\]")

_UNSEEN = frozenset(
    {"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:instrText"}
)
_TAKEN_OUT = frozenset({"w:del", "w:moveFrom"})


def read_docx(data: bytes, *, limits: Limits = Limits()) -> Blocks:
    """The document's words.

    Raises:
        TableError: it cannot be read as a whole.
    """
    parts = open_word(data, limits=limits)
    found = Blocks(notes=list(parts.notes))
    reader = _Reader(found)
    found.blocks = reader.blocks_in(parts.body)
    for kind, node in parts.beside:
        for block in reader.blocks_in(node):
            found.aside += [(f"In the {kind}", text) for text in _words_of(block)]
    if reader.taken_out:
        found.notes.append("Words deleted with “track changes” were left out.")
    found.aside = list(dict.fromkeys(found.aside))
    return found


def same_boxes(text: str) -> str:
    """The text with one sign for a ticked box and one for an empty one."""
    return _TYPED_BOX.sub(lambda typed: TICKED if typed[1] else EMPTY_BOX, text.translate(_BOXES))


def _words_of(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from filter(None, [block.text])
    else:
        for cell in (cell for row in block.rows for cell in row):
            for inside in cell.blocks:
                yield from _words_of(inside)


class _Reader:
    """Walks the tree once. Text boxes follow the paragraph they hang on."""

    def __init__(self, found: Blocks) -> None:
        self.found = found
        self.taken_out = False
        self.boxes: list[Block] = []

    def blocks_in(self, node: Node) -> list[Block]:
        """Paragraphs and tables below a node, whatever wraps them."""
        blocks: list[Block] = []
        for one in node.children:
            if one.name == "w:p":
                blocks.append(self.paragraph(one))
                blocks += self.boxes
                self.boxes = []
            elif one.name == "w:tbl":
                blocks.append(self.table(one))
            elif one.name == "w:sdt":
                blocks += self.control_of_blocks(one)
            elif one.name in _TAKEN_OUT:
                self.taken_out = True
            elif one.name not in _UNSEEN:
                blocks += self.blocks_in(self._chosen(one))
        return blocks

    def paragraph(self, node: Node) -> Paragraph:
        text = tidy(same_boxes("".join(self.words(node))))
        properties = node.child("w:pPr")
        style = properties.child("w:pStyle") if properties else None
        named = style.attributes.get("val", "") if style else ""
        return Paragraph(text, heading=named.lower().startswith(("heading", "title")))

    def words(self, node: Node) -> Iterator[str]:
        for one in node.children:
            if one.name in _UNSEEN:
                continue
            if one.name in _TAKEN_OUT:
                self.taken_out = True
            elif one.name == "w:r":
                yield self.run(one)
            elif one.name == "w:sdt":
                yield self.control(one)
            elif one.name == "w:txbxContent":
                outer, self.boxes = self.boxes, []
                inside = self.blocks_in(one)
                self.boxes = [*outer, *inside]
            else:
                yield from self.words(self._chosen(one))

    def run(self, node: Node) -> str:
        properties = node.child("w:rPr")
        text = "".join(self.letters(node))
        if properties is not None and text.strip():
            if properties.is_on("w:strike") or properties.is_on("w:dstrike"):
                self.found.aside.append(("Struck out", tidy(text)))
                return " "
            if properties.is_on("w:vanish"):
                self.found.aside.append(("Hidden", tidy(text)))
                return " "
        return text

    def letters(self, node: Node) -> Iterator[str]:
        for one in node.children:
            match one.name:
                case "w:t":
                    yield one.text
                case "w:tab" | "w:ptab":
                    yield "\t"
                case "w:br" | "w:cr":
                    yield "\n"
                case "w:noBreakHyphen":
                    yield "-"
                case "w:sym":
                    letter = one.attributes.get("char", "")[-2:].upper()
                    yield _SIGNS.get((one.attributes.get("font", ""), letter), " ")
                case "w:fldChar":
                    yield _form_field(one)
                case _ if one.name not in _UNSEEN:
                    yield from self.words(Node("", {}, [one]))

    def control(self, node: Node) -> str:
        """A content control within a line. What our own forms ask for is kept by its tag, and leaves no words."""
        properties, content = node.child("w:sdtPr"), node.child("w:sdtContent")
        if content is None:
            return ""
        text = "".join(self.words(content))
        return self._kept(properties, text)

    def control_of_blocks(self, node: Node) -> list[Block]:
        """A content control around whole paragraphs, tables or rows."""
        properties, content = node.child("w:sdtPr"), node.child("w:sdtContent")
        if content is None:
            return []
        blocks = self.blocks_in(content)
        if any(isinstance(one, DocTable) for one in blocks):
            return blocks
        text = "\n".join(one.text for one in blocks if isinstance(one, Paragraph))
        kept = self._kept(properties, text)
        return blocks if kept == text else [Paragraph(tidy(kept))]

    def _kept(self, properties: Node | None, text: str) -> str:
        if properties is None:
            return text
        box = properties.child("w14:checkbox")
        if box is not None:
            state = box.child("w14:checked")
            text = TICKED if state is not None and state.attributes.get("val") in ("1", "true") else EMPTY_BOX
        elif properties.is_on("w:showingPlcHdr"):
            text = ""
        tag = properties.child("w:tag")
        name = tag.attributes.get("val", "") if tag else ""
        if name.startswith(TAG):
            self.found.controls.append((name.removeprefix(TAG), tidy(text)))
            return text if box is not None else ""  # A box says which of the words beside it are ticked.
        return text

    def table(self, node: Node) -> DocTable:
        return DocTable(tuple(row for one, _ in _below(node, "w:tr") if (row := self.row(one))))

    def row(self, node: Node) -> tuple[DocCell, ...]:
        properties = node.child("w:trPr")
        if properties is not None and properties.child("w:del") is not None:
            self.taken_out = True
            return ()
        return tuple(self.cell(one, control) for one, control in _below(node, "w:tc"))

    def cell(self, node: Node, control: Node | None) -> DocCell:
        """A cell; a content control may stand around it, so that its words are those of the control."""
        properties = node.child("w:tcPr")
        merged = properties.child("w:vMerge") if properties else None
        continues = merged is not None and merged.attributes.get("val", "continue") == "continue"
        cell = DocCell(tuple(self.blocks_in(node)), continues)
        if control is None or cell.tables or (kept := self._kept(control, cell.text)) == cell.text:
            return cell
        return DocCell((Paragraph(tidy(kept)),), continues)

    def _chosen(self, node: Node) -> Node:
        """Word writes a text box twice, for new programs and for old ones: the first that is there is read."""
        if node.name != "mc:AlternateContent":
            return node
        return node.child("mc:Choice") or node.child("mc:Fallback") or Node("", {}, [])


def _below(node: Node, name: str, control: Node | None = None) -> Iterator[tuple[Node, Node | None]]:
    """The rows of a table or the cells of a row, through what may wrap them, each with the control around it.

    Not those of a table inside.
    """
    for one in node.children:
        if one.name == name:
            yield one, control
        elif one.name == "w:sdt":
            yield from _below(one, name, one.child("w:sdtPr"))
        elif one.name in ("w:sdtContent", "w:ins", "w:customXml", "w:smartTag"):
            yield from _below(one, name, control)


def _form_field(node: Node) -> str:
    """What a form field of old Word shows where it has no text of its own: a box, or the line chosen from a list."""
    data = node.child("w:ffData")
    if data is None:
        return ""
    if (box := data.child("w:checkBox")) is not None:
        checked = box.is_on("w:checked") if box.child("w:checked") else box.is_on("w:default")
        return TICKED if checked else EMPTY_BOX
    if (listed := data.child("w:ddList")) is not None:
        entries = [one.attributes.get("val", "") for one in listed.children if one.name == "w:listEntry"]
        result = listed.child("w:result")
        chosen = result.attributes.get("val", "0") if result else "0"
        return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""
    return ""
