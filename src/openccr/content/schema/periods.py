"""The periods that a conference keeps: days before or after something, in the order of the work."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from openccr.content.registry import CountedFrom
from openccr.content.schema.base import Entry, Key, Strict, with_keys


class Period(Entry):
    """A number of days or months before or after something. `days` and `months` exclude each other."""

    days: Annotated[int, Field(ge=0)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None
    kind: Literal["working", "calendar"] = "working"
    when: Literal["before", "after"]
    counted_from: CountedFrom
    owner: Key

    @model_validator(mode="after")
    def _days_or_months(self) -> Self:
        if (self.days is None) == (self.months is None):
            raise ValueError("write either days or months")
        return self


class Periods(Strict):
    """Every period the conference keeps; one that is left out is an error, not a default."""

    triage: Period
    referral_cut_off: Period
    agenda_out: Period
    research_due: Period
    minutes: Period
    action_due: Period
    action_reminder: Period
    action_to_lead: Period
    action_to_chair: Period
    action_to_board: Period
    flag: Period
    transfer_acknowledged: Period
    notes_after: Period

    @model_validator(mode="before")
    @classmethod
    def _entries_know_their_key(cls, data: Any) -> Any:
        return with_keys(data)

    @model_validator(mode="after")
    def _in_the_order_of_the_work(self) -> Self:
        steps = (self.referral_cut_off, self.agenda_out, self.research_due)
        if any(step.days is None or step.when != "before" for step in steps):
            raise ValueError("referral_cut_off, agenda_out and research_due are days before the meeting")
        for earlier, later in pairwise(steps):
            if (earlier.days or 0) < (later.days or 0):
                raise ValueError(
                    f"{earlier.key} falls after {later.key}: give {earlier.key} at least {later.days} days"
                )
        if self.notes_after.days is None or self.notes_after.kind != "calendar" or self.notes_after.when != "after":
            raise ValueError("notes_after is calendar days after the meeting")
        rungs = (self.action_to_lead, self.action_to_chair, self.action_to_board)
        if self.action_reminder.when != "before" or any(rung.days is None or rung.when != "after" for rung in rungs):
            raise ValueError("action_reminder is days before an action is due, and the ladder days after it")
        for lower, higher in pairwise(rungs):
            if (lower.days or 0) >= (higher.days or 0):
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
