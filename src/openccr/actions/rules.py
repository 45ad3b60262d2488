"""The states of an action and the moves between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal


class ActionState(StrEnum):
    AGREED = "agreed"
    DONE = "done"
    IMPOSSIBLE = "impossible"
    REFUSED = "refused"


OPEN = (ActionState.AGREED,)
ENDED = (ActionState.DONE, ActionState.IMPOSSIBLE, ActionState.REFUSED)


class Faces(StrEnum):
    """On whom the work of an action falls: a plan that rests on her alone is shown as one."""

    VICTIM = "victim"
    HARMER = "harmer"
    CHILD = "child"
    AGENCIES = "agencies"


@dataclass(frozen=True)
class ActionFacts:
    """What decides whether an action may move.

    Args:
        evidence: what shows that it was done.
        reason: why it could not be.
        ended_on: the day it ended, not in the future.
        today: the day of asking.
    """

    evidence: str = ""
    reason: str = ""
    ended_on: date | None = None
    today: date | None = None


def _needs_evidence(facts: ActionFacts) -> Refusal | None:
    return None if facts.evidence.strip() else Refusal("Say what was done, in a sentence.", field="evidence")


def _needs_reason(facts: ActionFacts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Say why it cannot be done, in a sentence.", field="reason")


def _not_ahead(facts: ActionFacts) -> Refusal | None:
    return ahead(facts.ended_on, today=facts.today, field="ended_on")


# The minutes keep "no longer possible" apart from "the agency did not do it" (domain 1.8): what is neither done nor
# ended with a reason stays agreed, and is late once its day has passed.
ACTION = Moves(
    states={
        ActionState.AGREED: "Agreed",
        ActionState.DONE: "Done",
        ActionState.IMPOSSIBLE: "No longer possible",
        ActionState.REFUSED: "Not wanted by the victim",
    },
    first=ActionState.AGREED,
    moves=(
        Move("complete", "Mark as done", OPEN, ActionState.DONE, (_needs_evidence, _not_ahead)),
        Move("give_up", "No longer possible", OPEN, ActionState.IMPOSSIBLE, (_needs_reason, _not_ahead)),
        Move("decline", "Not wanted by the victim", OPEN, ActionState.REFUSED, (_needs_reason, _not_ahead)),
        Move("reopen", "Open again", ENDED, ActionState.AGREED, (_needs_reason,)),
    ),
)


def is_late(*, state: str, due_on: date, today: date) -> bool:
    """Whether an action is late: still agreed after its day."""
    return state == ActionState.AGREED and due_on < today


FACES_WORDS = {
    Faces.VICTIM: "the victim",
    Faces.HARMER: "the person who harms",
    Faces.CHILD: "a child",
    Faces.AGENCIES: "agencies",
}


def why_not_agreed(*, text: str, faces: str, due_on: date, today: date) -> Refusal | None:
    """Why an action cannot be written down as it stands, or None."""
    if not text.strip():
        return Refusal("Say what will be done, in a sentence.", field="text")
    if faces not in set(Faces):
        return Refusal("Say on whom the work falls.", remedy=f"Choose one: {', '.join(Faces)}.", field="faces")
    if due_on < today:
        return Refusal("The day is past.", remedy="Give today's date or a later one.", field="due_on")
    return None


def who_carries(faces: Sequence[str]) -> str:
    """Who carries the safety: the share of a plan that falls on each, in a sentence (mission, 7)."""
    if not faces:
        return ""
    counts = [(words, sum(one == key for one in faces)) for key, words in FACES_WORDS.items()]
    shares = ", ".join(f"{number} on {words}" for words, number in counts if number)
    many = "1 action" if len(faces) == 1 else f"{len(faces)} actions"
    return f"Of {many}, the work falls: {shares}."


def nothing_faces_who_harms(faces: Sequence[str]) -> bool:
    """Whether nothing in the plan faces the person who harms."""
    return bool(faces) and Faces.HARMER not in faces


@dataclass(frozen=True)
class ActionEnded(Event):
    """An action was done, found impossible or not wanted."""

    action_id: UUID
    state: ActionState


@dataclass(frozen=True)
class ActionAgreed(Event):
    """An action was agreed."""

    action_id: UUID
    agency_id: UUID
