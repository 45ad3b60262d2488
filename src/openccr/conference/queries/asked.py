"""What an agency's own system may ask: what became of its referrals, and what its agency is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from openccr.conference.models import Referral, Research
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.referrals import REFERRAL
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.queries.people import PersonShown, people_of

SHOWN = 100
"""How many open questions are listed; what is answered leaves the list."""


@dataclass(frozen=True)
class ReferralNow:
    """Where one of the agency's own referrals stands."""

    id: UUID
    file_id: UUID
    reference: str
    state: str
    state_words: str
    decision: str
    decided_on: date | None


@dataclass(frozen=True)
class Asked:
    """A question to the agency that it can still answer."""

    id: UUID
    file_id: UUID
    case: str
    state: str
    due_on: date
    meeting_on: date


def referral_now(actor: Actor, referral_id: UUID) -> ReferralNow:
    """One of the agency's own referrals. One query. Raises NotFound, for another agency's too."""
    row = Referral.objects.filter(id=referral_id, agency_id=actor.agency).first()
    if row is None:
        raise NotFound
    return ReferralNow(
        id=row.id,
        file_id=row.file_id,
        reference=row.their_reference,
        state=row.state,
        state_words=REFERRAL.states[row.state],
        decision=row.decision_reason,
        decided_on=localdate(row.decided_at) if row.decided_at else None,
    )


def asked(actor: Actor) -> list[Asked]:
    """What the agency is asked and can still answer, the earliest due first. One query."""
    found = Research.objects.filter(agency_id=actor.agency, hearing__state=HearingState.LISTED)
    rows = found.exclude(hearing__meeting__state__in=OVER).select_related("file", "hearing__meeting")
    return [_asked(row) for row in rows.order_by("due_on", "asked_at")[:SHOWN]]


def question(actor: Actor, research_id: UUID, *, today: date) -> tuple[Asked, list[PersonShown]]:
    """One question to the agency, and who is in the case. Three queries. Raises NotFound, for another agency's too."""
    rows = Research.objects.filter(id=research_id, agency_id=actor.agency).select_related("file", "hearing__meeting")
    row = rows.first()
    if row is None:
        raise NotFound
    return _asked(row), people_of(row.file_id, today=today)


def _asked(row: Research) -> Asked:
    return Asked(
        id=row.id,
        file_id=row.file_id,
        case=row.file.reference,
        state=row.state,
        due_on=row.due_on,
        meeting_on=row.hearing.meeting.on,
    )
