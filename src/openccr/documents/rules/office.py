"""What a Word or Excel document may hold, and what is taken out of it (ECMA-376 parts 1 and 2).

The package is written anew from its parts, so nothing before, between or behind them is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from openccr.documents.rules.pictures import clean_picture
from openccr.kernel.refusals import Refusal

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 3_000

_KINDS = {
    "word/document.xml": ("wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("spreadsheetml.sheet", "xlsx"),
}
_TYPE = "application/vnd.openxmlformats-officedocument."
_ACTIVE_PARTS = (
    "vbaproject", "activex", "oleobject", "/embeddings/", "externallink", "vbadata", "macrosheets", "dialogsheets",
    "customui", "/ctrlprops/", "connections.xml", "querytable", "webextension", "/model/", "afchunk",
)  # fmt: skip
_OUTSIDE = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ASKS = re.compile(
    rb"\bDDE(AUTO)?\s|\bINCLUDE(TEXT|PICTURE)\s|<(\w+:)?ddeLink|<(\w+:)?altChunk|WEBSERVICE\s*\(|_xlfn\.WEBSERVICE",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rb"&#(x[0-9A-Fa-f]{1,4}|[0-9]{1,5});")
_FIELD = re.compile(rb"<(?:\w+:)?instrText\b[^>]*>([^<]*)<")
_WRITERS = re.compile(rb"((?:\w+:)?(?:author|initials|lastModifiedBy|userId|providerId)=)\"[^\"]*\"")
_AUTHORS = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</)")
_EMPTY = {
    "docprops/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.'
        b'openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docprops/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/extended-properties"/>'
    ),
    "docprops/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/custom-properties"/>'
    ),
}
"""Properties of a document: who wrote it, for whom, with what, and whatever a program noted beside."""


def clean_office(data: bytes) -> tuple[str, str, bytes]:
    """Content type, extension and bytes of a document that names no writer.

    Raises Refusal (field `upload`) for macros, other files, what is fetched from elsewhere, and what unpacks to far
    too much; BadZipFile and the like for what is no package.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = [part for part in package.infolist() if not part.is_dir()]
        _measured(parts)
        names = {part.filename.lower() for part in parts}
        kind = next((_KINDS[name] for name in _KINDS if name in names), None)
        if kind is None or "[content_types].xml" not in names:
            raise BadZipFile("no Word or Excel document")
        if any(mark in f"/{name}" for name in names for mark in _ACTIVE_PARTS):
            raise _active()
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as clean:
            for part in parts:
                clean.writestr(part.filename, _cleaned(part.filename.lower(), package.read(part)))
    return _TYPE + kind[0], kind[1], made.getvalue()


def _measured(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refusal("This file unpacks to far too much.", remedy="Attach it as a PDF.", field="upload")
    twice = Counter(part.filename.lower() for part in parts).most_common(1)
    if twice and twice[0][1] > 1:
        raise BadZipFile("a part stands in it twice: one reader would read the one, and another the other")
    if any(part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename) for part in parts):
        raise BadZipFile("a part would be unpacked elsewhere")


def _cleaned(name: str, part: bytes) -> bytes:
    if name in _EMPTY:
        return _EMPTY[name]
    if name.endswith((".xml", ".rels", ".vml")):
        return _read(name, part)
    if "/media/" in f"/{name}":
        return _picture(part)
    return part


def _read(name: str, part: bytes) -> bytes:
    if part.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")):
        raise BadZipFile("XML in two bytes a letter, which hides what it says")
    said = _spelled(part)
    if _DECLARES.search(said) or b"macroenabled" in said[:200_000].lower():
        raise _active()
    # A field's words may stand in several pieces, which Word puts together.
    if _ASKS.search(said) or _ASKS.search(b"".join(_FIELD.findall(said)) + b" "):
        raise _active()
    if any(not _LINK.search(one) for one in _OUTSIDE.findall(said)):
        raise _active()
    if name.startswith(("word/", "xl/")):
        part = _AUTHORS.sub(rb"\1\2", _WRITERS.sub(rb'\1""', part))
    return part


def _spelled(part: bytes) -> bytes:
    """The part with every letter that is written as a number written as itself."""
    return _REFERENCE.sub(lambda found: _letter(found[1]), part)


def _letter(number: bytes) -> bytes:
    code = int(number[1:], 16) if number[:1] == b"x" else int(number)
    return chr(code).encode("utf-8", "replace")


def _picture(part: bytes) -> bytes:
    """A picture in a document without its place and camera; one in another form stays as it is."""
    try:
        found = clean_picture(part)
    except Refusal:
        return part
    return found[2] if found else part


def _active() -> Refusal:
    return Refusal(
        "This document has macros or other files in it, or fetches something from elsewhere.",
        remedy="Save it as a PDF and attach that.",
        field="upload",
    )


NOT_A_PACKAGE = (BadZipFile, KeyError, RuntimeError, NotImplementedError, ZlibError, EOFError, ValueError, OSError)
"""Each is a way in which Python's zip reader says that the bytes are not what they promise."""
