"""Telephone numbers as people read them out."""

from __future__ import annotations

import re

_AREAS = (
    (re.compile(r"02\d{9}"), (3, 4, 4)),
    (re.compile(r"0(?:11\d|1\d1|3\d\d|8\d\d)\d{7}"), (4, 3, 4)),
    (re.compile(r"0\d{10}"), (5, 3, 3)),
)
"""How a United Kingdom number is grouped (Ofcom, telephone number format): London and other 02, large cities, rest."""


_BETWEEN = re.compile(r"[\s().-]")
_ABROAD = re.compile(r"^(\+44|0044)0?")


def as_compared(text: str) -> str:
    """A telephone number as it is dialled at home, however it was written; anything else as it stands."""
    digits = _BETWEEN.sub("", text)
    return _ABROAD.sub("0", digits) if re.fullmatch(r"\+?\d{10,15}", digits) else text


def grouped(number: str) -> str:
    """A United Kingdom number with spaces, as 07700 900 123; anything else as it was written."""
    digits = _BETWEEN.sub("", number)
    abroad = _ABROAD.match(digits) is not None
    if abroad:
        digits = _ABROAD.sub("0", digits)
    for pattern, sizes in _AREAS:
        if pattern.fullmatch(digits):
            parts, at = [], 0
            for size in sizes:
                parts.append(digits[at : at + size])
                at += size
            text = " ".join(parts)
            return f"+44 {text[1:]}" if abroad else text
    return number
