"""What the partnership's actions come from: the apps above say so in a module `arising`, since actions know none.

Each declares `ARISES: tuple[Arising, ...]`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import reverse

from openccr.access.ours import modules


@dataclass(frozen=True)
class Arising:
    """One noun that actions come from.

    Args:
        kind: as it is kept with the action ("governance.meeting").
        words: what a page calls it ("A meeting of a board").
        page: the page of one row of it; empty where there is none.
        key: what that page's address calls the row.
        shown_on: the row whose page shows this one, where it has none of its own; None for whoever does not see it.
    """

    kind: str
    words: str
    page: str = ""
    key: str = ""
    shown_on: Callable[[UUID], UUID | None] | None = None

    def address(self, row: UUID) -> str:
        """Where that row stands, or nothing."""
        shown = self.shown_on(row) if self.shown_on else row
        return reverse(self.page, kwargs={self.key: shown}) if self.page and shown else ""


@cache
def arisings() -> dict[str, Arising]:
    """Every noun that was declared, by its kind."""
    return {one.kind: one for module in modules("arising") if hasattr(module, "ARISES") for one in module.ARISES}
