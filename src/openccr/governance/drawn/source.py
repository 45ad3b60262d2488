"""What the sections of the strategy document are drawn with: whose, which version, which day, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openccr.content import Pack
from openccr.content.schema.base import Sourced
from openccr.documents.rules.paper import Block, Bullets, Para, Table
from openccr.governance.measuring import Signed, signed_off
from openccr.governance.models import Strategy
from openccr.governance.strategies import Lines, lines_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Drawing:
    """What a section is drawn from.

    Args:
        public: the edition for everybody, without what is meant for staff.
        today: the day the document is made; what has no day of its own stands for it.
    """

    actor: Actor
    strategy: Strategy
    today: date
    public: bool

    @cached_property
    def pack(self) -> Pack:
        return practice(self.actor)

    @cached_property
    def lines(self) -> Lines:
        return lines_of(self.strategy.id)

    @cached_property
    def signed(self) -> Signed | None:
        """The figures that were signed off last: the only ones of cases that a document holds."""
        return signed_off(self.actor)

    def source(self, item: Sourced) -> str:
        """Where an item of the pack is from, in full."""
        return self.pack.sources.in_full(item.source)

    @property
    def as_of(self) -> str:
        """What stands under a table of records: where from, and of which day."""
        return f"Source: the partnership's own records, {day_words(self.today)}."


def listed(items: Iterable[str], *, none: str) -> Block:
    """A list, or the sentence that there is nothing."""
    found = tuple(items)
    return Bullets(found) if found else Para(none)


def tabled(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, none: str, source: str = ""
) -> tuple[Block, ...]:
    """A table and, under it, its source; or the sentence that there is nothing. A column that is empty is left out."""
    found = [tuple(row) for row in rows]
    if not found:
        return (Para(none),)
    said = [place for place in range(len(head)) if any(row[place] for row in found)]
    lines = tuple(tuple(row[place] for place in said) for row in found)
    return (Table(caption, tuple(head[place] for place in said), lines), *((Para(source),) if source else ()))
