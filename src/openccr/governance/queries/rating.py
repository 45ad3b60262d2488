"""What somebody still has to rate in a round of the self-assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.governance.models import AssessmentRound, Rating
from openccr.governance.rules.assessment import RoundState
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class ToRate:
    """An open round: how many questions it asks, and how many the actor's agency, or the panel, has answered."""

    round_id: UUID
    name: str
    rate_by: date
    questions: int
    by_agency: int
    by_panel: int


@asked
def to_rate(actor: Actor) -> Steps[list[ToRate]]:
    """The round in which agencies rate now, if there is one. Two lists in one query."""
    rounds, said = yield (
        AssessmentRound.objects.filter(partnership_id=actor.partnership, state=RoundState.RATING),
        Rating.objects.filter(round__state=RoundState.RATING).order_by().values_list("agency_id"),
    )
    agencies = [row[0] for row in said]
    return [
        ToRate(
            row.id, row.name, row.rate_by, len(row.questions), by_agency=agencies.count(actor.agency_id),
            by_panel=agencies.count(None),
        )
        for row in rounds
    ]  # fmt: skip
