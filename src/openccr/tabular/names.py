"""Names written whole, as forms and lists have them in one box or column."""

from __future__ import annotations

import re

_BEGIN_FAMILY = frozenset(
    {"de", "da", "di", "do", "del", "della", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ten", "ter"}
    | {"bin", "binti", "bint", "ibn", "al", "el", "ó", "ní", "nic", "mac", "mc", "ap", "ab"}
)
"""Words that begin a family name of several words, when a given name stands before them."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "revd", "prof", "professor", "sir", "dame"})
"""What stands before a name and is no part of it: with it, nobody would be recognised."""


_ALIAS = re.compile(
    r"\s*[(,]?\s*\b(?:a\.?k\.?a\.?|also known as|known as)[\s:]+(?P<other>[^()]+?)\s*\)?\s*$", re.IGNORECASE
)


def without_alias(text: str) -> tuple[str, str]:
    """A name written whole and the other name beside it: "SMITH, Jane (aka Janey)"."""
    found = _ALIAS.search(text)
    return (text[: found.start()], found["other"]) if found and found.start() else (text, "")


def split_name(text: str) -> tuple[str, str]:
    """Given and family name of a name written whole: "SMITH, Jane", "Jane Smith" or "Jane van der Smith"."""
    text = " ".join(text.split())
    if "," in text:
        family, _, given = text.partition(",")
        return " ".join(_untitled(given.split())), " ".join(_untitled(family.split()))
    words = _untitled(text.split(" "))
    if len(words) == 1 and " " in text:
        return "", words[0]  # "Mrs Thrale": who is known by a title is known by the family's name.
    text = " ".join(words)
    begins = (n for n, word in enumerate(words[1:-1], start=1) if word.casefold() in _BEGIN_FAMILY)
    at = next(begins, len(words) - 1)
    return (" ".join(words[:at]), " ".join(words[at:])) if at else (text, "")


def _untitled(words: list[str]) -> list[str]:
    """The words without titles before them; a title alone stays, being all that is known."""
    bare = next((n for n, word in enumerate(words) if word.casefold().rstrip(".") not in _TITLES), 0)
    return words[bare:]
