"""The ways in which a known name is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from openccr.kernel.text import comparable


@lru_cache(maxsize=65_536)
def compared(wording: str) -> str:
    """A pack's wording made comparable. The same thousands stand before every file: each is taken apart once.

    Never for what a file holds: that is somebody's and is not kept.
    """
    return comparable(wording)


def by_wording(known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every wording of every known name, made comparable, and the name it stands for.

    Args:
        known: each name with the other wordings agencies use; the name itself always counts.

    Raises:
        ValueError: one wording is given to two names.
    """
    index: dict[str, str] = {}
    for name, wordings in known.items():
        for wording in (name, *wordings):
            if index.setdefault(compared(wording), name) != name:
                raise ValueError(f"“{wording}” is given to both {index[compared(wording)]} and {name}.")
    index.pop("", None)
    return index
