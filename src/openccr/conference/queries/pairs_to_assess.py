"""Pairs that stand both ways round and wait: for a specialist to be asked, or for the one asked to answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from openccr.access.together import Steps, asked
from openccr.conference.models import DualAllegation, PrimaryVictimAssessment
from openccr.conference.rules.two_ways import Finding
from openccr.kernel.actors import Actor

SHOWN = 10


@dataclass(frozen=True)
class PairWaiting:
    """One pair. `mine`: the actor is the specialist asked; otherwise nobody is asked yet."""

    file_id: UUID
    dual_id: UUID
    initials: str
    reference: str
    mine: bool


@asked
def pairs_to_assess(actor: Actor) -> Steps[list[PairWaiting]]:
    """What waits for the actor, the oldest first; asking somebody waits for coordinators. One query."""
    last = PrimaryVictimAssessment.objects.filter(dual=OuterRef("id")).order_by("-at").values("finding")[:1]
    wait = Q(asked_id=actor.appointment_id) | (Q(asked=None) if actor.whole_area else Q(pk=None))
    open_still = DualAllegation.objects.annotate(last=Subquery(last)).filter(
        wait, Q(last=None) | Q(last=Finding.DISPUTED)
    )
    (rows,) = yield (open_still.select_related("file").order_by("found_at")[:SHOWN],)
    return [
        PairWaiting(row.file_id, row.id, row.file.title, row.file.reference, row.asked_id is not None) for row in rows
    ]
