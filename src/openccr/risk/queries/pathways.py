"""Which answers of an assessment lead to a pathway of another app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment
from openccr.risk.rules.counting import follow_ups


def answers_leading_to(
    pathway: str, assessment_id: UUID, *, actor: Actor, entered_since: datetime
) -> Iterator[tuple[UUID, str, str]]:
    """The answers that lead to that pathway, as (person, key@version/number, the item in words).

    Nothing for an assessment entered before `entered_since`, and for one of which only the score was sent.
    """
    row = Assessment.objects.filter(id=assessment_id, entered_at__range=(entered_since, timezone.now())).first()
    tool = practice(actor).instruments.get(row.instrument) if row else None
    if row is None or tool is None:
        return
    answers = {int(number): given["answer"] for number, given in row.answers.items()}
    for item in follow_ups(tool, answers):
        if item.follow_up == pathway:
            yield row.person_id, f"{tool.id}/{item.number}", f"In the risk assessment: {item.text}"
