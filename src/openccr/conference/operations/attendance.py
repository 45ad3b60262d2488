"""Who was at a meeting, and that they signed its confidentiality statement (domain 1.8)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Attendance, Meeting
from openccr.conference.operations.meetings import locked
from openccr.conference.rules.meetings import ATTENDANCE, why_not_signed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency


def sign(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """Sign the meeting's confidentiality statement, once, which also says that the actor is there.

    Raises Refusal before the agenda is out and once the meeting is held, NotFound for a meeting elsewhere.
    """
    with acting_as(actor):
        must(actor, "conference.attend")
        meeting = Meeting.objects.filter(id=meeting_id).first()
        if meeting is None:
            raise NotFound
        why = why_not_signed(meeting.state)
        if why is not None:
            raise why
        # "conference.attend" asks for a role, and a role comes with an appointment in an agency.
        assert actor.appointment_id and actor.agency_id
        mine, made = Attendance.objects.get_or_create(
            meeting=meeting,
            appointment_id=actor.appointment_id,
            defaults={
                "partnership_id": meeting.partnership_id,
                "agency_id": actor.agency_id,
                "name": actor.name,
                "kind": "present",
                "signed_at": at,
            },
        )
        if not made and mine.signed_at is not None:
            return
        if not made:
            mine.kind, mine.signed_at = "present", at
            mine.save(update_fields=["kind", "signed_at"])
        record("attendance.signed", subjects=[meeting_id], at=at)


def record_attendance(*, actor: Actor, meeting_id: UUID, agency_id: UUID, name: str, kind: str, at: datetime) -> None:
    """Record somebody who does not sign here: apologies, an observer, or a signature on paper.

    Args:
        kind: a key of `rules.meetings.ATTENDANCE`.

    Raises Refusal for an unknown kind, NotFound for a meeting or agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        if kind not in ATTENDANCE:
            raise Refusal(f"“{kind}” is not one of {', '.join(ATTENDANCE)}.", field="kind")
        meeting = locked(meeting_id)
        if not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        Attendance.objects.bulk_create(
            [
                Attendance(
                    partnership_id=meeting.partnership_id,
                    meeting=meeting,
                    agency_id=agency_id,
                    name=name,
                    kind=kind,
                    signed_at=at if kind != "apologies" else None,
                )
            ]
        )
        record("attendance.recorded", subjects=[meeting_id, agency_id], at=at)
