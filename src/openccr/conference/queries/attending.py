"""Whether somebody is in a meeting just now."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Attendance, Hearing, Meeting
from openccr.conference.rules.attending import is_live
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor


def in_a_live_meeting(actor: Actor) -> bool:
    """Whether this actor signed for a meeting that is under way. One query."""
    if actor.appointment_id is None:
        return False
    now = timezone.localtime()
    with acting_as(actor):
        signed = Attendance.objects.filter(
            appointment_id=actor.appointment_id, signed_at__isnull=False, meeting__on=now.date(),
            meeting__state=MeetingState.CIRCULATED,
        ).select_related("meeting")  # fmt: skip
        return any(meeting_is_live(row.meeting, now=now) for row in signed)


def meeting_is_live(meeting: Meeting, *, now: datetime) -> bool:
    """Whether it is neither closed nor far from its hour."""
    starts = timezone.make_aware(datetime.combine(meeting.on, meeting.starts_at))
    return meeting.state == MeetingState.CIRCULATED and is_live(starts=starts, now=now)


def with_whether_here(rows: QuerySet[Hearing], *, actor: Actor) -> QuerySet[Hearing]:
    """Hearings, each with `here`: whether this actor signed for its meeting."""
    mine = Attendance.objects.filter(
        meeting_id=OuterRef("meeting_id"), appointment_id=actor.appointment, signed_at__isnull=False
    )
    return rows.annotate(here=Exists(mine))
