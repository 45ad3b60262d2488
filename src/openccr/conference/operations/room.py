"""The screen of the room: which case stands on it. It follows whoever leads the meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Hearing, Meeting
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.services import area_of


def show_in_room(*, actor: Actor, file_id: UUID, hearing_id: UUID, at: datetime) -> UUID:
    """Put a case on the screen of the room in place of the one before it.

    Returns the meeting's id. Raises NotFound, and Refusal for a case that has left the agenda or whose meeting is over.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        hearing = Hearing.objects.select_related("meeting").filter(id=hearing_id, file_id=file_id).first()
        if hearing is None:
            raise NotFound
        if not hearing.is_written:
            raise Refusal("This case is closed, or has left the agenda.")
        put_on_screen(actor=actor, hearing=hearing, at=at)
        return hearing.meeting_id


def put_on_screen(*, actor: Actor, hearing: Hearing, at: datetime) -> None:
    """Put a case on the screen; part of another operation, which has locked no hearing yet.

    What stood there before goes, also a case that the actor is kept out of: nobody reads two.
    """
    # The meeting first: two who press at once would each hold the row that the other waits for.
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(id=hearing.meeting_id)
    with acting_as(area_of(actor, purpose="screen of the room")):
        others = Hearing.objects.filter(meeting_id=hearing.meeting_id, in_room_at__isnull=False)
        others.exclude(id=hearing.id).update(in_room_at=None)
    Hearing.objects.filter(id=hearing.id).update(in_room_at=at)
    record("hearing.shown_in_room", file_id=hearing.file_id, subjects=[hearing.id], at=at)
