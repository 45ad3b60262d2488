"""When risk is assessed again: a change is reported, the pack says within how many days, a new assessment answers it.

A checklist is a snapshot and risk changes fast (domain 2.4, 2.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from openccr.content.schema.risk import Trigger
from openccr.kernel.refusals import Refusal

FAR = timedelta(days=366)
"""A change further away than this is a slip of the pen, or belongs among the dates of the case."""


def due_on(trigger: Trigger, *, happened_on: date) -> date:
    """The last day on which risk is assessed anew in time: calendar days after the change, weekends too."""
    return happened_on + timedelta(days=trigger.days)


def answered_by(*, happened_on: date, reported_at: datetime, assessed_on: date, entered_at: datetime) -> bool:
    """Whether an assessment answers a change.

    One of a later day does. One of the same day does only when it was entered after the change was reported: before,
    whoever assessed may not have known.
    """
    return assessed_on > happened_on or (assessed_on == happened_on and entered_at >= reported_at)


def why_not_closed(*, reason: str, answered: bool, closed: bool) -> Refusal | None:
    """Why it cannot be said that an assessment could not be done, or None.

    Args:
        answered: an assessment has answered the change.
        closed: it was said already.
    """
    if answered:
        return Refusal("Risk has been assessed since: nothing is open here.")
    if closed:
        return Refusal("It is said already why this could not be done.")
    if not reason.strip():
        return Refusal("Say why it could not be done.", remedy="And what was tried.", field="reason")
    return None


def why_not_reported(*, kind: str, kinds: Mapping[str, Trigger], happened_on: date, today: date) -> Refusal | None:
    """Why a change cannot be reported so, or None. A day ahead is right: a release is often known before."""
    if kind not in kinds:
        remedy = f"Use one of: {', '.join(one.name for one in kinds.values())}."
        return Refusal("Say what has changed.", remedy=remedy, field="kind")
    if abs(happened_on - today) > FAR:
        remedy = "Give a day within a year of today."
        return Refusal("That day is more than a year away.", remedy=remedy, field="happened_on")
    return None
