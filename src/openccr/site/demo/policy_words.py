"""What the invented area wrote into its policies, in the place of the template's words."""

from __future__ import annotations

SAID = {
    "Purpose": "The conference plans for the safety of people at high risk. Every agency keeps its own duties.",
    "Who sits at the table": "One person of each agency who can promise on the day, and a named deputy.",
    "Referral and criteria": "Anybody may refer. A decision not to list goes to the chair within two working days.",
    "Before, at and after the meeting": "The agenda goes out eight working days before. She hears the same day.",
    "Repeats and transfers": "A new incident within a year is a repeat. The area she moves to is told that day.",
    "Confidentiality and conflicts of interest": "Whoever knows somebody in a case leaves the room for it.",
    "Who speaks": "The chair, and the coordinator when the chair is away. A text is agreed within three working days.",
    "Words": "We name who does the abuse. We do not ask why she stayed. We show no bruises.",
    "Figures": "Each stands with its source and its day. Small numbers are left out.",
    "Survivors' words": "We ask for each use, change what could tell who she is, and take it back when she asks.",
    "When somebody has died": "The family hears first. We say nothing of how, and nothing that a review will look at.",
    "Safe to read": "Every page that we publish can be left at once. We post nothing to a home.",
    "Inside": "Decisions reach every team within a week, and questions come to the coordinator.",
    "Structure": "The board meets four times a year. Three groups answer to it.",
    "Protocols with other boards": "Both safeguarding boards have agreed with us who leads on which cases.",
    "Deciding": "Half of the votes make a quorum. A disagreement goes to the chairs of both groups.",
    "Commissioning kept apart": "Contracts are decided by the commissioners alone, after the meeting.",
    "Survivors": "Two members of the panel sit on the board, are paid for it, and hear what became of what they said.",
}
"""Heading of a template → what the partnership says under it."""


def written(headings: list[str]) -> str:
    """The words of a policy of these headings, without those of which the partnership says nothing."""
    return "\n\n".join(f"{heading}\n{SAID[heading]}" for heading in headings if heading in SAID)
