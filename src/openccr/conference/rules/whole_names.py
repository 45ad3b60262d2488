"""Names written whole, as forms have them in one box."""

from __future__ import annotations

_BEGIN_FAMILY = frozenset(
    {"de", "da", "di", "do", "del", "della", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ten", "ter"}
    | {"bin", "binti", "bint", "ibn", "al", "el", "ó", "ní", "nic", "mac", "mc", "ap", "ab"}
)
"""Words that begin a family name of several words, when a given name stands before them."""


def split_name(text: str) -> tuple[str, str]:
    """Given and family name of a name written whole: "SMITH, Jane", "Jane Smith" or "Jane van der Smith"."""
    text = " ".join(text.split())
    if "," in text:
        family, _, given = text.partition(",")
        return given.strip(), family.strip()
    words = text.split(" ")
    begins = (n for n, word in enumerate(words[1:-1], start=1) if word.casefold() in _BEGIN_FAMILY)
    at = next(begins, len(words) - 1)
    return (" ".join(words[:at]), " ".join(words[at:])) if at else (text, "")
