"""Meetings whose minutes wait: to be begun, for the chair to agree them, to be issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from openccr.access.together import Steps, asked
from openccr.conference.models import Meeting, Minutes
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.minutes import MinutesState
from openccr.kernel.actors import Actor

SHOWN = 10
SINCE = timedelta(days=60)
"""How long after a meeting its minutes are asked for by themselves; its own page goes on saying what is missing."""


@dataclass(frozen=True)
class MinutesWaiting:
    """One meeting. `state`: of the newest version, empty before there is one; `mine`: the actor chaired it."""

    meeting_id: UUID
    on: date
    state: str
    mine: bool


@asked
def minutes_waiting(actor: Actor, *, now: datetime) -> Steps[list[MinutesWaiting]]:
    """For coordinators every such meeting, for a chair those they chaired; the oldest first. One query.

    A meeting that was written down from a log of past hearings has no chair and is not asked for.
    """
    newest = Minutes.objects.filter(meeting=OuterRef("id")).order_by("-number").values("state")[:1]
    theirs = Q() if actor.whole_area else Q(chair_id=actor.appointment_id)
    closed = Meeting.objects.filter(theirs, state=MeetingState.HELD, held_at__gte=now - SINCE, chair__isnull=False)
    # Asked as one condition: each more is another plan of the same question on everybody's first page.
    waiting = closed.annotate(newest=Coalesce(Subquery(newest), Value(""))).exclude(newest=MinutesState.ISSUED)
    (rows,) = yield (waiting.order_by("on", "starts_at")[:SHOWN],)
    return [MinutesWaiting(row.id, row.on, row.newest, row.chair_id == actor.appointment_id) for row in rows]
