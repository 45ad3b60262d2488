"""Beginning an action, saying what became of it, and confirming it: a case's, or with `file` None the partnership's."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations.changing import change, read, say, words_of
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import ACTION, ActionFacts
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

ENDED = {"complete": "action.completed", "give_up": "action.given_up", "decline": "action.declined"}
"""Move → what the audit calls it."""


def start(*, actor: Actor, file: UUID | None, action: UUID, at: datetime) -> None:
    """The agency has begun. Raises Refusal while the action is locked, NotFound for one that is not on that file."""
    with acting_as(actor):
        row = read(actor, file, action, may="actions.end")
        facts = ActionFacts(locked=row.lock == Lock.LOCKED)
        change(row, state=ACTION.make(state=row.state, move="start", facts=facts))
        say(row, f"Begun: {row.text}", at=at)
        record("action.started", file_id=file, subjects=[row.id], at=at)


def complete(*, actor: Actor, file: UUID | None, action: UUID, evidence: str, ended_on: date, at: datetime) -> None:
    """The action is done: `evidence` says what was done and what shows it. Raises Refusal while it is locked."""
    _end(actor=actor, file=file, action=action, move="complete", evidence=evidence, ended_on=ended_on, at=at)


def give_up(*, actor: Actor, file: UUID | None, action: UUID, reason: str, ended_on: date, at: datetime) -> None:
    """The action is no longer possible, and why; kept apart from one that the agency did not do (domain 1.8)."""
    _end(
        actor=actor, file=file, action=action, move="give_up", reason=reason, ended_on=ended_on, at=at,
        may="actions.give_up",
    )  # fmt: skip


def decline(*, actor: Actor, file: UUID, action: UUID, reason: str, ended_on: date, at: datetime) -> None:
    """She chose another way: her decision, in her words where they are known; also said by an IDVA on the case."""
    _end(
        actor=actor, file=file, action=action, move="decline", reason=reason, ended_on=ended_on, at=at,
        may="actions.decline",
    )  # fmt: skip


def check(*, actor: Actor, file: UUID | None, action: UUID, at: datetime) -> None:
    """Confirm that an action is done. Raises Refusal for whoever said so themselves, and when it is confirmed."""
    with acting_as(actor):
        row = read(actor, file, action, may="actions.check")
        facts = ActionFacts(by_doer=row.ended_by == actor.appointment_id, checked=row.checked_on is not None)
        ACTION.make(state=row.state, move="check", facts=facts)
        change(row, checked_on=localdate(at), checked_by=actor.name)
        say(row, f"Confirmed as done: {row.text}", at=at)
        record("action.checked", file_id=file, subjects=[row.id], at=at)


def reopen(*, actor: Actor, file: UUID | None, action: UUID, reason: str, due_on: date, at: datetime) -> None:
    """Open an ended action again, to be done by another day; what was said before stays on the timeline.

    Raises Refusal without a reason or with a day that is past, NotFound for an action that is not on that file.
    """
    with acting_as(actor):
        row = read(actor, file, action, may="actions.end")
        if due_on < localdate(at):
            raise Refusal("The day is past.", remedy="Give today's date or a later one.", field="due_on")
        target = ACTION.make(state=row.state, move="reopen", facts=ActionFacts(reason=reason))
        change(
            row, state=target, ended_on=None, ended_by=None, evidence="", reason="", due_on=due_on, checked_on=None,
            checked_by="", escalated_to="",
        )  # fmt: skip
        say(row, f"Opened again: {words_of(row)}. {reason.strip()}", at=at)
        record("action.reopened", file_id=file, subjects=[row.id], at=at)


def _end(
    *,
    actor: Actor,
    file: UUID | None,
    action: UUID,
    move: str,
    ended_on: date,
    at: datetime,
    evidence: str = "",
    reason: str = "",
    may: str = "actions.end",
) -> None:
    with acting_as(actor):
        row = read(actor, file, action, may=may)
        end_row(actor=actor, row=row, move=move, evidence=evidence, reason=reason, ended_on=ended_on, at=at)


def end_row(
    *, actor: Actor, row: Action, move: str, ended_on: date, at: datetime, evidence: str = "", reason: str = ""
) -> None:
    """End an action that was read to be changed; part of an operation that asked whether the actor may."""
    facts = ActionFacts(
        evidence=evidence, reason=reason, ended_on=ended_on, today=localdate(at), locked=row.lock == Lock.LOCKED
    )
    target = ACTION.make(state=row.state, move=move, facts=facts)
    evidence, reason = evidence.strip(), reason.strip()
    change(row, state=target, ended_on=ended_on, ended_by=actor.appointment_id, evidence=evidence, reason=reason)
    say(row, f"{ACTION.states[target]}: {words_of(row)}. {evidence or reason}", at=at)
    record(ENDED[move], file_id=row.file_id, subjects=[row.id], at=at)
