"""Word documents to fill in: each box is a content control with a tag, so that it is read back without doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PROMPT = "Write here"


@dataclass(frozen=True)
class Box:
    """One box to fill in.

    Args:
        tag: what it is read back by, without our prefix; at most 56 characters.
        label: the words beside it.
        kind: `choice` is a list to choose from, `ticks` a row of boxes to tick.
        choices: (value, words) of a list or of boxes.
        value: what stands in it already.
        hint: words below the label.
    """

    tag: str
    label: str
    kind: Literal["line", "words", "choice", "ticks"] = "line"
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with the boxes below it; `said` are lines that are there to read."""

    title: str
    boxes: tuple[Box, ...] = ()
    said: tuple[str, ...] = ()
    level: int = 2


@dataclass(frozen=True)
class Fillable:
    """A form: its title, its marking, for whom it is, what is said first, and its parts."""

    title: str
    marking: str
    parts: tuple[Part, ...]
    said: tuple[str, ...] = ()
    footer: str = ""


def write_fillable(form: Fillable) -> bytes:
    """The form as a Word document, with the marking above and page numbers below every page."""
    from openccr.tabular.fillable_word import written  # large, and most processes write no form

    return written(form)
