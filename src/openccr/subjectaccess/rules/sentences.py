"""Cuts what was written into sentences, and those into words, as far as deciding about them needs it."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+|;\s+")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|St|Rd|Ave|No|Sgt|Insp|Supt|Cllr|e\.g|i\.e|approx|dob|[A-Z])\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a text. Where it is not sure, two stay together: what is mixed is kept back as one."""
    found: list[str] = []
    for part in _END.split(text):
        piece = " ".join(part.split())
        if not piece:
            continue
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


def squeezed(text: str) -> str:
    """The text without anything but letters and digits, in one case: how two ways of writing a number are compared."""
    return "".join(one for one in text.casefold() if one.isalnum())


def is_deletion(kept: str, whole: str) -> bool:
    """Whether `kept` is `whole` with words taken out and nothing put in or moved: redaction deletes (D30)."""
    left = iter(words(whole))
    return bool(words(kept)) and all(any(word == other for other in left) for word in words(kept))
