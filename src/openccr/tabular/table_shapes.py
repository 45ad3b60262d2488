"""What a row of a form's table is: labels over the rows below, people over the columns, or labels beside answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from openccr.tabular.answers import has_box
from openccr.tabular.blocks import DocCell
from openccr.tabular.labels import Labels


@dataclass(frozen=True)
class Shape:
    """How the rows from one on are read.

    Args:
        columns: the labels (or sections) over the columns; none when the row stands for itself.
        by_section: the columns are people, and the labels stand at the left.
        end: the position of the first row that is read otherwise again.
    """

    columns: tuple[str, ...] = ()
    by_section: bool = False
    end: int = 0


def shape_of(rows: Sequence[Sequence[DocCell]], position: int, labels: Labels, section: str) -> Shape:
    """The shape of the table from this row on."""
    texts = _texts(rows[position])
    end = position + 1
    if len(texts) < 2 or any(cell.tables for cell in rows[position]) or end == len(rows):
        return Shape(end=end)
    over = [labels.section(text) for text in texts]
    people = len(texts) > 2 and None not in over[1:] and len(set(over[1:])) == len(over) - 1 and over[0] is None
    if people:
        while end < len(rows) and len(rows[end]) == len(texts):
            end += 1
        return Shape(("", *(one or "" for one in over[1:])), by_section=True, end=end)
    named = [labels.name(text, section) for text in texts]
    side_by_side = any(one and other for one, other in pairwise(named))  # Not a label, its answer, a label.
    if not all(texts) or named[0] is None or not side_by_side:
        return Shape(end=end)
    while end < len(rows) and len(rows[end]) == len(texts) and not _holds_a_label(rows[end], labels, section):
        end += 1
    return Shape(tuple(texts), end=end) if end > position + 1 else Shape(end=end)


def _texts(row: Sequence[DocCell]) -> list[str]:
    return [" ".join(cell.text.split("\n")) for cell in row]


def _holds_a_label(row: Sequence[DocCell], labels: Labels, section: str) -> bool:
    return any(text and labels.name(text, section) for text in _texts(row)[::2])


def like_a_heading(text: str) -> bool:
    """Whether the only cell of a row is worded as a heading."""
    short = "\n" not in text and len(text.split()) <= 6
    return short and ":" not in text and not text.endswith((".", "?")) and not has_box(text)
