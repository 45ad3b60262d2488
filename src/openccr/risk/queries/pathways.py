"""Which answers of an assessment lead to a pathway of another app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment
from openccr.risk.rules.counting import follow_ups


def answers_leading_to(
    pathway: str, assessment_id: UUID, *, actor: Actor, entered_since: datetime
) -> Iterator[tuple[UUID, str, str]]:
    """The answers that lead to that pathway, as (person, key@version/number, the item in words).

    Nothing for an assessment entered before `entered_since`, and for one of which only the score was sent. Raises
    NotFound where the actor does not see it, such as whoever is kept out of the case at this moment: half of what they
    entered must not stay.
    """
    row = Assessment.objects.filter(id=assessment_id).first()
    if row is None:
        raise NotFound
    tool = practice(actor).instruments.get(row.instrument)
    if tool is None or not entered_since <= row.entered_at <= timezone.now():
        return
    answers = {int(number): given["answer"] for number, given in row.answers.items()}
    for item in follow_ups(tool, answers):
        if item.follow_up == pathway:
            yield row.person_id, f"{tool.id}/{item.number}", f"In the risk assessment: {item.text}"
