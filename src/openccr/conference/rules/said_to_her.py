"""A text that was written for agencies, as it is read out to her (domain 1.9: the promise sheet)."""

from __future__ import annotations

import re
from collections.abc import Sequence


def said_to_her(text: str, *, pairs: Sequence[tuple[str, str]]) -> str:
    """The text with what it says of her said to her; what no pair fits stays as it was written.

    Args:
        pairs: the pack's words as (written, said), in small letters; the longest that fits counts.
    """
    if not pairs:
        return text
    said = {_plain(written): spoken for written, spoken in pairs}
    longest = sorted(said, key=len, reverse=True)
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def spoken(one: re.Match[str]) -> str:
        words = said[one.group()]
        return words if text[one.start()].islower() else words[0].upper() + words[1:]

    pieces, last = [], 0
    for one in found.finditer(_plain(text)):
        pieces += [text[last : one.start()], spoken(one)]
        last = one.end()
    return "".join([*pieces, text[last:]])


def _plain(text: str) -> str:
    """In small letters and with straight apostrophes, each letter in its place."""
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text).replace("\u2019", "'")
