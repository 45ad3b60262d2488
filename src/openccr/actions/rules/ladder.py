"""Reminders before and on the day, and the ladder after it (domain 1.7, 1.8, 8.11): the owner is told first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.periods import add_working_days


class Step(StrEnum):
    """One rung, lowest first."""

    BEFORE = "before"
    ON_THE_DAY = "on_the_day"
    LEAD = "lead"
    CHAIR = "chair"
    BOARD = "board"
    ADVISER = "adviser"
    ADVISER_ON_THE_DAY = "adviser_day"
    ADVISER_AGAIN = "adviser_again"


RUNGS = (Step.BEFORE, Step.ON_THE_DAY, Step.LEAD, Step.CHAIR, Step.BOARD)
ASKED = (Step.ADVISER, Step.ADVISER_ON_THE_DAY, Step.ADVISER_AGAIN)
"""The adviser's own ladder, for what is locked: before the day, on it, and when its owner's lead would be told."""
HIGHER = (Step.LEAD, Step.CHAIR, Step.BOARD)
"""Those that take an action further than its owner."""

STEP_WORDS = {
    Step.BEFORE: "The owner was reminded before the day",
    Step.ON_THE_DAY: "The owner was reminded on the day",
    Step.LEAD: "Taken to the agency's lead",
    Step.CHAIR: "Taken to the chair",
    Step.BOARD: "Flagged for the board",
    Step.ADVISER: "The adviser was asked whether the victim knows and is safe",
    Step.ADVISER_ON_THE_DAY: "The adviser was asked on the day whether the victim knows and is safe",
    Step.ADVISER_AGAIN: "The adviser was asked again, after the day, whether the victim knows and is safe",
}


@dataclass(frozen=True)
class Rungs:
    """The pack's periods in working days: before the due day, then after it."""

    before: int
    lead: int
    chair: int
    board: int

    def day_of(self, step: Step, *, due_on: date, holidays: Collection[date]) -> date:
        """The day from which a step is due."""
        days = {
            Step.BEFORE: -self.before,
            Step.ON_THE_DAY: 0,
            Step.LEAD: self.lead,
            Step.CHAIR: self.chair,
            Step.BOARD: self.board,
            Step.ADVISER: -self.before,
            Step.ADVISER_ON_THE_DAY: 0,
            Step.ADVISER_AGAIN: self.lead,
        }[step]
        return due_on if days == 0 else add_working_days(due_on, days, holidays)


def step_due(
    *, rungs: Rungs, due_on: date, today: date, taken: Collection[Step], locked: bool, holidays: Collection[date]
) -> Step | None:
    """The one step to take today, or None.

    The owner is told before anybody above: whatever was missed, a day takes one step, and none above the owner before
    the owner has been reminded. A locked action is not chased, since nobody may do it: her adviser is asked, and never
    twice for one rung that was missed.
    """
    ladder = ASKED if locked else RUNGS
    due = [step for step in ladder if today >= rungs.day_of(step, due_on=due_on, holidays=holidays)]
    if locked:
        due = due[-1:]
    elif Step.ON_THE_DAY in due:
        due.remove(Step.BEFORE)
    return next((step for step in due if step not in taken), None)
