"""The ways in which a known name is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openccr.kernel.text import comparable


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
            if index.setdefault(comparable(wording), name) != name:
                raise ValueError(f"“{wording}” is given to both {index[comparable(wording)]} and {name}.")
    index.pop("", None)
    return index
