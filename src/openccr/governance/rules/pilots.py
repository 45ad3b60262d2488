"""Pilots: something is tried, looked at, and then taken on, changed or stopped. None just runs out.

Source: ISOE at a glance, row 6: sanctuary schemes, mobile advocacy, co-location and flexible funds are piloted,
evaluated and, where they work, made part of the response.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.governance.rules.quality import Follow, why_not_followed
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class PilotState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    EVALUATED = "evaluated"


OUTCOMES = {
    "taken_on": "It works: make it part of the response",
    "changed": "Go on, changed, and look again",
    "stopped": "Stop it",
}


@dataclass(frozen=True)
class PilotFacts:
    """What decides about a pilot.

    Args:
        asks: what it is to find out is written down.
        outcome: what its evaluation decided; empty before.
    """

    asks: bool = True
    outcome: str = ""


def _asks_something(facts: PilotFacts) -> Refusal | None:
    return None if facts.asks else Refusal("Say what it is to find out before it starts.")


def _goes_on(facts: PilotFacts) -> Refusal | None:
    return None if facts.outcome == "changed" else Refusal("Its evaluation did not decide to go on.")


PILOT = Moves(
    states={
        PilotState.PLANNED: "Planned",
        PilotState.RUNNING: "Runs",
        PilotState.EVALUATED: "Evaluated",
    },
    first=PilotState.PLANNED,
    moves=(
        Move("start", "Start it", (PilotState.PLANNED,), PilotState.RUNNING, (_asks_something,)),
        Move("evaluate", "Evaluate it", (PilotState.RUNNING,), PilotState.EVALUATED),
        Move("go_on", "Go on, changed", (PilotState.EVALUATED,), PilotState.RUNNING, (_goes_on,)),
    ),
)


def why_not_corrected(state: str) -> Refusal | None:
    """Why what was planned of a pilot is not put right any more, or None."""
    if state == PilotState.PLANNED:
        return None
    return Refusal("It has started, so what it is to find out stays.", remedy="Say what changed when it is evaluated.")


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What a pilot's evaluation says.

    Args:
        reached: how many people; None when nobody counted.
        answers: question of the pack → answer.
        survivors_said: what survivors say of it, or why they were not asked.
        not_reached: whom it did not reach.
    """

    reached: int | None
    answers: dict[str, str]
    changed: str
    survivors_said: str
    not_reached: str
    outcome: str
    follow: Follow


def why_not_evaluated(evaluation: Evaluation, *, today: date) -> Refusal | None:
    """Why an evaluation is not whole, or None: no outcome without what changed, what survivors say, who does what."""
    for field, words in (
        ("changed", "Say what changed, and how you know."),
        ("survivors_said", "Say what survivors say of it, or why they were not asked."),
        ("not_reached", "Say whom it did not reach."),
    ):
        if not str(getattr(evaluation, field)).strip():
            return Refusal(words, field=field)
    if evaluation.outcome not in OUTCOMES:
        return Refusal("Choose what follows from it.", field="outcome")
    return why_not_followed(evaluation.follow, needed=True, today=today)
