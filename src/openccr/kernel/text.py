"""Texts as they are compared, when a person would call them the same, and as a document can hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

_NOT_ALNUM = re.compile("[^0-9a-z]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2), and so neither Word nor Excel: a pasted control character."""


def printable(text: str) -> str:
    """The text without what no document can hold."""
    return _NOT_XML.sub("", text)


def comparable(text: str) -> str:
    """What two wordings share when only case, spaces, punctuation and accents differ: "D.O.B." and "dob".

    Letters with a stroke of their own (ł, ø) are other letters, and stay.
    """
    if text.isascii():
        return _NOT_ALNUM.sub("", text.lower())
    # Taken apart before and after: some signs show their capitals only once taken apart.
    plain = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def in_a_row(words: Sequence[str]) -> str:
    """Several in a sentence: "a chair, its next sitting and terms"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
