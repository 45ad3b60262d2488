"""What a picture says besides what it shows: where it was taken, with what, and what lies behind it. None is kept."""

from __future__ import annotations

from openccr.kernel.refusals import Refusal

_START_OF_SCAN = 0xDA
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that a viewer needs: that it is a JPEG, the profile of its colours, how they are coded."""
_JFIF = 14
"""Bytes of the first without its thumbnail, which may still show what was cut out of the picture."""
_TABLES = frozenset(
    {0xC4, 0xCC, 0xDB, 0xDD, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
)
_PNG_PARTS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYS", b"bKGD")
)
"""What shows the picture; words, camera, time and whatever a program put beside are not among them."""
_PNG_HEAD = 8


def without_segments(data: bytes) -> bytes:
    """A JPEG without its camera, place, thumbnails and comments, and without what stands behind its end.

    Raises Refusal for one that is broken.
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == _START_OF_SCAN:
            end = data.rfind(b"\xff\xd9")
            if end < at:
                break
            return b"".join((*kept, data[at : end + 2]))
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        content = data[at + 4 : at + 2 + size]
        if mark == 0xE0 and content.startswith(_KEPT_APPS[mark]):
            kept.append(_segment(mark, content[: _JFIF - 2] + b"\0\0"))
        elif mark in _TABLES or (mark in _KEPT_APPS and content.startswith(_KEPT_APPS[mark])):
            kept.append(data[at : at + 2 + size])
        at += 2 + max(size, 2)
    raise Refusal("This photograph is broken.", remedy="Save it again and attach that.", field="upload")


def _segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content


def without_png_words(data: bytes) -> bytes:
    """A PNG of the parts that show it and no others, without anything behind its end. Raises Refusal when broken."""
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name in _PNG_PARTS:
            kept.append(data[at : at + 12 + size])
        at += 12 + size
        if name == b"IEND":
            return b"".join(kept)
    raise Refusal("This picture is broken.", remedy="Save it again and attach that.", field="upload")
