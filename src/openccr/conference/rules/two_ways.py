"""The same pair in both directions: who does what to whom (domain 1.11; mission, "what must never happen").

The person who abuses may use the system against her: a counter-allegation makes a second file with the parts turned.
Until a specialist has said who does what to whom, the two files are not listed together and not advised by one IDVA.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openccr.kernel.refusals import Refusal


class Finding(StrEnum):
    """What a specialist found, or that somebody disputes it. `here` is the file found first."""

    HERE = "as_here"
    THERE = "as_there"
    BOTH = "both"
    UNCLEAR = "unclear"
    DISPUTED = "disputed"


SETTLES = frozenset({Finding.HERE, Finding.THERE, Finding.BOTH})
"""Findings that settle it until they are disputed; "not clear yet" settles nothing."""


@dataclass(frozen=True)
class TwoWaysFacts:
    """What is recorded of two files that name one pair both ways round.

    Args:
        findings: every finding, the newest last.
        together: two people have decided that both may stand on one agenda.
    """

    findings: Sequence[str] = ()
    together: bool = False

    @property
    def settled(self) -> bool:
        """Whether a specialist's finding stands undisputed."""
        return bool(self.findings) and self.findings[-1] in SETTLES


def why_not_together(facts: TwoWaysFacts) -> Refusal | None:
    """Why the two files may not stand on one agenda, or None."""
    if facts.settled or facts.together:
        return None
    return Refusal(
        "This pair is recorded in both directions: in another case on this meeting the victim is the person who harms.",
        remedy="On the referral, ask who does what to whom: a specialist assesses it, or two people decide that "
        "both may be heard together.",
        field="meeting_id",
    )


def why_not_adviser(facts: TwoWaysFacts) -> Refusal | None:
    """Why one adviser may not advise in both files, or None.

    Only a finding settles this, never two people's word; one that both are harmed gives each their own adviser.
    """
    if facts.settled and facts.findings[-1] != Finding.BOTH:
        return None
    if facts.settled:
        return Refusal(
            "This adviser works with the other side of the same pair, and both were found to be harmed.",
            remedy="Choose another adviser: each has one of their own.",
            field="appointment_id",
        )
    return Refusal(
        "This adviser works with the other side of the same pair.",
        remedy="Choose another adviser until a specialist has said who does what to whom.",
        field="appointment_id",
    )


def why_not_found(finding: str, reasons: str, evidence: str) -> Refusal | None:
    """Why an assessment cannot be saved, or None."""
    if finding not in {*Finding} - {Finding.DISPUTED}:
        return Refusal("Choose what you found.", field="finding")
    if not reasons.strip():
        return Refusal("Give your reasons: who is afraid of whom, who controls whom, who is hurt.", field="reasons")
    if not evidence.strip():
        return Refusal("Say on what it rests, so that it can be questioned.", field="evidence")
    return None
