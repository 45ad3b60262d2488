"""What came of files that were brought in."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate, localtime

from openccr.access.acting import acting_as
from openccr.access.may import must, why_not
from openccr.directory.models import ServiceImport
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound

SHOWN = 10
"""How many of the last files the directory can be narrowed to."""


def files_brought(actor: Actor) -> list[tuple[str, str]]:
    """The last files of which something came in, as (id, words); to whoever may bring one in. One query."""
    if why_not(actor, "directory.import") is not None:
        return []
    rows = ServiceImport.objects.filter(partnership_id=actor.partnership).exclude(added=0, changed=0)
    return [
        (str(row.id), f"{day_words(localdate(row.at))} at {localtime(row.at):%H:%M}, {row.added + row.changed} taken")
        for row in rows.order_by("-at")[:SHOWN]
    ]


def import_of(*, actor: Actor, brought: UUID) -> ServiceImport:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.import")
        row = ServiceImport.objects.filter(partnership_id=actor.partnership, id=brought).first()
        if row is None:
            raise NotFound
        return row
