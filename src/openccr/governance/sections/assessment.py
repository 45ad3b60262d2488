"""How the partnership judged itself the last time, beside the time before."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localdate

from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.models import AssessmentRound
from openccr.governance.pack_sections import Asked, PackSection
from openccr.governance.queries.assessment import round_of
from openccr.governance.rules.assessment import RoundState
from openccr.kernel.days import day_words


def _assessment(asked: Asked) -> Sequence[Block]:
    closed = AssessmentRound.objects.filter(state=RoundState.CLOSED, opened_at__date__lte=asked.last)
    row = closed.order_by("-opened_at").first()
    if row is None:
        return [Para("No self-assessment that was opened by the end of this quarter is closed.")]
    shown = round_of(actor=asked.actor, round_id=row.id)
    earlier = any(one.before is not None for one in shown.judged)
    rows = tuple(
        (one.component.name, _score(one.score), *((_score(one.before),) if earlier else ())) for one in shown.judged
    )
    gaps = tuple(
        (
            question.asks if question else one.question, str(one.score), one.owner,
            day_words(one.review_on) if one.review_on else "",
        )
        for question, one in shown.gaps
    )  # fmt: skip
    blocks: list[Block] = [
        Para(f"{row.name}, opened on {day_words(localdate(row.opened_at))}. Scores run from 0 to 4."),
        Table("Each component", ("Component", "Score", *(("Before",) if earlier else ())), rows),
    ]
    if gaps:
        blocks.append(Table("Gaps", ("Question", "Score", "Owner", "Review"), gaps))
    return blocks


def _score(score: float | None) -> str:
    return "Not asked" if score is None else f"{score:g}"


SECTIONS = (PackSection("assessment", "How the partnership judges itself", 60, _assessment),)
