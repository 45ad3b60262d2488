"""What a closed group does is read by its members alone, so a paper for all boards leaves it out."""

from __future__ import annotations

from uuid import UUID

from openccr.governance.models import Sitting
from openccr.kernel.once import once

IN_CLOSED = "What a closed group agreed"
"""In place of the words of an action that a closed group agreed."""


@once
def closed_sittings() -> frozenset[UUID]:
    """The sittings of closed groups that the actor sees. One query."""
    return frozenset(Sitting.objects.filter(board__closed=True).values_list("id", flat=True))


def told(words: str, arises_id: UUID | None) -> str:
    """An action's words as every board may read them."""
    return IN_CLOSED if arises_id in closed_sittings() else words
