"""Reviewing pairs: the states, which decisions need a second person, and how probabilities are banded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal

DECISIONS = {"same": "One person", "different": "Two people", "cannot_tell": "Cannot be told"}
BANDS = (0.05, 0.3, 0.5, 0.8, 0.95, 1.0)
"""Upper ends of the bands of probability in which decisions are drawn and counted."""
SURE = 0.95
"""Pairs from here on are called one person."""


SECOND = {
    "records": "Somebody else of your agency who looks through pairs confirms it. Where there is nobody, your agency's"
    " lead invites somebody; until then it stays proposed.",
    "people": "Somebody else who sees both cases confirms it: a representative, an IDVA or another coordinator.",
    "across": "Another coordinator confirms it, and nobody else may. Where there is none, invite a deputy as"
    " coordinator; until then it stays proposed.",
}
"""By the kind of pair: who may be the second person, and what to do where there is none."""


class PairState(StrEnum):
    WAITING = "waiting"
    PROPOSED = "proposed"
    DECIDED = "decided"


@dataclass(frozen=True)
class PairFacts:
    """What decides about a move.

    Args:
        decision: the one proposed; empty before.
        decider, actor: the accounts of who proposed it and of who acts now.
        same_human: both accounts are of one human being.
        settled: on a case's page they were found to be two people.
    """

    decision: str = ""
    decider: UUID | None = None
    actor: UUID | None = None
    same_human: bool = False
    settled: bool = False


def _another(facts: PairFacts) -> Refusal | None:
    if facts.decider != facts.actor and not facts.same_human:
        return None
    return Refusal("A second person confirms: it was you who proposed it.")


def _unsettled(facts: PairFacts) -> Refusal | None:
    if not facts.settled:
        return None
    return Refusal("On the page of a case these were found to be two people, and that stands.")


PAIR = Moves(
    states={
        PairState.WAITING: "Waits for a decision",
        PairState.PROPOSED: "Waits for a second person",
        PairState.DECIDED: "Decided",
    },
    first=PairState.WAITING,
    moves=(
        Move("propose", "Propose", (PairState.WAITING,), PairState.PROPOSED, (_unsettled,)),
        Move("decide", "Decide", (PairState.WAITING,), PairState.DECIDED, (_unsettled,)),
        Move("confirm", "Confirm", (PairState.PROPOSED,), PairState.DECIDED, (_another, _unsettled)),
        Move("undo", "Undo", (PairState.PROPOSED, PairState.DECIDED), PairState.WAITING),
    ),
)


def consequential(*, kind: str, decision: str, probability: float) -> bool:
    """Whether a second person must agree.

    To call two people one can hand an address to whoever she fled from; to call two what the model holds for one
    can hide her. "Cannot be told" changes nothing.

    Args:
        kind: records of one agency, people of cases, or records across agencies.
    """
    if decision == "same":
        return kind != "records" or probability < SURE
    return decision == "different" and probability >= SURE


def band_of(probability: float) -> int:
    """The number of the band that a probability falls in, 0 the lowest."""
    return next(number for number, upper in enumerate(BANDS) if probability <= upper)


def band_words(number: int) -> str:
    """A band in words."""
    lower = BANDS[number - 1] if number else 0.0
    return f"{lower:.2f} to {BANDS[number]:.2f}"


def why_not_decided(*, decision: str, reason: str) -> Refusal | None:
    """Why a decision is not whole, or None."""
    if decision not in DECISIONS:
        return Refusal("Choose what they are.", field="decision")
    if not reason.strip():
        return Refusal("Say what decided it.", field="reason")
    return None
