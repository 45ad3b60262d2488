"""Tidying: what a person sees in a cell, without what only the computer sees."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NEW_LINES = "\u0085\u2028\u2029"
# Zero-width, soft hyphen, and the marks that turn text round: a name holding one looks like, and is not, the same name.
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033"

_TIDY: dict[int, str | None] = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A},
    **{ord(mark): None for mark in _UNSEEN},
    **{ord(mark): " " for mark in _SPACES},
    **{ord(mark): "\n" for mark in _NEW_LINES},
    **{ord(mark): "'" for mark in _SINGLE_QUOTES},
    **{ord(mark): '"' for mark in _DOUBLE_QUOTES},
}

# UTF-8 that some earlier program read as Windows-1252 and saved again ("JosÃ©", "donâ€™t"), or letters lost for good.
_GARBLED = re.compile("[ÂÃ][\u0080-\u00bf]|â€|\ufffd")


def tidy(raw: str) -> str:
    """The text of a cell: trimmed, one kind of line break and quote, no unseen characters. Words stay."""
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).translate(_TIDY)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def is_garbled(text: str) -> bool:
    """True when letters were damaged before the file reached us."""
    return not text.isascii() and _GARBLED.search(text) is not None
