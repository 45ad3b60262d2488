"""Putting a case off: with one of the pack's reasons, and to which meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.hearings import defer
from openccr.conference.operations.listing import list_case
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def put_off(
    *,
    actor: Actor,
    file_id: UUID,
    hearing_id: UUID,
    why: str,
    at: datetime,
    detail: str = "",
    to_meeting_id: UUID | None = None,
) -> UUID:
    """Defer a case with a reason from the pack's list; with a meeting, it is listed there in the same act.

    The agencies that were invited are asked again for that meeting. If it cannot be listed there, nothing is done.

    Args:
        why: key of the pack's `reasons_deferred`.
        to_meeting_id: only a coordinator lists; the chair leaves it to her.

    Returns the meeting that it was taken from. Raises Refusal for an unknown reason and as `defer` and `list_case`,
    NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        reasons = practice(actor).processes["marac"].reasons_deferred
        if why not in reasons:
            raise Refusal("Choose one of the reasons.", field="why")
        words = f"{reasons[why].name}. {detail.strip()}" if detail.strip() else reasons[why].name
        meeting_id = defer(actor=actor, file_id=file_id, hearing_id=hearing_id, reason=words, at=at)
        target = Meeting.objects.filter(id=to_meeting_id).first() if to_meeting_id else None
        if to_meeting_id and target is None:
            raise NotFound
        hearing = Hearing.objects.get(id=hearing_id)
        hearing.deferred_key, hearing.deferred_to = why, target
        hearing.save(update_fields=["deferred_key", "deferred_to"])
        if target is not None:
            invited = Research.objects.filter(hearing=hearing).values_list("agency_id", flat=True)
            list_case(
                actor=actor, referral_id=hearing.referral_id, meeting_id=target.id, agency_ids=list(invited), at=at
            )
        return meeting_id
