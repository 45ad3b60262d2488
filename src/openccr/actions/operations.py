"""Agreeing actions and saying what became of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.rules import ACTION, ActionAgreed, ActionEnded, ActionFacts, ActionState, Faces, why_not_agreed
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment


def agree_action(
    *,
    actor: Actor,
    file_id: UUID,
    text: str,
    faces: Faces | str,
    agency_id: UUID,
    due_on: date,
    at: datetime,
    risk: str = "",
    owner_id: UUID | None = None,
    arises_from_id: UUID | None = None,
) -> UUID:
    """Write down an action that was agreed for a case.

    Args:
        text: what will be done, for whom, in a sentence.
        faces: on whom the work falls: victim, harmer, child or agencies.
        agency_id: the agency that does it.
        due_on: the day by which it is done.
        risk: the risk it answers.
        owner_id: the appointment in that agency that does it, if named.
        arises_from_id: the hearing that agreed it.

    Returns the action's id. Raises Refusal as `rules.why_not_agreed` and for an agency without a grant on the file,
    NotFound for an agency or owner that is not of
    the partnership.
    """
    with acting_as(actor):
        must(actor, "actions.agree")
        refusal = why_not_agreed(text=text, faces=faces, due_on=due_on, today=localdate(at))
        if refusal is not None:
            raise refusal
        agency = Agency.objects.filter(id=agency_id).first()
        if agency is None or (owner_id and not Appointment.objects.filter(id=owner_id, agency=agency).exists()):
            raise NotFound
        if not Agency.objects.filter(id=agency_id, id__in=Grant.agencies_on(file_id)).exists():
            raise Refusal(
                f"{agency.name} is not on this case and would never see the action.",
                remedy="Choose an agency that was invited to the case, and let that one bring it in.",
                field="agency_id",
            )
        action = Action(
            file_id=file_id,
            text=text.strip(),
            risk=risk.strip(),
            faces=Faces(faces).value,
            agency=agency,
            owner_id=owner_id,
            state=ACTION.first,
            agreed_at=at,
            due_on=due_on,
            arises_from_id=arises_from_id,
        )
        Action.objects.bulk_create([action])
        _say(action, f"Agreed for {agency.name}: {action.text}", at=at)
        record("action.agreed", file_id=file_id, subjects=[action.id, agency.id], at=at)
        publish(ActionAgreed(actor=actor, file_id=file_id, action_id=action.id, agency_id=agency.id))
        return action.id


def complete(*, actor: Actor, file: UUID, action: UUID, evidence: str, ended_on: date, at: datetime) -> None:
    """The action is done: `evidence` says what was done and what shows it."""
    facts = ActionFacts(evidence=evidence, ended_on=ended_on, today=localdate(at))
    _end(actor=actor, file=file, action=action, move="complete", facts=facts, at=at)


def give_up(*, actor: Actor, file: UUID, action: UUID, reason: str, ended_on: date, at: datetime) -> None:
    """The action is no longer possible, and why; kept apart from one that the agency did not do (domain 1.8)."""
    facts = ActionFacts(reason=reason, ended_on=ended_on, today=localdate(at))
    _end(actor=actor, file=file, action=action, move="give_up", facts=facts, at=at)


def decline(*, actor: Actor, file: UUID, action: UUID, reason: str, ended_on: date, at: datetime) -> None:
    """The victim does not want it: her decision, in her words where they are known."""
    facts = ActionFacts(reason=reason, ended_on=ended_on, today=localdate(at))
    _end(actor=actor, file=file, action=action, move="decline", facts=facts, at=at)


def reopen(*, actor: Actor, file: UUID, action: UUID, reason: str, due_on: date, at: datetime) -> None:
    """Open an ended action again, to be done by another day; what was said before stays on the timeline.

    Raises Refusal without a reason or with a day that is past, NotFound for an action that is not on that file.
    """
    with acting_as(actor):
        row = _read(actor, file, action)
        if due_on < localdate(at):
            raise Refusal("The day is past.", remedy="Give today's date or a later one.", field="due_on")
        target = ACTION.make(state=row.state, move="reopen", facts=ActionFacts(reason=reason))
        _change(row, state=target, ended_on=None, evidence="", reason="", due_on=due_on)
        _say(row, f"Opened again: {row.text.rstrip('.')}. {reason.strip()}", at=at)
        record("action.reopened", file_id=file, subjects=[row.id], at=at)


ENDED = {"complete": "action.completed", "give_up": "action.given_up", "decline": "action.declined"}
"""Move → what the audit calls it."""


def _end(*, actor: Actor, file: UUID, action: UUID, move: str, facts: ActionFacts, at: datetime) -> None:
    with acting_as(actor):
        row = _read(actor, file, action)
        target = ACTION.make(state=row.state, move=move, facts=facts)
        evidence, reason = facts.evidence.strip(), facts.reason.strip()
        _change(row, state=target, ended_on=facts.ended_on, evidence=evidence, reason=reason)
        _say(row, f"{ACTION.states[target]}: {row.text.rstrip('.')}. {evidence or reason}", at=at)
        record(ENDED[move], file_id=file, subjects=[row.id], at=at)
        publish(ActionEnded(actor=actor, file_id=file, action_id=row.id, state=ActionState(target)))


def _read(actor: Actor, file: UUID, action: UUID) -> Action:
    row = Action.objects.filter(id=action, file_id=file).first()
    if row is None:
        raise NotFound
    must(actor, "actions.end", row)
    return row


def _change(row: Action, **changes: object) -> None:
    # Conditional on the state that was read: of two who end it at once, the second is told.
    if not Action.objects.filter(id=row.id, state=row.state).update(**changes):
        raise Refusal("Somebody else has just changed this action.", remedy="Look at it again.")


def _say(row: Action, sentence: str, *, at: datetime) -> None:
    note(file_id=row.file_id, kind="action", sentence=sentence, at=at, about_id=row.id)
