"""What a file says besides what it shows: where a photograph was taken, who wrote a document. None of it is kept."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openccr.kernel.refusals import Refusal

_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_WORDS_OF_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_PNG_HEAD = 8
_NOBODY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats'
    b'.org/package/2006/metadata/core-properties"/>'
)


def without_segments(data: bytes) -> bytes:
    """A JPEG without its application segments (camera, place, thumbnails) and comments; colours keep their profile.

    Raises Refusal for one that is broken.
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == _START_OF_SCAN:
            end = data.rfind(b"\xff\xd9")
            return b"".join(kept) + (data[at : end + 2] if end > at else data[at:])
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        # 0xE0 says that it is a JPEG, 0xE2 holds the profile of its colours, 0xEE how they are coded.
        if mark != _COMMENT and (not 0xE0 <= mark <= 0xEF or mark in (0xE0, 0xE2, 0xEE)):
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    raise Refusal("This photograph is broken.", remedy="Save it again and attach that.", field="upload")


def without_png_words(data: bytes) -> bytes:
    """A PNG without its words, camera and time, and without anything behind its end. Raises Refusal when broken."""
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name not in _WORDS_OF_PNG:
            kept.append(data[at : at + 12 + size])
        at += 12 + size
        if name == b"IEND":
            return b"".join(kept)
    raise Refusal("This picture is broken.", remedy="Save it again and attach that.", field="upload")


def without_author(package: ZipFile) -> bytes:
    """A Word or Excel document that says of nobody that they wrote it."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as clean:
        for part in package.infolist():
            clean.writestr(part.filename, _NOBODY if part.filename == "docProps/core.xml" else package.read(part))
    return made.getvalue()
