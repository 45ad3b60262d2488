"""The states of an action and the moves between them (domain 1.8).

"Overdue" and "escalated" are no states: an action that is agreed or in progress is late by its day, and how far it
was taken stands beside its state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openccr.actions.rules.carrying import Faces
from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import Refusal


class ActionState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    IMPOSSIBLE = "impossible"
    REFUSED = "refused"


OPEN = (ActionState.AGREED, ActionState.IN_PROGRESS)
ENDED = (ActionState.DONE, ActionState.IMPOSSIBLE, ActionState.REFUSED)
GIVEN_UP = (ActionState.IMPOSSIBLE, ActionState.REFUSED)
"""Ended without being done: no plan rests on it any more."""
NOT_ENDED = (ActionState.PROPOSED, *OPEN)
NOTICED = (*NOT_ENDED, ActionState.DONE)
"""What the person who harms may notice, or has: done, somebody must still say that the victim knows and is safe."""


class Source(StrEnum):
    """Where an action comes from."""

    MEETING = "meeting"
    HEARING = "hearing"
    SUGGESTION = "suggestion"
    PROMPT = "prompt"
    AREA = "area"


SOURCE_WORDS = {
    Source.MEETING: "Agreed outside of a meeting",
    Source.HEARING: "Agreed at the meeting",
    Source.SUGGESTION: "Suggested by an agency",
    Source.PROMPT: "Prompted by the law",
    Source.AREA: "Agreed by the partnership",
}


@dataclass(frozen=True)
class ActionFacts:
    """What decides whether an action may move.

    Args:
        evidence: what shows that it was done.
        reason: why it could not be.
        ended_on: the day it ended, not in the future.
        today: the day of asking.
        locked: he would notice it, and her adviser has not said that she is safe.
        by_doer: whoever asks said themselves that it is done.
        checked: somebody has confirmed already that it is done.
    """

    evidence: str = ""
    reason: str = ""
    ended_on: date | None = None
    today: date | None = None
    locked: bool = False
    by_doer: bool = False
    checked: bool = False


def _needs_evidence(facts: ActionFacts) -> Refusal | None:
    return None if facts.evidence.strip() else Refusal("Say what was done, in a sentence.", field="evidence")


def _needs_reason(facts: ActionFacts) -> Refusal | None:
    return None if facts.reason.strip() else Refusal("Say why it cannot be done, in a sentence.", field="reason")


def _not_ahead(facts: ActionFacts) -> Refusal | None:
    return ahead(facts.ended_on, today=facts.today, field="ended_on")


def _unlocked(facts: ActionFacts) -> Refusal | None:
    # Mission, "What must never happen": an action he would notice is taken before she knows and is safe.
    if not facts.locked:
        return None
    return Refusal(
        "The person who harms would notice this, and nobody has confirmed yet that the victim knows and is safe.",
        remedy="The IDVA confirms it. If it cannot wait, the chair or the coordinator can let it go, with a reason.",
    )


def _by_somebody_else(facts: ActionFacts) -> Refusal | None:
    if not facts.by_doer:
        return None
    return Refusal("You said yourself that this is done.", remedy="Somebody else confirms it.")


def _not_checked(facts: ActionFacts) -> Refusal | None:
    return Refusal("Somebody has confirmed this already.") if facts.checked else None


# The minutes keep "no longer possible" apart from "the agency did not do it" (domain 1.8): what is neither done nor
# ended with a reason stays agreed, and is late once its day has passed.
ACTION = Moves(
    states={
        ActionState.PROPOSED: "Proposed",
        ActionState.AGREED: "Agreed",
        ActionState.IN_PROGRESS: "In progress",
        ActionState.DONE: "Done",
        ActionState.IMPOSSIBLE: "No longer possible",
        ActionState.REFUSED: "The victim chose another way",
    },
    first=ActionState.AGREED,
    moves=(
        Move("agree", "Agree", (ActionState.PROPOSED,), ActionState.AGREED),
        Move("start", "We have begun", (ActionState.AGREED,), ActionState.IN_PROGRESS, (_unlocked,)),
        Move("complete", "Mark as done", OPEN, ActionState.DONE, (_needs_evidence, _not_ahead, _unlocked)),
        Move(
            "check", "Confirm that it is done", (ActionState.DONE,), ActionState.DONE, (_by_somebody_else, _not_checked)
        ),
        Move("give_up", "No longer possible", NOT_ENDED, ActionState.IMPOSSIBLE, (_needs_reason, _not_ahead)),
        Move("decline", "The victim chose another way", NOT_ENDED, ActionState.REFUSED, (_needs_reason, _not_ahead)),
        Move("reopen", "Open again", ENDED, ActionState.AGREED, (_needs_reason,)),
    ),
)


def is_late(*, state: str, due_on: date, today: date) -> bool:
    """Whether an action is late: still open after its day."""
    return state in OPEN and due_on < today


def why_not_agreed(*, text: str, faces: str, due_on: date, today: date) -> Refusal | None:
    """Why an action cannot be written down as it stands, or None."""
    if not text.strip():
        return Refusal("Say what will be done, in a sentence.", field="text")
    if faces not in set(Faces):
        return Refusal("Say on whom the work falls.", remedy=f"Choose one: {', '.join(Faces)}.", field="faces")
    if due_on < today:
        return Refusal("The day is past.", remedy="Give today's date or a later one.", field="due_on")
    return None


@dataclass(frozen=True)
class ActionAgreed(Event):
    """An action was agreed."""

    action_id: UUID
    agency_id: UUID
