"""The zip around a workbook: opened with care, and only the parts that are read are taken out."""

from __future__ import annotations

import codecs
import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from openccr.tabular.table import Limits, TableError
from openccr.tabular.zipped import Kind, Parts, opened

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

_OTHERS = (
    ("xl/vbaproject.bin", "The workbook holds macros", "Save it as “Excel Workbook (.xlsx)”, which has none."),
    ("xl/workbook.bin", "This is a binary workbook (.xlsb)", "Save it as “Excel Workbook (.xlsx)”."),
    ("word/document.xml", "This is a Word document", "Send the table as XLSX or CSV."),
    ("ppt/presentation.xml", "This is a presentation", "Send the table as XLSX or CSV."),
    ("index/document.iwa", "This is a Numbers spreadsheet", "Export it as XLSX or CSV."),
    ("content.xml", "This is an OpenDocument file", "Save it as XLSX or CSV."),
)


@dataclass(frozen=True)
class SheetPart:
    """One worksheet of a workbook: its name, whether a person opening the workbook sees it, and its XML."""

    name: str
    hidden: bool
    xml: bytes


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that are read.

    Args:
        sheets: worksheets in the order of their tabs.
        shared_strings: the part that holds the cells' texts, or nothing.
        styles: the part that holds the cells' formats, or nothing.
        date_1904: dates count from 1904.
        uncalculated: the program that wrote it left every formula to be calculated when it is opened.
        has_comments: somebody wrote comments beside cells.
        repacked: a new workbook of these parts alone, so that what is read is what was measured.
    """

    sheets: tuple[SheetPart, ...]
    shared_strings: bytes
    styles: bytes
    date_1904: bool
    uncalculated: bool
    has_comments: bool
    repacked: bytes


def open_package(data: bytes, *, limits: Limits) -> Package:
    """The workbook's parts.

    Raises:
        TableError: it is no workbook, holds macros, needs a password, is damaged, or is too large unpacked.
    """
    with opened(data, kind=_KIND, limits=limits) as parts:
        return _open(parts)


def damaged() -> TableError:
    """The error for a workbook that no careful reader should go on reading."""
    return TableError("The workbook is damaged", "Open it in your spreadsheet program and save it again as XLSX.")


def elements(xml: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a small XML part: its name without prefix, and its attributes likewise.

    Raises:
        TableError: it is not well formed, or declares a document type (no workbook does, entity bombs do).
    """
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((local(tag), {local(name): value for name, value in attributes.items()}))

    parser = careful_parser()
    parser.StartElementHandler = start
    parse(parser, xml)
    return iter(found)


def careful_parser(broken: Callable[[], TableError] = damaged, *, namespaces: str | None = None) -> expat.XMLParserType:
    """An XML parser that refuses a document type, and with it every entity.

    It reads UTF-8 whatever the part declares, as the reader of values does: one that saw other letters in the same
    bytes would measure another sheet.

    Args:
        broken: makes the error for what is refused.
        namespaces: what stands between a name's namespace and the name; None leaves prefixes as they are.
    """
    parser = expat.ParserCreate("utf-8", namespaces)

    def refuse(*_: object) -> None:
        raise broken()

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    return parser


def parse(parser: expat.XMLParserType, xml: bytes, broken: Callable[[], TableError] = damaged) -> None:
    """Run the parser over a whole part. Raises TableError when it is not well formed, or not UTF-8."""
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise broken()
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise broken() from None


def local(name: str) -> str:
    """An XML name without its prefix: some programs write <x:row> for <row>."""
    return name.rpartition(":")[2]


_KIND = Kind("workbook", "Copy the rows alone into a new workbook, or send it in several parts.", _OTHERS, damaged)


def _open(parts: Parts) -> Package:
    if _WORKBOOK not in parts:
        raise TableError("This is a zip file and not a workbook", "Send the table as XLSX or CSV, not zipped.")
    workbook = parts.read(_WORKBOOK)
    related = dict(_related(parts.read(_RELATIONS)))
    repack = _Repack(workbook)
    beside = {kind: parts.read(path) for kind, path in related.values() if kind in ("sharedStrings", "styles")}
    for kind, content in beside.items():
        repack.add(kind, kind, f"xl/{kind}.xml", content)
    sheets: list[SheetPart] = []
    date_1904 = uncalculated = False
    for tag, attributes in elements(workbook):
        if tag == "workbookPr":
            date_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "calcPr":
            uncalculated = attributes.get("fullCalcOnLoad") in ("1", "true")
        elif tag == "sheet":
            kind, path = related[attributes["id"]]
            if kind == "worksheet":  # Not a chart on a tab of its own.
                xml = parts.read(path)
                repack.add(attributes["id"], kind, path, xml)
                sheets.append(SheetPart(attributes["name"], attributes.get("state", "visible") != "visible", xml))
    if len({sheet.name for sheet in sheets}) != len(sheets):
        raise damaged()
    has_comments = any(name.startswith(("xl/comments", "xl/threadedcomments")) for name in parts.names)
    texts, styles = beside.get("sharedStrings", b""), beside.get("styles", b"")
    return Package(tuple(sheets), texts, styles, date_1904, uncalculated, has_comments, repack.content())


def _related(relations: bytes) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each relation of the workbook: its id, its kind, and the part inside the zip that it points to."""
    for tag, attributes in elements(relations):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
            yield attributes["Id"], (attributes["Type"].rpartition("/")[2], path)


class _Repack:
    """A workbook of the parts that were measured, under the names every reader expects."""

    def __init__(self, workbook: bytes) -> None:
        self.target = io.BytesIO()
        self.archive = zipfile.ZipFile(self.target, "w")
        self.relations: list[str] = []
        self.archive.writestr("_rels/.rels", _relations([_relation("rId1", "officeDocument", _WORKBOOK)]))
        self.archive.writestr(_WORKBOOK, workbook)

    def add(self, id: str, kind: str, path: str, content: bytes) -> None:
        self.archive.writestr(path, content)
        self.relations.append(_relation(id, kind, path))

    def content(self) -> bytes:
        self.archive.writestr(_RELATIONS, _relations(self.relations))
        self.archive.close()
        return self.target.getvalue()


def _relation(id: str, kind: str, path: str) -> str:
    return f"<Relationship Id={quoteattr(id)} Type={quoteattr(_KINDS + kind)} Target={quoteattr('/' + path)}/>"


def _relations(relations: list[str]) -> str:
    schema = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{schema}">{"".join(relations)}</Relationships>'
