"""Opening whereabouts, for a reason. Each opening is recorded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Whereabouts
from openccr.people.rules.places import titles
from openccr.people.sealing import Vault


@dataclass(frozen=True)
class Revealed:
    """One of somebody's whereabouts, opened: `kind` is address, postcode, phone, email, school, work …"""

    kind: str
    title: str
    """Its kind in words, and which of several of that kind it is."""
    text: str = field(repr=False)
    source: str
    from_on: date
    known: bool = False
    """The person who harms knows it: nothing goes there."""


def reveal(
    *, actor: Actor, file: UUID, person: UUID, reason: str, kinds: Collection[str] = (), at: datetime
) -> list[Revealed]:
    """Open somebody's whereabouts, for a reason. Newest first; the log and the timeline keep that it was done.

    Args:
        kinds: those that are needed, keys of `rules.places.KINDS`; none: all that are held.

    Raises Refusal without a reason, NotFound for a person with no part in that file.
    """
    with acting_as(actor):
        must(actor, "people.reveal")
        if len(reason.split()) < 2:
            raise Refusal("Say in a few words why you need it now.", field="reason")
        if not Part.objects.filter(file_id=file, person_id=person).exists():
            raise NotFound
        found = Whereabouts.objects.filter(person_id=person, until_on=None).annotate(known=Whereabouts.is_known())
        found = found.order_by("-from_on", "kind")
        if kinds:
            found = found.filter(kind__in=kinds)
        note(file_id=file, kind="reveal", sentence=f"Opened whereabouts: {reason.strip()}", at=at, about_id=person)
        record("whereabouts.revealed", file_id=file, subjects=[person], fields=sorted({row.kind for row in found}))
        vault = Vault.of([person])
        named = titles((row.id, row.kind, row.from_on) for row in found)
        return [
            Revealed(
                row.kind,
                named[row.id],
                vault.unseal(row.sealed, person_id=person),
                row.source,
                row.from_on,
                known=row.known,
            )
            for row in found
        ]
