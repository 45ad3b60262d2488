"""Acts that are committed, so that they are sealed."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connections

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.operations import record
from openccr.kernel.actors import Actor


def acts(actor: Actor, number: int) -> None:
    for _ in range(number):
        with acting_as(actor):
            record("access.nothing_there", subjects=[uuid4()])


def event_of(number: int, chain: UUID) -> UUID:
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute(
            "SELECT event_id FROM audit_auditseal WHERE partnership_id = %s AND number = %s", [chain, number]
        )
        return cursor.fetchone()[0]
