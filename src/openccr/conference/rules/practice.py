"""Practice with invented cases: what is said to each answer. No score is kept of anybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from openccr.content.schema.quality import PracticeCase

NEW_FOR = timedelta(days=90)
"""How long an appointment counts as new: home offers practice until then."""

FACES = {
    "victim": "This falls on the victim.",
    "harmer": "This faces the person who harms.",
    "child": "This is for the child.",
    "agencies": "This is yours to do.",
}


@dataclass(frozen=True)
class Said:
    """What is said to one answer: `agrees` with the pack's, and why that is its answer."""

    about: str
    words: str
    agrees: bool
    why: str


def said_to_search(case: PracticeCase, *, known: bool) -> Said:
    """What is said to "we know them" or to a nil."""
    answer = "You said that you know them." if known else "You said nil: you looked and know nobody."
    return Said("Your search", answer, known == case.known, case.known_why)


def said_to_sharing(case: PracticeCase, *, shared: Collection[int]) -> list[Said]:
    """What is said to each record that was chosen to be shared, or left out.

    Args:
        shared: places of the records chosen, from nought.
    """
    return [
        Said(
            record.text,
            "You would share it." if place in shared else "You would keep it back.",
            (place in shared) == record.share,
            record.why,
        )
        for place, record in enumerate(case.records)
    ]


def said_to_action(case: PracticeCase, *, chosen: int) -> Said:
    """What is said to the action chosen, by its place from nought. There is no single right one: it is not judged."""
    action = case.actions[chosen]
    return Said(action.text, FACES[action.faces], True, action.why)


def is_new(*, from_on: date, today: date) -> bool:
    """Whether an appointment has begun lately."""
    return from_on <= today <= from_on + NEW_FOR
