"""Which files may be attached to a case, told by what they hold and never by their name (security paper, rule 25).

Sources of the marks: PDF 32000-1 7.5.2; PNG (ISO/IEC 15948) 5.2; JPEG (ITU-T T.81) B.1.1; ECMA-376 part 2 (packages).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openccr.documents.rules.cleaning import without_author, without_png_words, without_segments
from openccr.kernel.refusals import Refusal

MOST_BYTES = 25 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 3_000
LONGEST_NAME = 80

_ACTIVE_PDF = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFiles?|XFA)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MARKUP = re.compile(r"<\s*(!doctype|html|svg|script|body|iframe|\?xml)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w .,()&+-]")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ACTIVE_PARTS = ("vbaproject", "activex", "oleobject", "/embeddings/", "externallink", "vbadata")


@dataclass(frozen=True)
class Attachable:
    """A file that may be kept: its type, and what is kept of it (no place, no author)."""

    content_type: str
    extension: str
    data: bytes


def attachable(data: bytes) -> Attachable:
    """What may be kept of a file. Raises Refusal (field `upload`) with what to do instead."""
    if not data:
        raise Refusal("The file is empty.", remedy="Choose it again.", field="upload")
    if len(data) > MOST_BYTES:
        raise Refusal("The file is larger than 25 MB.", remedy="Split it and attach the parts.", field="upload")
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Attachable("image/png", "png", without_png_words(data))
    if data.startswith(b"\xff\xd8\xff"):
        return Attachable("image/jpeg", "jpg", without_segments(data))
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return _plain(data)


def clean_name(name: str, extension: str) -> str:
    """A name that is safe to show: no folders, no signs that turn or hide text, the ending of what the file is."""
    last = re.split(r"[/\\]", name)[-1]
    base = unicodedata.normalize("NFC", last.rpartition(".")[0] or last)
    plain = "".join(one for one in base if one.isspace() or unicodedata.category(one)[0] != "C")
    kept = " ".join(_UNSAFE.sub(" ", plain).split()).strip(" .")[:LONGEST_NAME].strip()
    return f"{kept or 'Attachment'}.{extension}"


def _pdf(data: bytes) -> Attachable:
    spelled = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if _ACTIVE_PDF.search(spelled):
        raise Refusal(
            "This PDF runs a program or holds other files.", remedy="Print it to a new PDF and attach that.",
            field="upload",
        )  # fmt: skip
    return Attachable("application/pdf", "pdf", data)


def _office(data: bytes) -> Attachable:
    kinds = {
        "word/document.xml": ("wordprocessingml.document", "docx"),
        "xl/workbook.xml": ("spreadsheetml.sheet", "xlsx"),
    }
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refusal("This file unpacks to far too much.", remedy="Attach it as a PDF.", field="upload")
            names = [part.filename.lower() for part in parts]
            found = next((kinds[name] for name in kinds if name in names), None)
            if found is None:
                raise _unknown()
            types = package.read("[Content_Types].xml").lower() if "[content_types].xml" in names else b""
            if b"macroenabled" in types or any(mark in name for name in names for mark in _ACTIVE_PARTS):
                raise Refusal(
                    "This document has macros or other files in it.", remedy="Save it as a PDF and attach that.",
                    field="upload",
                )  # fmt: skip
            return Attachable(_OFFICE + found[0], found[1], without_author(package))
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError) as error:
        raise _unknown() from error


def _plain(data: bytes) -> Attachable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unknown() from error
    if _MARKUP.search(text) or any(unicodedata.category(one) == "Cc" and one not in "\n\r\t" for one in text):
        raise _unknown()
    return Attachable("text/plain; charset=utf-8", "txt", data)


def _unknown() -> Refusal:
    return Refusal(
        "Files of this type are not kept.",
        remedy="Attach a PDF, a Word or Excel document without macros, a photograph (JPEG, PNG) or plain text.",
        field="upload",
    )
