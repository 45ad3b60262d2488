"""When an agency is reminded, and who is told: the agency's people, its lead, then the coordinator's list.

Each step is taken once, never on a day that is no working day, never after the meeting's day, one a night: so no agency
hears of one thing more than three times.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.periods import add_working_days, is_working_day


class Chased(StrEnum):
    """What an agency is reminded of."""

    RESEARCH = "research"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"


class Step(StrEnum):
    """Who is told, from the nearest to the furthest."""

    OWNER = "owner"
    LEAD = "lead"
    COORDINATOR = "coordinator"


CHASED: Mapping[str, str] = {
    Chased.RESEARCH: "Research",
    Chased.AGENDA: "Agenda not opened",
    Chased.ATTENDANCE: "Who comes",
}
STEPS: Mapping[str, str] = {
    Step.OWNER: "reminded",
    Step.LEAD: "their lead told",
    Step.COORDINATOR: "on the coordinator's list",
}


@dataclass(frozen=True)
class Rungs:
    """Working days from the counted day to each step; negative before it."""

    owner: int
    lead: int
    coordinator: int

    def day_of(self, step: Step, *, counted_from: date, holidays: Collection[date]) -> date:
        """The day from which a step is due."""
        days = {Step.OWNER: self.owner, Step.LEAD: self.lead, Step.COORDINATOR: self.coordinator}[step]
        return counted_from if days == 0 else add_working_days(counted_from, days, holidays)


def step_due(
    *,
    rungs: Rungs,
    counted_from: date,
    meeting_on: date,
    today: date,
    taken: Collection[Step],
    holidays: Collection[date],
) -> Step | None:
    """The one step to take tonight, or None. What was missed is caught up with, a step a night, nearest first."""
    if not is_working_day(today, holidays) or today > meeting_on:
        return None
    untaken = (step for step in Step if step not in taken)
    return next(
        (one for one in untaken if today >= rungs.day_of(one, counted_from=counted_from, holidays=holidays)), None
    )


def words_of(step: str, what: str, on: date) -> str:
    """As the grid shows it: "Research: reminded on 8 January"."""
    return f"{CHASED[what]}: {STEPS[step]} on {on.day} {on:%B}"
