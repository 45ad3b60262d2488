"""What came of files that were brought in."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.directory.models import ServiceImport
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


def import_of(*, actor: Actor, brought: UUID) -> ServiceImport:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.import")
        row = ServiceImport.objects.filter(partnership_id=actor.partnership, id=brought).first()
        if row is None:
            raise NotFound
        return row
