"""Which steps of the ladder were taken for an action."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.actions.models import Reminder
from openccr.actions.rules.ladder import STEP_WORDS, Step


def reminders_of(action_id: UUID) -> list[tuple[date, str]]:
    """The steps that were taken for an action, first first: (day, what was done). One query."""
    taken = Reminder.objects.filter(action_id=action_id).order_by("on", "id").values_list("on", "step")
    return [(on, STEP_WORDS[Step(step)]) for on, step in taken]
