"""When somebody has died, and when there are signs that somebody may take their own life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal

CONSIDERED = {
    "referred": "The body that decides on a review was told",
    "not_asked": "No review is asked for",
}
"""What the coordinator decides when somebody of a case has died."""


def why_not_died(*, died_on: date, today: date, source: str, already: bool) -> Refusal | None:
    """Why it cannot be written down that somebody has died, or None.

    Args:
        source: who says so and how they know.
        already: it stands written down already.
    """
    if already:
        return Refusal("It is written down already.", remedy="Correct it if it is wrong.")
    if len(source.split()) < 2:
        return Refusal("Say who says so, and how they know.", field="source")
    return ahead(died_on, today=today, field="died_on")


def why_not_closed(*, told: str, safety_step: str, route: str, closing: str) -> Refusal | None:
    """Why suicidal signs cannot be closed, or None: somebody was told, a step and a route were taken."""
    wanting = [
        words
        for words, given in (("who was told", told), ("which step was taken", safety_step), ("which route", route))
        if not given.strip()
    ]
    if wanting:
        return Refusal(f"It is not written down {', '.join(wanting)}.", remedy="Write down what was done first.")
    if not closing.strip():
        return Refusal("Say why it may be closed, and who agreed.", field="closing")
    return None


@dataclass(frozen=True)
class PersonDied(Event):
    """Somebody with a part in the file has died."""

    person_id: UUID


@dataclass(frozen=True)
class SignsSeen(Event):
    """Somebody with a part in the file may take their own life."""

    sign_id: UUID
