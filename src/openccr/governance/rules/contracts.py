"""Contracts: how one stands today, and what must be said of one that ends.

Sources: ISOE components 6 and 8 (short cycles, smaller specialist providers); domain 8.9 and 8.11 (ends at 12 and 6
months).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from openccr.governance.rules.funding import ends_within
from openccr.kernel.refusals import Refusal

ASKED_AS = "contract"
"""As what `directory` asks who would be the last person to be reached by it."""


class Standing(StrEnum):
    """How a contract, or a funding stream, stands."""

    COMING = "coming"
    RUNS = "runs"
    ENDS_SOON = "ends_soon"
    ENDS_NEXT = "ends_next"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {
            "coming": "Begins later",
            "runs": "Runs",
            "ends_soon": "Ends within a year",
            "ends_next": "Ends soon",
            "ended": "Ended",
        }[self]


def standing(
    *, starts_on: date, ends_on: date | None, ended_on: date | None = None, today: date, warn: Sequence[int]
) -> Standing:
    """How it stands today. The last of the pack's warnings makes "ends soon", any before it "within a year"."""
    if (ended_on is not None and ended_on <= today) or (ends_on is not None and ends_on < today):
        return Standing.ENDED
    within = ends_within(ends_on, today=today, warn=warn)
    if within is not None:
        return Standing.ENDS_NEXT if within == min(warn) else Standing.ENDS_SOON
    return Standing.COMING if starts_on > today else Standing.RUNS


def why_not_planned(*, plan: str, owner: str) -> Refusal | None:
    """Why what happens at the end is not said, or None."""
    if not plan.strip():
        return Refusal("Say what happens when it ends.", field="plan")
    return None if owner.strip() else Refusal("Say who sees to it.", field="plan_owner")


def why_not_ended(*, ended_on: date, starts_on: date, why: str, today: date) -> Refusal | None:
    """Why a contract cannot be ended before its time on that day, or None."""
    if not why.strip():
        return Refusal("Say why it ends before its time.", field="why")
    if ended_on < starts_on:
        return Refusal("It ends before it starts.", field="ended_on")
    return None if ended_on <= today else Refusal("This day is still to come.", field="ended_on")
