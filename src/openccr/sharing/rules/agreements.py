"""Information-sharing agreements: between whom, until when, and who has signed (mission S13, S26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from openccr.kernel.refusals import Refusal
from openccr.kernel.unfilled import named, unfilled

SOON = timedelta(days=60)
"""How long before its review an agreement stands on the coordinator's list: a committee cycle."""


class AgreementState(StrEnum):
    IN_FORCE = "in_force"
    REVIEW_SOON = "review_soon"
    REVIEW_LATE = "review_late"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {
            "in_force": "In force",
            "review_soon": "Review soon",
            "review_late": "Review late",
            "ended": "Ended",
        }[self]


def state_of(*, review_on: date, ended_on: date | None, today: date) -> AgreementState:
    """How an agreement stands today. A late review does not end it; it says so until somebody reviews."""
    if ended_on is not None and ended_on <= today:
        return AgreementState.ENDED
    if review_on < today:
        return AgreementState.REVIEW_LATE
    return AgreementState.REVIEW_SOON if review_on - today <= SOON else AgreementState.IN_FORCE


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A new agreement.

    Args:
        law: keys of the pack's law.
        agency_ids: the agencies between which it is made.
        kinds: keys of the pack's kinds of information that it covers; none: all of them.
    """

    title: str
    purpose: str
    law: tuple[str, ...]
    from_on: date
    review_on: date
    agency_ids: tuple[UUID, ...]
    kinds: tuple[str, ...] = ()


def why_no_agreement(draft: Draft) -> Refusal | None:
    """What a new agreement lacks, or None."""
    if len(set(draft.agency_ids)) < 2:
        return Refusal("An agreement is between two agencies at least.", field="agency_ids")
    if draft.review_on <= draft.from_on:
        return Refusal("The review is after the agreement starts.", remedy="Change one of them.", field="review_on")
    for field in ("title", "purpose"):
        if blanks := unfilled([getattr(draft, field)]):
            words = f"There is still to be filled in: {named(blanks)}."
            return Refusal(words, remedy="Write what holds here, or take it out.", field=field)
    return None
