"""Taking back that a case was heard: somebody finished the wrong one, or before it was over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.not_heard import hearing_facts
from openccr.conference.operations.listing import locked_hearing, move_referral
from openccr.conference.operations.meetings import facts_of, locked
from openccr.conference.rules.hearings import HEARING
from openccr.conference.rules.meetings import MEETING, MeetingState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def take_back_heard(*, actor: Actor, file_id: UUID, hearing_id: UUID, reason: str, at: datetime) -> None:
    """Open a case again that was finished by mistake: it waits on its meeting as before.

    What was written of it and the actions agreed stay, and so do the lines of the ledger: whoever was told has been
    told. A meeting that is closed is open again with it, which only the coordinator does; it is closed as ever.

    Raises NotFound; Refusal without a reason, for a case that is not heard, and once the minutes are agreed or issued,
    the case is closed or the meeting too long ago.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        hearing = locked_hearing(file_id, hearing_id)
        facts = hearing_facts(actor, hearing, reason=reason, today=timezone.localdate(at))
        hearing.state = HEARING.make(state=hearing.state, move="not_heard", facts=facts)
        hearing.reason, hearing.heard_at = "", None
        hearing.save(update_fields=["state", "reason", "heard_at"])
        move_referral(hearing.referral, "not_heard", reason=reason)
        if hearing.meeting.state == MeetingState.HELD:
            _open_the_meeting(actor, hearing.meeting_id, at=at)
        words = f"Not heard after all, open again: {reason.strip()}"
        note(file_id=file_id, kind="listed", sentence=words, at=at, about_id=hearing_id)
        record("hearing.not_heard", file_id=file_id, subjects=[hearing_id], at=at)


def _open_the_meeting(actor: Actor, meeting_id: UUID, *, at: datetime) -> None:
    if not actor.whole_area:
        raise Refusal("The meeting is closed.", remedy="Ask the coordinator to open the case again.")
    meeting = locked(meeting_id)
    meeting.state = MEETING.make(state=meeting.state, move="open_again", facts=facts_of(meeting, at=at))
    meeting.held_at = None
    meeting.save(update_fields=["state", "held_at"])
    record("meeting.opened_again", subjects=[meeting.id], at=at)
