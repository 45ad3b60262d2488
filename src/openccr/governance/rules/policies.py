"""The register of policies: what each needs, how it stands, and who should have read it.

Sources: ISOE component 12 (evidence based, survivor informed, regularly reviewed).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.refusals import Refusal

SOON = timedelta(days=60)
"""How long before its review a policy stands on its owner's list: a committee cycle, as for agreements."""


class PolicyState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    REVIEW_SOON = "review_soon"
    REVIEW_LATE = "review_late"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return {
            "draft": "Not approved yet",
            "in_force": "In force",
            "review_soon": "Review soon",
            "review_late": "Review late",
            "retired": "Retired",
        }[self]


def state_of(*, approved: bool, review_on: date, retired_on: date | None, today: date) -> PolicyState:
    """How a policy stands. A late review does not end it: it says so until somebody reviews."""
    if retired_on is not None and retired_on <= today:
        return PolicyState.RETIRED
    if not approved:
        return PolicyState.DRAFT
    if review_on < today:
        return PolicyState.REVIEW_LATE
    return PolicyState.REVIEW_SOON if review_on - today <= SOON else PolicyState.IN_FORCE


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a policy as somebody writes it down.

    Args:
        body: its words; or `held_at`, where it lies.
        evidence: what it rests on.
        survivor_input: what survivors said about it, and what changed because of that; empty: they were not asked.
    """

    body: str
    held_at: str
    evidence: str
    survivor_input: str
    approved_on: date | None
    approved_by: str


def why_no_version(version: Version, *, today: date) -> Refusal | None:
    """What a version lacks, or None."""
    if not version.body.strip() and not version.held_at.strip():
        return Refusal("Write its words, or say where it lies.", field="body")
    if not version.evidence.strip():
        return Refusal("Say what it rests on: law, guidance, reviews, figures.", field="evidence")
    if (version.approved_on is None) != (not version.approved_by.strip()):
        return Refusal("Say both who approved it and when, or neither.", field="approved_by")
    if version.approved_on is not None and version.approved_on > today:
        return Refusal("This day is still to come.", field="approved_on")
    return None


def thin(*, survivor_input: str, approved: bool, signed: int, asked: int) -> list[str]:
    """What a policy in force still lacks, in words."""
    found = [] if approved else ["Nobody has approved it."]
    if not survivor_input.strip():
        found.append("Survivors have not been asked about it.")
    if signed < asked:
        found.append(f"{asked - signed} of {asked} agencies have not signed.")
    return found


def missing(kinds: Collection[str], there: Collection[str]) -> list[str]:
    """Kinds of policy that should be there and are not, in the pack's order."""
    return [kind for kind in kinds if kind not in there]


def why_not_reviewed(*, words: str, review_on: date, today: date) -> Refusal | None:
    """Why a review is not whole, or None."""
    if not words.strip():
        return Refusal("Say what the review found.", field="words")
    return None if review_on > today else Refusal("The next review is after today.", field="review_on")
