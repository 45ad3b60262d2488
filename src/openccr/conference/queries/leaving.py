"""Before a case is named: who of those present must leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.conference.models import Guest
from openccr.conference.queries.agenda_clocks import agenda_with
from openccr.conference.queries.attending import meeting_is_live
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Announcement:
    """What the room is asked before the next case.

    Args:
        number, of: its place on the agenda as the reader sees it.
        leave: how many of those present are kept out of it.
        names: who they are; for the coordinator alone.
        guests: how many guests are in the meeting.
        is_live: the meeting is under way and the reader signed for it.
        meets_on: the meeting's day when it is still to come, otherwise None.
    """

    number: int
    of: int
    meeting_id: UUID
    leave: int
    names: tuple[str, ...]
    guests: int
    is_live: bool
    meets_on: date | None


def announcement(*, actor: Actor, file_id: UUID, hearing_id: UUID) -> Announcement:
    """What is asked before a case is named. Three queries. Raises NotFound."""
    agenda = agenda_with(file_id=file_id, hearing_id=hearing_id)
    number = next(place for place, row in enumerate(agenda, start=1) if row.id == hearing_id)
    meeting_id, on = agenda[0].meeting_id, agenda[0].meeting.on
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, agency FROM openccr.must_leave(%s, %s)", [file_id, meeting_id])
        found = cursor.fetchall()
    return Announcement(
        number=number,
        of=len(agenda),
        meeting_id=meeting_id,
        leave=len(found),
        names=tuple(f"{name}, {agency}" for name, agency in found if name),
        guests=Guest.objects.filter(meeting_id=meeting_id).count(),
        is_live=bool(agenda[0].here) and meeting_is_live(agenda[0].meeting, now=timezone.now()),  # type: ignore[attr-defined]
        meets_on=on if on > timezone.localdate() else None,
    )
