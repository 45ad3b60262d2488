"""Putting a case off: with one of the pack's reasons, and to which meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.hearings import defer
from openccr.conference.operations.listing import current_agencies, list_case
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
    override_reason: str = "",
) -> UUID:
    """Defer a case with a reason from the pack's list; with a meeting, it is listed there in the same act.

    The agencies that were invited and are still of the partnership are asked again for that meeting. If it cannot be
    listed there, nothing is done.

    Args:
        why: key of the pack's `reasons_deferred`.
        to_meeting_id: only a coordinator lists; the chair leaves it to her.
        override_reason: as `list_case` asks it, for an agency that stands on her no-go list by now.

    Returns the meeting that it was taken from. Raises Refusal for an unknown reason, for the meeting that it is taken
    from and as `defer` and `list_case`, NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        reasons = practice(actor).processes["marac"].reasons_deferred
        if why not in reasons:
            raise Refusal("Choose one of the reasons.", field="why")
        taken_from = Hearing.objects.filter(id=hearing_id, file_id=file_id).values_list("meeting_id", flat=True).first()
        if to_meeting_id and taken_from == to_meeting_id:
            raise Refusal(
                "The case is already on this meeting.", remedy="Choose another meeting.", field="to_meeting_id"
            )
        words = f"{reasons[why].name}. {detail.strip()}" if detail.strip() else reasons[why].name
        meeting_id = defer(
            actor=actor, file_id=file_id, hearing_id=hearing_id, reason=words, at=at,
            lists_it_next=to_meeting_id is not None,
        )  # fmt: skip
        target = Meeting.objects.filter(id=to_meeting_id).first() if to_meeting_id else None
        if to_meeting_id and target is None:
            raise NotFound
        hearing = Hearing.objects.get(id=hearing_id)
        hearing.deferred_key, hearing.deferred_to = why, target
        hearing.save(update_fields=["deferred_key", "deferred_to"])
        if target is not None:
            asked = Research.objects.filter(hearing=hearing).values_list("agency_id", flat=True)
            invited = [one.id for one in current_agencies(set(asked), at=at)]
            list_case(
                actor=actor, referral_id=hearing.referral_id, meeting_id=target.id, agency_ids=invited, at=at,
                override_reason=override_reason,
            )  # fmt: skip
        return meeting_id
