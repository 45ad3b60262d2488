"""The indicators of risk identification for a period, over what the actor may see (domain 2.10)."""

from __future__ import annotations

from datetime import date

from openccr.access.acting import current_actor
from openccr.content import Pack
from openccr.kernel.periods import Period
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment, Change
from openccr.risk.queries.changes import answered_days
from openccr.risk.rules import Assessed, AssessmentFact, ChangeFact, Indicators, indicators, is_high, scores_high


def figures(period: Period, *, today: date) -> Indicators:
    """The indicators of the assessments and changes of a period. Four queries at most."""
    pack = practice(current_actor())
    assessments = Assessment.with_looks().filter(assessed_on__gte=period.first)
    changes = Change.objects.filter(happened_on__gte=period.first)
    if period.last is not None:
        assessments = assessments.filter(assessed_on__lte=period.last)
        changes = changes.filter(happened_on__lte=period.last)
    reported = list(changes)
    days = answered_days(tuple(reported)) if reported else {}
    return indicators(
        (_fact(row, pack) for row in assessments),
        (ChangeFact(row.due_on, days.get(row.id)) for row in reported),
        today=today,
    )


def _fact(row: Assessment, pack: Pack) -> AssessmentFact:
    tool = pack.instruments.get(row.instrument)
    assessed = Assessed(
        instrument=tool, score=row.score, unknowns=row.unknowns, not_asked=row.not_asked, judged_high=row.judged_high,
        reviewed_high=row.reviewed_high, grade=row.grade,
    )  # fmt: skip
    return AssessmentFact(
        instrument=row.instrument,
        items=len(tool.items) if tool and row.answers else 0,
        not_known=(row.unknowns or 0) + row.not_asked,
        # Score and judgement are compared only where the score means something still.
        score=row.score if tool and tool.counting else None,
        scores_high=scores_high(assessed),
        high=is_high(assessed),
        judged_high=row.judged_high,
        has_reason=bool(row.judgement_reason.strip()),
    )
