"""Taking over the scores and judgements that came with referrals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record_all
from openccr.kernel.actors import Actor
from openccr.risk.models import Assessment
from openccr.risk.operations.there import instrument_of
from openccr.risk.rules import SentScore, why_not_score

BATCH = 1_000


def record_scores(*, actor: Actor, sent: Sequence[SentScore], at: datetime) -> list[UUID]:
    """Keep the scores and judgements that came with referrals, without the answers behind them.

    Returns the assessments' ids in the same order. Raises Refusal (field `dash_score`) for a score that its instrument
    cannot give.
    """
    with acting_as(actor):
        must(actor, "risk.assess")
        tools = {name: instrument_of(actor, name) for name in {one.instrument for one in sent}}
        for one in sent:
            refusal = why_not_score(
                instrument=tools[one.instrument], score=one.score, judged_high=one.judged_high, grade=one.grade
            )
            if refusal is not None:
                raise refusal
        made = [
            Assessment(
                file_id=one.file_id,
                person_id=one.person_id,
                instrument=one.instrument,
                score=one.score,
                judged_high=one.judged_high,
                grade=one.grade,
                judgement_reason=one.judgement_reason.strip(),
                assessed_on=one.assessed_on,
                agency_name=one.agency_name,
                author_name=one.author_name,
                entered_at=at,
            )
            for one in sent
        ]
        Assessment.objects.bulk_create(made, batch_size=BATCH)
        acts = (Act(type="risk.score_received", file_id=row.file_id, subjects=(row.id, row.person_id)) for row in made)
        record_all(acts, at=at)
        return [row.id for row in made]
