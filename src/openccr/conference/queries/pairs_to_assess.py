"""Pairs that stand both ways round and wait: for a specialist, her answer, or to be taken off one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from openccr.access.together import Steps, asked
from openccr.conference.models import DualAllegation, Hearing, ListedTogether, PrimaryVictimAssessment
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.two_ways import Finding
from openccr.kernel.actors import Actor

SHOWN = 10


@dataclass(frozen=True)
class PairWaiting:
    """One pair.

    Args:
        mine: the actor is the specialist asked; otherwise nobody is asked yet.
        on_one_meeting: both are listed on one meeting, and nothing that stands allows it.
    """

    file_id: UUID
    dual_id: UUID
    initials: str
    reference: str
    mine: bool
    on_one_meeting: bool


@asked
def pairs_to_assess(actor: Actor) -> Steps[list[PairWaiting]]:
    """What waits for the actor, the oldest first; asking somebody, and both on one meeting, wait for coordinators.

    One query.
    """
    last = PrimaryVictimAssessment.objects.filter(dual=OuterRef("id")).order_by("-at").values("finding")[:1]
    wait = Q(asked_id=actor.appointment_id) | (Q(asked=None) if actor.whole_area else Q(pk=None))
    waits = wait & (Q(last=None) | Q(last=Finding.DISPUTED))
    # A dispute, or a pair that is found late, comes when both are on the agenda already.
    unsettled = Q(last=None) | Q(last__in=(Finding.DISPUTED, Finding.UNCLEAR))
    apart = Q(on_one=True, agreed=False) & unsettled if actor.whole_area else Q(pk=None)
    listed = Hearing.objects.filter(state=HearingState.LISTED)
    other = listed.filter(file_id=OuterRef(OuterRef("other_file_id"))).values("meeting_id")
    open_still = DualAllegation.objects.annotate(
        last=Subquery(last),
        on_one=Exists(listed.filter(file_id=OuterRef("file_id"), meeting_id__in=other)),
        agreed=Exists(ListedTogether.objects.filter(dual=OuterRef("id"), confirmed_at__isnull=False)),
    ).filter(waits | apart)
    (rows,) = yield (open_still.select_related("file").order_by("found_at")[:SHOWN],)
    return [
        PairWaiting(
            row.file_id, row.id, row.file.title, row.file.reference, row.asked_id == actor.appointment_id,
            actor.whole_area and row.on_one and not row.agreed,
        )
        for row in rows
    ]  # fmt: skip
