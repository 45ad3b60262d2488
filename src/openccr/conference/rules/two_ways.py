"""The same pair in both directions: who does what to whom (domain 1.11; mission, "what must never happen").

The person who abuses may use the system against her: a counter-allegation makes a second file with the parts turned.
Until a specialist has said who does what to whom, the two files are not listed together. One IDVA for both is a
decision of its own, with its reason: who hears both sides carries what she says within reach of whom she fears.
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
    ONE_ADVISER = "one_adviser"


SAID = frozenset({Finding.HERE, Finding.THERE, Finding.BOTH, Finding.UNCLEAR})
"""What a specialist can find; the others are said of a finding."""


SETTLES = frozenset({Finding.HERE, Finding.THERE, Finding.BOTH})
"""Findings that settle it until they are disputed; "not clear yet" settles nothing."""


@dataclass(frozen=True)
class TwoWaysFacts:
    """What is recorded of two files that name one pair both ways round.

    Args:
        findings: every finding and what was said of it, the newest last.
        together: two people have decided that both may stand on one agenda.
    """

    findings: Sequence[str] = ()
    together: bool = False

    @property
    def settled(self) -> bool:
        """Whether a specialist's finding stands undisputed."""
        return self.stands in SETTLES

    @property
    def stands(self) -> str:
        """The newest finding or dispute; empty when nobody has said anything yet."""
        return next((one for one in reversed(self.findings) if one != Finding.ONE_ADVISER), "")

    @property
    def one_adviser(self) -> bool:
        """Whether it is decided that one adviser may work with both; a newer finding or a dispute ends it."""
        return bool(self.findings) and self.findings[-1] == Finding.ONE_ADVISER


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

    A finding alone does not bring it about, nor do two people's word for one agenda: it is decided with a reason, and
    never for two who were both found to be harmed.
    """
    if facts.one_adviser:
        return None
    if facts.stands == Finding.BOTH:
        return Refusal(
            "This adviser works with the other side of the same pair, and both were found to be harmed.",
            remedy="Choose another adviser: each has one of their own.",
            field="appointment_id",
        )
    if facts.settled:
        return Refusal(
            "This adviser works with the other side of the same pair.",
            remedy="Choose another adviser, or decide on “Who does what to whom”, with your reason, that one works "
            "with both.",
            field="appointment_id",
        )
    return Refusal(
        "This adviser works with the other side of the same pair.",
        remedy="Choose another adviser until a specialist has said who does what to whom.",
        field="appointment_id",
    )


def why_not_one_adviser(facts: TwoWaysFacts) -> Refusal | None:
    """Why it cannot be decided that one adviser works with both, or None."""
    if not facts.settled:
        return Refusal("A specialist says first who does what to whom.")
    if facts.stands == Finding.BOTH:
        return Refusal("Both were found to be harmed: each has an adviser of their own.")
    return Refusal("This is decided already.") if facts.one_adviser else None


def why_not_found(finding: str, reasons: str, evidence: str) -> Refusal | None:
    """Why an assessment cannot be saved, or None."""
    if finding not in SAID:
        return Refusal("Choose what you found.", field="finding")
    if not reasons.strip():
        return Refusal("Give your reasons: who is afraid of whom, who controls whom, who is hurt.", field="reasons")
    if not evidence.strip():
        return Refusal("Say on what it rests, so that it can be questioned.", field="evidence")
    return None
