"""Days on which the danger may rise: what one needs, and when its owners are told (mission 9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from openccr.kernel.refusals import Refusal


def step_due(*, on: date, today: date, before: Collection[int], told: Collection[int]) -> int | None:
    """The step that is taken today: the nearest of the days before that has been reached, unless it was taken.

    A date that was written down late is told at once, by its nearest step alone.

    Args:
        on: the dangerous date.
        before: the steps, in days before it.
        told: the steps already taken.
    """
    left = (on - today).days
    reached = [step for step in before if 0 <= left <= step]
    if not reached or min(reached) in told:
        return None
    return min(reached)


def why_not_noted(*, on: date, source: str, today: date) -> Refusal | None:
    """Why a dangerous date is not written down like that, or None."""
    if on < today:
        return Refusal("This day is past.", remedy="Give a day from today on.", field="date_on")
    if not source.strip():
        return Refusal("Say how the date is known.", remedy="For example, the court's list.", field="date_source")
    return None


def left_words(*, on: date, today: date) -> str:
    """How far ahead a day lies, in words."""
    left = (on - today).days
    return {0: "today", 1: "tomorrow"}.get(left, f"in {left} days" if left > 0 else "past")
