"""Locked actions: what he would notice waits until she knows and is safe (mission, "What must never happen")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal


class Lock(StrEnum):
    """How an action stands towards the person who harms."""

    NONE = "none"
    LOCKED = "locked"
    OVERRIDDEN = "overridden"
    CONFIRMED = "confirmed"


LOCKED_ON_PAPER = "Locked: not before the adviser says that the victim knows and is safe."
"""Stands below a locked action wherever it is read outside of here: on paper nothing else would hold it back."""


@dataclass(frozen=True)
class LockFacts:
    """What decides about a lock.

    Args:
        words: how she was told and why she is safe; or why it cannot wait.
        begun: the action is in progress or ended, so that a lock would come too late.
    """

    words: str = ""
    begun: bool = False


def _says_how(facts: LockFacts) -> Refusal | None:
    if facts.words.strip():
        return None
    return Refusal("Say how the victim was told, and what keeps them safe.", field="words")


def _says_why(facts: LockFacts) -> Refusal | None:
    return None if facts.words.strip() else Refusal("Say why it cannot wait until the victim knows.", field="words")


def _not_begun(facts: LockFacts) -> Refusal | None:
    if not facts.begun:
        return None
    return Refusal("The action has begun already.", remedy="Call the adviser now: the victim must hear of it at once.")


LOCK = Moves(
    states={
        Lock.NONE: "The person who harms would not notice it",
        Lock.LOCKED: "Locked until the victim knows and is safe",
        Lock.OVERRIDDEN: "Taken out of its lock before the victim was known to be safe",
        Lock.CONFIRMED: "The victim knows and is safe",
    },
    first=Lock.NONE,
    moves=(
        Move("lock", "The person who harms would notice it", (Lock.NONE,), Lock.LOCKED, (_not_begun,)),
        Move(
            "confirm_safe", "The victim knows and is safe", (Lock.LOCKED, Lock.OVERRIDDEN), Lock.CONFIRMED, (_says_how,)
        ),
        Move("override_lock", "It cannot wait", (Lock.LOCKED,), Lock.OVERRIDDEN, (_says_why,)),
    ),
)


def first_lock(*, noticeable: bool) -> Lock:
    """How a new action stands: locked when the person who harms would notice it."""
    return Lock.LOCKED if noticeable else Lock.NONE


@dataclass(frozen=True)
class LockOverridden(Event):
    """An action that he would notice was let go before her adviser said that she is safe."""

    action_id: UUID
