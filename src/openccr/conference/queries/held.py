"""Who is held out of a case until the coordinator has decided whether there is a conflict of interest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.casefiles.models import Exclusion
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Appointment


@dataclass(frozen=True)
class Held:
    """A hold to settle.

    Args:
        appointment_id: of the person held; None where it is an agency or a unit of it.
        why: a sentence.
    """

    file_id: UUID
    initials: str
    reference: str
    exclusion_id: UUID
    appointment_id: UUID | None
    why: str


@asked
def held_for(actor: Actor) -> Steps[list[Held]]:
    """The holds that the actor may settle, oldest first. One query; none for everybody but coordinators."""
    held = Exclusion.objects.filter(held=True, until_at=None)
    rows, staff = yield (
        held.select_related("file").order_by("from_at"),
        Appointment.objects.filter(user_id__in=held.values("user_id"), ended_on=None).order_by("-from_on"),
    )
    under = {row.user_id: row.id for row in staff}
    return [
        Held(row.file_id, row.file.title, row.file.reference, row.id, under.get(row.user_id), row.reason)
        for row in rows
        if row.agency_id or row.user_id in under
    ]


@dataclass(frozen=True)
class HeldAgency:
    """An agency or a unit of it that is held out of a case."""

    name: str
    why: str


def held_agency(file_id: UUID, exclusion_id: UUID) -> HeldAgency:
    """What is held, for the page that settles it. Raises NotFound for what is settled or out of the actor's sight."""
    row = (
        Exclusion.objects.filter(id=exclusion_id, file_id=file_id, held=True, until_at=None, agency__isnull=False)
        .select_related("agency")
        .first()
    )
    if row is None or row.agency is None:
        raise NotFound
    return HeldAgency(f"{row.unit}, {row.agency.name}" if row.unit else row.agency.name, row.reason)
