"""Photographs and pictures: JPEG (ITU-T T.81) and PNG (ISO/IEC 15948), their size before anything opens them."""

from __future__ import annotations

from openccr.documents.rules.cleaning import without_png_words, without_segments
from openccr.kernel.refusals import Refusal

MOST_PIXELS = 60_000_000
"""A camera of today takes 50 million; a bomb of a few kilobytes claims thousands of millions."""
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Marks of a JPEG's frame header, which holds its height and width."""


def clean_picture(data: bytes) -> tuple[str, str, bytes] | None:
    """Content type, extension and bytes without place, camera and words; None when it is no JPEG or PNG.

    Raises Refusal (field `upload`) for one that is broken or has too many pixels.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        _measured(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
        return "image/png", "png", without_png_words(data)
    if data.startswith(b"\xff\xd8\xff"):
        _measured(*_size_of_jpeg(data))
        return "image/jpeg", "jpg", without_segments(data)
    return None


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0


def _measured(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refusal(
            "This picture has far too many pixels.", remedy="Save it smaller and attach that.", field="upload"
        )
