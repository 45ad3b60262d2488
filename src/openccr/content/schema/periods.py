"""The periods that a conference keeps, in the order of the work. How long they are is practice, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Strict, with_keys


class DayPeriod(Entry):
    """A number of days. From what they are counted, and which days count, is the program's, not a pack's."""

    days: Annotated[int, Field(ge=0)]


class MonthPeriod(Entry):
    """A number of months, counted from what the program counts them from."""

    months: Annotated[int, Field(ge=1)]


def _of(counted: str) -> Any:
    """A period with the words that follow its number: how the program counts it."""
    return Field(description=counted)


class Periods(Strict):
    """Every period the conference keeps; one that is left out is an error, not a default."""

    triage: DayPeriod = _of("working days after the referral")
    referral_cut_off: DayPeriod = _of("working days before the meeting")
    agenda_out: DayPeriod = _of("working days before the meeting")
    research_due: DayPeriod = _of("working days before the meeting")
    minutes: DayPeriod = _of("working days after the meeting")
    action_due: DayPeriod = _of("working days after it was agreed")
    action_reminder: DayPeriod = _of("working days before the action is due")
    action_to_lead: DayPeriod = _of("working days after the action was due")
    action_to_chair: DayPeriod = _of("working days after the action was due")
    action_to_board: DayPeriod = _of("working days after the action was due")
    flag: MonthPeriod = _of("months after the last referral")
    transfer_acknowledged: DayPeriod = _of("working days after the transfer was sent")
    notes_after: DayPeriod = _of("days after the meeting")

    @model_validator(mode="before")
    @classmethod
    def _entries_know_their_key(cls, data: Any) -> Any:
        return with_keys(data)

    @model_validator(mode="after")
    def _in_the_order_of_the_work(self) -> Self:
        steps = (self.referral_cut_off, self.agenda_out, self.research_due)
        for earlier, later in pairwise(steps):
            if earlier.days < later.days:
                raise ValueError(
                    f"{earlier.key} falls after {later.key}: give {earlier.key} at least {later.days} days"
                )
        rungs = (self.action_to_lead, self.action_to_chair, self.action_to_board)
        for lower, higher in pairwise(rungs):
            if lower.days >= higher.days:
                raise ValueError(f"{higher.key} comes before {lower.key}: give {higher.key} more days")
        return self


class Chasing(Entry):
    """When an agency is reminded of one thing, in working days from the day counted from; negative before it."""

    owner: int
    lead: int
    coordinator: int

    @model_validator(mode="after")
    def _nearest_first(self) -> Self:
        if not self.owner <= self.lead <= self.coordinator:
            raise ValueError("the agency's people are told before their lead, and the lead before the coordinator")
        return self


class Reminders(Strict):
    """What agencies are reminded of before a meeting."""

    research: Chasing
    """Counted from the day the research is due."""
    agenda: Chasing
    """Counted from the day the agenda went out."""
    attendance: Chasing
    """Counted from the day of the meeting."""

    @model_validator(mode="before")
    @classmethod
    def _entries_know_their_key(cls, data: Any) -> Any:
        return with_keys(data)

    def items(self) -> tuple[tuple[str, Chasing], ...]:
        """Each with its key."""
        return (("research", self.research), ("agenda", self.agenda), ("attendance", self.attendance))
