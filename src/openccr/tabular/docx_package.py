"""The zip around a Word document: opened with care, and only the parts with words in them are taken out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from openccr.tabular.package import careful_parser, local, parse
from openccr.tabular.table import Limits, TableError
from openccr.tabular.zipped import Kind, Parts, opened

_MOST_ELEMENTS, _DEEPEST = 1_000_000, 150
"""A form has some thousand elements, twenty deep; the reader goes down one call a level."""

_OTHERS = (
    ("xl/workbook.xml", "This is a spreadsheet", "Bring it in as a file of referrals."),
    ("xl/workbook.bin", "This is a spreadsheet", "Save it as “Excel Workbook (.xlsx)”."),
    ("ppt/presentation.xml", "This is a presentation", "Send the form as a Word document (.docx)."),
    ("index/document.iwa", "This is a Pages document", "Export it as Word (.docx)."),
    ("content.xml", "This is an OpenDocument file", "Save it as Word (.docx)."),
)
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}


@dataclass(slots=True)
class Node:
    """One element: its name with the prefix we give it ("w:p"), attributes without prefix, what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Node]
    text: str = ""

    def child(self, name: str) -> Node | None:
        return next((one for one in self.children if one.name == name), None)

    def is_on(self, name: str) -> bool:
        """True when the element holds this switch and it is not turned off."""
        found = self.child(name)
        return found is not None and found.attributes.get("val", "1") not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class WordParts:
    """The parts of a document that hold words, and what else lies in it, in sentences."""

    body: Node
    beside: tuple[tuple[str, Node], ...]
    notes: tuple[str, ...]


def open_word(data: bytes, *, limits: Limits) -> WordParts:
    """The document's parts.

    Raises:
        TableError: it is no Word document, holds macros, needs a password, is damaged, or is too large unpacked.
    """
    with opened(data, kind=_KIND, limits=limits) as parts:
        return _open(parts)


def damaged_document() -> TableError:
    """The error for a document that no careful reader should go on reading."""
    return TableError("The document is damaged", "Open it in Word and save it again as “Word Document (.docx)”.")


_KIND = Kind("document", "Copy its words into a new document, without pictures.", _OTHERS, damaged_document)


def _open(parts: Parts) -> WordParts:
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise TableError("This is a zip file and not a document", "Send the form as a Word document, not zipped.")
    types = parts.read("[Content_Types].xml")
    if b"macroenabled" in types.lower() or any(name.endswith("vbaproject.bin") for name in parts.names):
        raise TableError("The document holds macros", "Save it as “Word Document (.docx)”, which has none.")
    main = next((path for kind, path in _related(parts, "", "_rels/.rels") if kind == "officeDocument"), None)
    if main is None or not main.startswith("word/"):
        raise TableError("This is a zip file and not a Word document", "Send the form as a Word document (.docx).")
    beside: list[tuple[str, Node]] = []
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    notes: dict[str, None] = {}
    for kind, path in _related(parts, folder, relations) if relations in parts else ():
        if kind in ("header", "footer", "footnotes", "endnotes") and path in parts:
            beside.append((kind.rstrip("s"), tree(parts.read(path))))
        elif kind in _PASSED_OVER:
            notes[_PASSED_OVER[kind]] = None
    return WordParts(tree(parts.read(main)), tuple(beside), tuple(notes))


_PASSED_OVER = {
    "comments": "Comments in the margin were not read.",
    "image": "Pictures were not read: look whether one shows something that matters.",
    "package": "A file embedded in the document was not read.",
    "oleObject": "A file embedded in the document was not read.",
    "aFChunk": "A document inserted into the document was not read.",
    "diagramData": "A diagram was not read.",
    "chart": "A chart was not read.",
}


def _related(parts: Parts, folder: str, path: str) -> list[tuple[str, str]]:
    """What a part points to inside the zip: kind and path. What lies outside is never fetched, nor even named."""
    return [
        (
            node.attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/" + folder, node.attributes.get("Target", ""))).lstrip("/"),
        )
        for node in tree(parts.read(path)).children
        if local(node.name) == "Relationship" and node.attributes.get("TargetMode") != "External"
    ]


def tree(xml: bytes) -> Node:
    """A part as a tree. Raises TableError when it is not well formed, too deep, too long, or declares a type."""
    root = Node("", {}, [])
    open_nodes, count = [root], 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS or len(open_nodes) > _DEEPEST:
            raise TableError(
                "The document is nested or long beyond what a form can be", "Copy its words into a new document."
            )
        node = Node(_named(tag), {name.rpartition(" ")[2]: value for name, value in attributes.items()}, [])
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def words(text: str) -> None:
        open_nodes[-1].text += text

    parser = careful_parser(damaged_document, namespaces=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parse(parser, xml, damaged_document)
    return root.children[0]


def _named(tag: str) -> str:
    space, _, name = tag.rpartition(" ")
    return f"{_NAMESPACES[space]}:{name}" if space in _NAMESPACES else f"other:{name}"
