"""When two people may be put together, and what fills what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openccr.kernel.refusals import Refusal
from openccr.people.rules.parts import OPPOSITE, PartKind

FilePart = tuple[UUID, PartKind]


def why_not_recognised(*, here: Sequence[FilePart], there: Sequence[FilePart], reason: str) -> Refusal | None:
    """Why two people may not be put together, or None.

    Args:
        here: (file, part) of the person of this file.
        there: the same of the person she is to be recognised as.
    """
    if {file for file, _ in here} & {file for file, _ in there}:
        return Refusal("Both have a part in the same case, so they are two people.")
    if {kind for _, kind in (*here, *there)} >= OPPOSITE:
        # Put together, whoever works with one side would see where the other lives.
        return Refusal(
            "In one case this is the victim, in the other the person who harms.",
            remedy="Look first at who harms whom: the pair may have been recorded both ways round.",
        )
    if not reason.strip():
        return Refusal("Say how you know that they are the same person.", field="reason")
    return None


@dataclass(frozen=True)
class Filling:
    """`values`: what blanks are filled with; `differing`: in words, what both have and do not agree on."""

    values: Mapping[str, Any]
    differing: tuple[str, ...]


def filled(stays: Mapping[str, Any], goes: Mapping[str, Any]) -> Filling:
    """Fill the blanks of `stays` from `goes`, by the name of the field; nothing is overwritten."""
    values = {name: value for name, value in goes.items() if value not in (None, "") and stays[name] in (None, "")}
    differing = tuple(
        f"{name.replace('_', ' ')} {_words(stays[name])} and {_words(value)}"
        for name, value in goes.items()
        if value not in (None, "") and stays[name] not in (None, "", value)
    )
    return Filling(values, differing)


def _words(value: Any) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
