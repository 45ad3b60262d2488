"""The register of policies: what each needs, how it stands, and who should have read it.

Sources: ISOE component 12 (evidence based, survivor informed, regularly reviewed).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.refusals import Refusal
from openccr.kernel.text import comparable
from openccr.kernel.unfilled import named, unfilled

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


def still_template(body: str, parts: Sequence[tuple[str, str]]) -> list[str]:
    """The headings under which nothing stands but what the template says should be written there.

    Args:
        parts: the template's headings, each with its words.
    """
    headings = {comparable(heading) for heading, _ in parts}
    # A part ends at the next heading or blank line; whoever writes more below the template's words has filled it in.
    sections: list[list[str]] = [[]]
    for line in body.splitlines():
        if not line.strip() or comparable(line) in headings:
            sections.append([])
        if comparable(line) not in headings:
            sections[-1].append(line)
    there = {comparable(" ".join(lines)) for lines in sections}
    return [heading for heading, says in parts if comparable(says) in there]


def why_no_version(version: Version, *, today: date, template: Sequence[tuple[str, str]] = ()) -> Refusal | None:
    """What a version lacks, or None.

    Args:
        template: the headings of the template of its kind, each with its words: none of them is approved as it is.
    """
    if not version.body.strip() and not version.held_at.strip():
        return Refusal("Write its words, or say where it lies.", field="body")
    if not version.evidence.strip():
        return Refusal("Say what it rests on: law, guidance, reviews, figures.", field="evidence")
    if (version.approved_on is None) != (not version.approved_by.strip()):
        return Refusal("Say both who approved it and when, or neither.", field="approved_by")
    if version.approved_on is not None and version.approved_on > today:
        return Refusal("This day is still to come.", field="approved_on")
    return _why_not_filled_in(version, template) if version.approved_on is not None else None


def _why_not_filled_in(version: Version, template: Sequence[tuple[str, str]]) -> Refusal | None:
    remedy = "Write what holds here or take it out; until then save it without an approval."
    if kept := still_template(version.body, template):
        return Refusal(f"The template's words still stand under {named(kept)}.", remedy=remedy, field="body")
    for field in ("body", "evidence", "survivor_input"):
        if blanks := unfilled([getattr(version, field)]):
            return Refusal(f"There is still to be filled in: {named(blanks)}.", remedy=remedy, field=field)
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
