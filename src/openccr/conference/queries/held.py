"""Who is held out of a case until the coordinator has decided whether they are somebody of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.casefiles.models import Exclusion
from openccr.kernel.actors import Actor
from openccr.partnership.models import Appointment


@dataclass(frozen=True)
class Held:
    """A hold to settle."""

    file_id: UUID
    initials: str
    reference: str
    appointment_id: UUID


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
        Held(row.file_id, row.file.title, row.file.reference, under[row.user_id])
        for row in rows
        if row.user_id in under
    ]
