"""Locking what he would notice, and letting it go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.actions.operations.changing import change, read, say, words_of
from openccr.actions.rules.locks import LOCK, LockFacts, LockOverridden
from openccr.actions.rules.states import NOT_ENDED, ActionState
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish


def lock(*, actor: Actor, file: UUID, action: UUID, at: datetime) -> None:
    """He would notice this action: lock it. Raises Refusal once it has begun, NotFound."""
    with acting_as(actor):
        row = read(actor, file, action, may="actions.lock")
        begun = row.state not in NOT_ENDED or row.state == ActionState.IN_PROGRESS
        change(row, lock=LOCK.make(state=row.lock, move="lock", facts=LockFacts(begun=begun)))
        say(row, f"Locked until the victim knows and is safe: {row.text}", at=at)
        record("action.locked", file_id=file, subjects=[row.id], at=at)


def confirm_safe(*, actor: Actor, file: UUID, action: UUID, words: str, at: datetime) -> None:
    """Her IDVA says that she knows of the action and is safe: it may be done.

    Args:
        words: how she was told, and what keeps her safe. Stays on the action, and is not told on the timeline.

    Raises Refusal for anybody else, without words, and for what is not locked; NotFound.
    """
    with acting_as(actor):
        row = read(actor, file, action, may="actions.confirm_safe")
        target = LOCK.make(state=row.lock, move="confirm_safe", facts=LockFacts(words=words))
        change(row, lock=target, lock_words=words.strip(), lock_by=actor.name, lock_at=at)
        say(row, f"The victim knows and is safe: {row.text}", at=at)
        record("action.safe", file_id=file, subjects=[row.id], at=at)


def override_lock(*, actor: Actor, file: UUID, action: UUID, words: str, at: datetime) -> None:
    """It cannot wait: let a locked action go. Her IDVA is told at once.

    Raises Refusal for who may not, without a reason in `words`, and for what is not locked; NotFound.
    """
    with acting_as(actor):
        row = read(actor, file, action, may="actions.override_lock")
        target = LOCK.make(state=row.lock, move="override_lock", facts=LockFacts(words=words))
        change(row, lock=target, lock_words=words.strip(), lock_by=actor.name, lock_at=at)
        say(row, f"Let go before the victim was known to be safe: {words_of(row)}. {words.strip()}", at=at)
        record("action.lock_overridden", file_id=file, subjects=[row.id], at=at)
        publish(LockOverridden(actor=actor, file_id=file, action_id=row.id))
