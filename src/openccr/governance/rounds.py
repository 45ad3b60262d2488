"""How a round of the self-assessment stands: what its operations decide by and its pages show."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from openccr.governance.models import AssessmentRound, Moderated, Rating
from openccr.governance.rules.assessment import GAP, OPEN, RoundFacts, RoundState, Spread


def facts_of(row: AssessmentRound) -> RoundFacts:
    """What decides about a round. Two queries, three for one that is called off."""
    called_off = row.state == RoundState.CALLED_OFF
    return RoundFacts(
        rated=sum(1 for agency, answered in answered_in(row.id).items() if agency is not None and answered),
        questions=len(row.questions),
        moderated=Moderated.objects.filter(round_id=row.id).count(),
        over=row.moved_at is not None,
        another=called_off and AssessmentRound.objects.filter(state__in=OPEN).exists(),
    )


def spread_of(row: AssessmentRound, question: str) -> Spread:
    """What was said to a question, by whom."""
    said = Rating.objects.filter(round_id=row.id, question=question).values_list("agency_id", "score")
    return Spread({str(agency): score for agency, score in said})


def last_gaps() -> list[str]:
    """Questions that had a gap in the last closed round."""
    last = AssessmentRound.objects.filter(state=RoundState.CLOSED).order_by("-opened_at").first()
    if last is None:
        return []
    return list(Moderated.objects.filter(round_id=last.id, score__lte=GAP).values_list("question", flat=True))


def answered_in(round_id: UUID) -> dict[UUID | None, int]:
    """Agency, or None for the panel → how many questions it answered; empty for whoever does not lead the round."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_id, answered FROM openccr.answered_in(%s)", [round_id])
        return dict(cursor.fetchall())
