"""A case that cannot wait for the next meeting: accepted, a meeting called and the case listed in one act."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import plan_meeting
from openccr.conference.operations.triage import decide, locked_referral
from openccr.kernel.actors import Actor


def accept_urgently(
    *,
    actor: Actor,
    file_id: UUID,
    referral_id: UUID,
    reason: str,
    forum_id: UUID,
    on: date,
    starts_at: time,
    agency_ids: Collection[UUID],
    at: datetime,
    venue: str = "",
    chair_id: UUID | None = None,
    override_reason: str = "",
) -> UUID:
    """Accept a referral, plan an urgent meeting and list the case on it; if one is refused, none is done.

    Args:
        reason: why it cannot wait; the referrer and every agency invited read it.
        override_reason: why agencies chosen that stand on her no-go list are told all the same.

    Returns the meeting's id. Raises NotFound and Refusal as `decide`, `plan_meeting` and `list_case`.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "accept_urgently", reason=reason, audit="referral.accepted", at=at)
        meeting_id = plan_meeting(
            actor=actor, forum_id=forum_id, on=on, starts_at=starts_at, venue=venue, chair_id=chair_id, urgent=True,
            at=at,
        )  # fmt: skip
        list_case(
            actor=actor, referral_id=referral_id, meeting_id=meeting_id, agency_ids=agency_ids, at=at,
            override_reason=override_reason,
        )  # fmt: skip
        return meeting_id
