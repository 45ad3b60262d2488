"""An agency's own referrals, and what came of files of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from openccr.access.together import Steps, asked
from openccr.conference.models import ImportBatch, Referral
from openccr.conference.rules.referrals import REFERRAL, ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

COUNTED = 1000
SHOWN = 30
APPEAL_SHOWN = timedelta(days=14)
"""How long a decision stands on the to-do list; an appeal is possible for ever."""
SHOWN_REFUSALS = 200


@dataclass(frozen=True)
class OwnReferral:
    """A referral as its agency sees it in a list."""

    id: UUID
    file_id: UUID
    reference: str
    initials: str
    theirs: str
    referred_on: date
    state: str
    state_key: str
    decision: str
    decided_on: date | None


@dataclass(frozen=True)
class Batch:
    """What came of one file; at most `SHOWN_REFUSALS` reasons, the file of refused rows holds them all."""

    read: int
    accepted: int
    already_known: int
    refused: int
    refusals: tuple[dict[str, str | int], ...]
    unmapped_columns: tuple[str, ...]
    refused_file_id: UUID | None


def own_referrals(actor: Actor, *, first: int, last: int) -> tuple[list[OwnReferral], int]:
    """The referrals of the actor's agency, newest first, and how many there are, counted up to `COUNTED`."""
    found = Referral.objects.filter(agency_id=actor.agency).select_related("file").order_by("-received_at")
    return [_own(row) for row in found[first:last]], found[:COUNTED].count()


def sees_referral(file_id: UUID) -> bool:
    """Whether the actor still sees the case of what they have just sent: it may be held from whoever sent it."""
    return Referral.objects.filter(file_id=file_id).exists()


@asked
def to_answer(actor: Actor, *, today: date) -> Steps[list[OwnReferral]]:
    """What came back to the actor's agency, newest first: questions, the last weeks' decisions, those taken back.

    One query.
    """
    own = Referral.objects.filter(agency_id=actor.agency).select_related("file")
    # A moment, not the day of one: that is found by the index.
    lately = Q(decided_at__gte=make_aware(datetime.combine(today - APPEAL_SHOWN, time.min)))
    away = Q(state__in=(ReferralState.NOT_MET, ReferralState.REDIRECTED))
    # A question and what was passed on have a key: what waits again without one had its decision taken back.
    again = Q(state=ReferralState.RECEIVED, decision_key="", decided_at__isnull=False)
    found = own.filter(Q(state=ReferralState.RETURNED) | ((away | again) & lately)).order_by("-decided_at")
    (rows,) = yield (found[:SHOWN],)
    return [_own(row) for row in rows]


def batch_of(actor: Actor, batch_id: UUID) -> Batch:
    """What came of a file that the actor brought in. Raises NotFound for a colleague's.

    Headings that are not known are names where a file has no headings, and what was known already may be of a case that
    a colleague is kept out of.
    """
    row = ImportBatch.objects.filter(id=batch_id, brought_by=actor.appointment).first()
    if row is None:
        raise NotFound
    return Batch(
        read=row.rows_read,
        accepted=row.accepted,
        already_known=row.already_known,
        refused=row.refused,
        refusals=tuple(row.refusals[:SHOWN_REFUSALS]),
        unmapped_columns=tuple(row.unmapped_columns),
        refused_file_id=row.refused_file_id,
    )


def _own(row: Referral) -> OwnReferral:
    return OwnReferral(
        id=row.id,
        file_id=row.file_id,
        reference=row.file.reference,
        initials=row.file.title,
        theirs=row.their_reference,
        referred_on=row.referred_on,
        state=REFERRAL.states[row.state],
        state_key=row.state,
        decision=row.decision_reason,
        decided_on=localdate(row.decided_at) if row.decided_at else None,
    )
