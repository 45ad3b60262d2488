"""A section with its tables, and the small words they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openccr.content.pack import Pack
from openccr.content.schema.base import Sourced

SOURCE = "Where it comes from"


@dataclass(frozen=True)
class Table:
    """A table with a caption; where a row is an item of practice, the last column says where it comes from."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and tables."""

    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]


def table(pack: Pack, caption: str, head: tuple[str, ...], rows: Iterable[tuple[Sourced, tuple[str, ...]]]) -> Table:
    """A table of items, each with its cells; the source goes last."""
    return Table(caption, (*head, SOURCE), tuple((*cells, in_full(pack, item.source)) for item, cells in rows))


def in_full(pack: Pack, citation: str) -> str:
    """A citation with its documents named; marked when no document shows it."""
    full = pack.sources.in_full(citation)
    return full if pack.sources.is_verified(citation) else f"{full}: to be checked"


def yes(answer: bool) -> str:
    """Yes or No."""
    return "Yes" if answer else "No"
