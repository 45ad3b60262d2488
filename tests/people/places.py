"""Which places of somebody are in use, for tests that retire one."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.people.models import Whereabouts


def places_of(actor: Actor, person: UUID, kind: str) -> list[UUID]:
    """Ids of somebody's places of a kind, as far as the actor sees them."""
    with acting_as(actor):
        return list(Whereabouts.objects.filter(person_id=person, kind=kind, until_on=None).values_list("id", flat=True))
