"""A document before anything in it has a meaning: paragraphs and tables, in the order in which a person reads them."""

from __future__ import annotations

from dataclasses import dataclass, field

TICKED, EMPTY_BOX = "☒", "☐"
"""The one sign for a box that is ticked and for one that is not, whatever the document draws."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's tidy text; `heading` when the document's own style says that it is one."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class DocCell:
    """A cell of a document's table. `continues`: it is the lower part of a cell merged downwards."""

    blocks: tuple[Block, ...]
    continues: bool = False

    @property
    def text(self) -> str:
        """What its own paragraphs say, a line each; tables inside it have a reading of their own."""
        return "\n".join(one.text for one in self.blocks if isinstance(one, Paragraph) and one.text)

    @property
    def tables(self) -> tuple[DocTable, ...]:
        return tuple(one for one in self.blocks if isinstance(one, DocTable))


@dataclass(frozen=True, slots=True)
class DocTable:
    """A table by its rows; a cell merged sideways stands once."""

    rows: tuple[tuple[DocCell, ...], ...]


Block = Paragraph | DocTable


@dataclass(slots=True)
class Blocks:
    """What a reader of a kind of document hands over.

    Args:
        blocks: in reading order.
        controls: what was filled into content controls that carry a tag, by tag; "" for one left as it was.
        aside: words that a person would not read as an answer (struck out, hidden, in a header), with where they stood.
        notes: whole sentences on what was passed over.
    """

    blocks: list[Block] = field(default_factory=list)
    controls: list[tuple[str, str]] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
