"""Of what it was asked who would be the last person to come, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.directory.models import LastPerson, Service
from openccr.directory.queries.services import taken
from openccr.directory.rules.last_person import SERVICE
from openccr.directory.rules.services import Status
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

MOST = 200


@dataclass(frozen=True)
class Asked:
    """A thing and its answer. `row` is None where the question was not put yet, or cannot be seen.

    `agency_id` answers beside the coordinator.
    """

    kind: str
    about_id: UUID
    about: str
    row: LastPerson | None
    agency_id: UUID | None

    @property
    def answered(self) -> bool:
        return self.row is not None and self.row.answered_at is not None

    def is_for(self, actor: Actor) -> bool:
        """Whether this actor may answer it."""
        return actor.whole_area or (self.agency_id is not None and self.agency_id == actor.agency_id)


def last_person(*, actor: Actor, kind: str, about_id: UUID) -> LastPerson | None:
    """What was answered for one thing; None where it was not asked. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        return LastPerson.objects.filter(partnership_id=actor.partnership, kind=kind, about_id=about_id).first()


def last_persons(*, actor: Actor, kind: str, about_ids: Iterable[UUID]) -> dict[UUID, LastPerson]:
    """Thing → what was answered, for a list. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        found = LastPerson.objects.filter(partnership_id=actor.partnership, kind=kind, about_id__in=list(about_ids))
        return {row.about_id: row for row in found}


def everything_asked(*, actor: Actor) -> list[Asked]:
    """Every service that runs, and every strategy and contract that was asked of.

    Those that the actor answers for and has not stand first, then the others without an answer.
    """
    with acting_as(actor):
        must(actor, "directory.see")
        rows = list(LastPerson.objects.filter(partnership_id=actor.partnership).order_by("about"))
        by_service = {row.about_id: row for row in rows if row.kind == SERVICE}
        running = taken(actor).exclude(status=Status.DEFUNCT)
        services = [
            Asked(SERVICE, key, name, by_service.get(key), agency)
            for key, name, agency in running.order_by("name").values_list("id", "name", "agency_id")
        ]
        others = [Asked(row.kind, row.about_id, row.about, row, row.agency_id) for row in rows if row.kind != SERVICE]
        return sorted([*others, *services], key=lambda one: (one.answered, not one.is_for(actor)))


def asked_of(*, actor: Actor, kind: str, about_id: UUID) -> Asked:
    """One thing that the actor answers for, with its answer so far.

    Raises NotFound for a service that is not there, for what was never asked, and for another agency's.
    """
    with acting_as(actor):
        must(actor, "directory.see")
        row = LastPerson.objects.filter(partnership_id=actor.partnership, kind=kind, about_id=about_id).first()
        name, agency = (row.about, row.agency_id) if row else (None, None)
        if kind == SERVICE:
            here = Service.objects.filter(partnership_id=actor.partnership, id=about_id)
            name, agency = here.values_list("name", "agency_id").first() or (None, None)
        if name is None or not (found := Asked(kind, about_id, name, row, agency)).is_for(actor):
            raise NotFound
        return found


@asked
def number_unanswered(actor: Actor) -> Steps[int]:
    """How many of the things that the actor answers for have no answer, up to `MOST`. Two lists in one query."""
    answered = LastPerson.objects.filter(kind=SERVICE, about_id=OuterRef("id"), answered_at__isnull=False)
    running = taken(actor).exclude(status=Status.DEFUNCT)
    open_rows = LastPerson.objects.filter(partnership_id=actor.partnership, answered_at=None).exclude(kind=SERVICE)
    if not actor.whole_area:
        running, open_rows = running.filter(agency=actor.agency_id), open_rows.filter(agency=actor.agency_id)
    services, others = yield (
        running.filter(~Exists(answered)).values_list("id")[:MOST],
        open_rows.values_list("id")[:MOST],
    )
    return min(len(services) + len(others), MOST)
