"""Debriefs and the coordinator's time: what is kept, and what of it others are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from openccr.insight.rules.figures import BASE, FEW, HIDDEN, Number, rounded
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal

TEAM = 8
"""Below so many offers nobody is told how many were taken (domain 11.9: nothing of a team under eight)."""

TAKE_BACK_WITHIN = timedelta(hours=12)
"""How long a tap may be taken back."""


class DebriefState(StrEnum):
    """What became of an offer."""

    OFFERED = ""
    TAKEN = "taken"
    NOT_NOW = "not_now"


DEBRIEF: Moves[None] = Moves(
    states={DebriefState.OFFERED: "Offered", DebriefState.TAKEN: "Taken", DebriefState.NOT_NOW: "Not now"},
    first=DebriefState.OFFERED,
    moves=(
        Move("take", "I have had it", (DebriefState.OFFERED, DebriefState.NOT_NOW), DebriefState.TAKEN),
        Move("not_now", "Not now", (DebriefState.OFFERED,), DebriefState.NOT_NOW),
    ),
)


@dataclass(frozen=True)
class Debriefs:
    """How many debriefs were offered in a period, and what became of them as others may know it."""

    offered: int
    asked_for: Number
    taken: Number


def told(*, offered: int, asked_for: int, taken: int) -> Debriefs:
    """The counts as whoever leads the work is told them: they offered, and learn no single answer.

    That nobody or nearly everybody took it would tell what each of them did, so nought is told as "fewer than 5" and
    the other end not at all.
    """
    every = offered + asked_for
    if every < TEAM:
        return Debriefs(offered, HIDDEN, HIDDEN)
    took: Number = FEW if taken < BASE else HIDDEN if every - taken < BASE else rounded(taken)
    return Debriefs(offered, FEW if asked_for < BASE else rounded(asked_for), took)


def why_not_offered(*, occasion: str, known: bool, people: int) -> Refusal | None:
    """Why a debrief is not offered, or None."""
    if not known:
        return Refusal(f"{occasion} is no occasion of the pack.", remedy="Choose one of the list.", field="occasion")
    if not people:
        return Refusal("Nobody is chosen.", remedy="Choose who is offered a talk.", field="people")
    return None
