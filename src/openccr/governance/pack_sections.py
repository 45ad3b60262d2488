"""What stands in the boards' pack: each noun of the partnership has a part of its own, in `sections/`.

A part says what the actor may know and no more, as blocks of a paper. Numbers of people or cases in it are those that
`insight` publishes, or pass `insight.rules.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from openccr.documents.rules.paper import Block
from openccr.governance import sections
from openccr.insight.rules.quarters import Quarter
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Asked:
    """For whom and of when a pack is made."""

    actor: Actor
    quarter: Quarter
    today: date

    @property
    def first(self) -> date:
        """The first day of the quarter."""
        return self.quarter.period.first

    @property
    def last(self) -> date:
        """The last day of the quarter, or today where it is not over."""
        end = self.quarter.period.last
        return min(end, self.today) if end else self.today


@dataclass(frozen=True)
class PackSection:
    """One part of the pack.

    Args:
        key: names it.
        title: its heading.
        order: its place, lowest first; promises stand first.
        blocks: `blocks(asked)` → its content; nothing leaves the part out. Heading levels begin at 3.
    """

    key: str
    title: str
    order: int
    blocks: Callable[[Asked], Sequence[Block]]


@cache
def pack_sections() -> tuple[PackSection, ...]:
    """Every part that `sections/` declares as SECTIONS, in order. Raises ValueError for a key that is there twice."""
    found: dict[str, PackSection] = {}
    for module in iter_modules(sections.__path__):
        for one in import_module(f"{sections.__name__}.{module.name}").SECTIONS:
            if one.key in found:
                raise ValueError(f"The part {one.key} of the boards' pack is declared twice")
            found[one.key] = one
    return tuple(sorted(found.values(), key=lambda one: (one.order, one.key)))
