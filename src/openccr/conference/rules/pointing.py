"""Cells that say where to look instead of what is meant: "as above", "ditto", "same as victim".

Above may be her line of the same form or the row before, another person's. Whoever guesses writes one person's home
down as another's, so the row is refused and says what to write (domain 1.5: addresses are whereabouts).
"""

from __future__ import annotations

import re

from openccr.tabular import Unreadable

_TO = frozenset({"above", "ditto", "same", "previous", "before"})
"""Words of which one at least stands in such a cell."""
_AROUND = frozenset(
    {"a", "address", "addresses", "an", "and", "as", "at", "by", "for", "from", "is", "last", "line", "of", "per"}
    | {"record", "row", "s", "see", "stated", "that", "the", "this", "to", "her", "hers", "him", "his", "person"}
    | {f"{word}{end}" for word in ("client", "perpetrator", "perp", "survivor", "victim") for end in ("", "s", "'s")}
    | {"mother's", "mum's"}
)
"""Words that may stand beside them; any other word, or a figure, is part of an address."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DITTO_MARKS = re.compile(r"[\"'“”„«»〃″\s.,-]*[\"“”„«»〃″'][\"'“”„«»〃″\s.,-]*")


def address_itself(text: str) -> str:
    """The text of an address. Raises Unreadable for one that only points to another."""
    if _DITTO_MARKS.fullmatch(text) or _points(text):
        raise Unreadable("this points to another address", "Write the address itself, also where it is the same.")
    return text


def name_itself(text: str) -> str:
    """The text of a name. Raises Unreadable for a ditto mark or "as above"; Ditto and Above alone are family names."""
    if _DITTO_MARKS.fullmatch(text) or (len(_words(text)) > 1 and "above" in _words(text) and _points(text)):
        raise Unreadable("this points to another name", "Write the name itself, also where it is the same.")
    return text


def _points(text: str) -> bool:
    words = set(_words(text))
    return bool(words & _TO) and words <= _TO | _AROUND


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
