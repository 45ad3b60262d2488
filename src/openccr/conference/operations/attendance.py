"""Who was at a meeting, and that they signed its confidentiality statement (domain 1.8)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Attendance, Meeting
from openccr.conference.operations.meetings import locked
from openccr.conference.rules.attending import Stated, why_not_by_proxy, why_not_stated
from openccr.conference.rules.meetings import ATTENDANCE, why_not_signed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency


def sign(*, actor: Actor, meeting_id: UUID, stated: Stated, at: datetime) -> None:
    """Sign the meeting's confidentiality statement, once, which also says that the actor is there.

    Args:
        stated: how they take part, that nobody overhears and that nothing is recorded.

    Raises Refusal before the agenda is out, once the meeting is held and for what is not stated, NotFound for a
    meeting elsewhere.
    """
    with acting_as(actor):
        must(actor, "conference.attend")
        meeting = Meeting.objects.filter(id=meeting_id).first()
        if meeting is None:
            raise NotFound
        why = why_not_signed(meeting.state) or why_not_stated(stated)
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
                "joins": stated.joins,
            },
        )
        if not made and mine.signed_at is not None:
            return
        if not made:
            mine.kind, mine.signed_at, mine.joins = "present", at, stated.joins
            mine.save(update_fields=["kind", "signed_at", "joins"])
        record("attendance.signed", subjects=[meeting_id], at=at)


def record_attendance(
    *, actor: Actor, meeting_id: UUID, agency_id: UUID, name: str, kind: str, at: datetime, joins: str = "room",
    identified: str = "",
) -> None:  # fmt: skip
    """Record somebody who does not sign here: apologies, an observer, a signature on paper or given by telephone.

    Args:
        kind: a key of `rules.meetings.ATTENDANCE`.
        joins: a key of `rules.attending.JOINS`.
        identified: how it was made sure who is calling.

    Recorded again, somebody of the same agency and name stands once, as said last: who sent apologies and came all
    the same is not counted twice among those who take part.

    Raises Refusal for an unknown kind, for a caller who was not recognised and for whoever signed here themselves,
    NotFound for a meeting or agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        if kind not in ATTENDANCE:
            raise Refusal(f"“{kind}” is not one of {', '.join(ATTENDANCE)}.", field="kind")
        why = why_not_by_proxy(kind=kind, joins=joins, identified=identified)
        if why is not None:
            raise why
        meeting = locked(meeting_id)
        if not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        said = {
            "kind": kind, "signed_at": at if kind != "apologies" else None, "joins": joins,
            "identified": identified.strip(),
        }  # fmt: skip
        who = {"meeting": meeting, "agency_id": agency_id}
        there = Attendance.objects.filter(**who, name__iexact=name.strip()).first()
        if there is None:
            Attendance.objects.bulk_create(
                [Attendance(**who, partnership_id=meeting.partnership_id, name=name.strip(), **said)]
            )
        elif there.appointment_id is not None:
            raise Refusal(f"{there.name} has signed here already.", remedy="Nobody signs for them.", field="name")
        else:
            Attendance.objects.filter(id=there.id).update(**said)
        record("attendance.recorded", subjects=[meeting_id, agency_id], at=at)


def remove_attendance(*, actor: Actor, meeting_id: UUID, attendance_id: UUID, at: datetime) -> None:
    """Take somebody off who was recorded by mistake; that it was done stands in the audit.

    Raises NotFound for a row that is not of that meeting, Refusal for whoever signed here themselves.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        row = Attendance.objects.filter(id=attendance_id, meeting_id=locked(meeting_id).id).first()
        if row is None:
            raise NotFound
        if row.appointment_id is not None:
            raise Refusal(f"{row.name} has signed here.", remedy="What somebody signed stays.")
        row.delete()
        record("attendance.removed", subjects=[meeting_id, row.agency_id], at=at)
