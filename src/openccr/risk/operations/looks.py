"""A second person's look at an assessment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.humans import same_human, two_accounts
from openccr.partnership.models import Appointment
from openccr.risk.models import Assessment, SecondLook
from openccr.risk.operations.there import agency_name
from openccr.risk.rules import why_not_reviewed


def look_again(*, actor: Actor, file: UUID, assessment: UUID, judged_high: bool, reason: str, at: datetime) -> UUID:
    """Keep a second person's judgement beside an assessment. "High" raises the case; anything else lowers nothing.

    Returns its id. Raises NotFound for an assessment that is not of that file, Refusal as `rules.why_not_reviewed`.
    """
    with acting_as(actor):
        must(actor, "risk.look_again")
        row = Assessment.objects.filter(id=assessment, file_id=file).first()
        if row is None:
            raise NotFound
        refusal = why_not_reviewed(
            author=row.appointment_id, reviewer=actor.appointment_id, judged_high=judged_high, reason=reason
        )
        if refusal is not None:
            raise refusal
        first = Appointment.objects.filter(id=row.appointment_id).first() if row.appointment_id else None
        if first is not None and same_human(actor, first.user_id):
            raise two_accounts("A second person looks at it.")
        assert actor.appointment_id is not None  # the permission is held through one
        made = SecondLook(
            file_id=file, assessment_id=row.id, judged_high=judged_high, reason=reason.strip(),
            agency_name=agency_name(actor), author_name=actor.name, appointment_id=actor.appointment_id, at=at,
        )  # fmt: skip
        SecondLook.objects.bulk_create([made])
        said = "judged high" if judged_high else "the assessment stands"
        note(file_id=file, kind="risk", sentence=f"A second person looked at the risk: {said}", at=at, about_id=row.id)
        record("risk.looked_again", file_id=file, subjects=[row.id], fields=["judged_high"], at=at)
        return made.id
