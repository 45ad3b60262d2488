"""Texts as they are compared: what two wordings share when a person would call them the same."""

from __future__ import annotations

import re
from unicodedata import normalize

_NOT_ALNUM = re.compile("[^0-9a-z]+")


def comparable(text: str) -> str:
    """What two wordings share when only case, spaces, punctuation and accents differ: "D.O.B." and "dob".

    Letters with a stroke of their own (ł, ø) are other letters, and stay.
    """
    if text.isascii():
        return _NOT_ALNUM.sub("", text.lower())
    # Taken apart before and after: some signs show their capitals only once taken apart.
    plain = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if letter.isalnum())
