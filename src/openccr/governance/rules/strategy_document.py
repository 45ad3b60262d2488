"""The strategy document: two editions, and whether each part keeps within its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EDITIONS = {
    "public": "For everybody: without what is meant for staff",
    "partners": "For the partners: with how staff refer",
}
"""Whom a document is made for."""


@dataclass(frozen=True)
class PartPages:
    """How long a part is, beside how long it may be; `most` None: as long as it needs."""

    letter: str
    name: str
    pages: int
    most: int | None

    @property
    def too_long(self) -> bool:
        return self.most is not None and self.pages > self.most

    @property
    def words(self) -> str:
        number = f"{self.pages} page{'s' if self.pages != 1 else ''}"
        if self.most is None:
            return number
        return f"{number}, {self.pages - self.most} too many" if self.too_long else f"{number} of {self.most}"


def measured(parts: Sequence[tuple[str, str, str, int | None]], pages: Mapping[str, int]) -> list[PartPages]:
    """Each part's length.

    Args:
        parts: key, letter, name and most pages of each, in their order.
        pages: key → pages; a part that is not in it has none.
    """
    return [PartPages(letter, name, pages.get(key, 0), most) for key, letter, name, most in parts]


def outcome_words(parts: Sequence[PartPages]) -> str:
    """What came of making the document, in a sentence."""
    long = [one.letter for one in parts if one.too_long]
    if not long:
        return "The document is ready, and each part keeps within its pages."
    which = f"Part {long[0]} is" if len(long) == 1 else f"Parts {' and '.join(long)} are"
    return f"The document is ready. {which} longer than agreed: shorten your own text there."
