"""The practice of the actor's partnership: its packs, laid over one another."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from openccr.content import Pack, load
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership


def practice(actor: Actor) -> Pack:
    """The pack of the partnership in which `actor` acts; call it inside `acting_as(actor)`.

    Which packs a partnership uses is read once in a process, as the packs themselves are.

    Raises Refusal for an actor without an appointment, PackError for packs that do not hang together.
    """
    if actor.partnership_id is None:
        raise Refusal("You have no appointment in a partnership.")
    return load(_keys(actor.partnership_id))


@cache
def _keys(partnership_id: UUID) -> tuple[str, ...]:
    return tuple(Partnership.objects.values_list("packs", flat=True).get(id=partnership_id))
