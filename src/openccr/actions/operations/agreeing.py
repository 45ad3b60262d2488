"""Proposing and agreeing actions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.operations.changing import change, read, say
from openccr.actions.operations.one_chance import check_words
from openccr.actions.rules.carrying import Faces
from openccr.actions.rules.locks import first_lock
from openccr.actions.rules.states import ACTION, ActionAgreed, ActionFacts, ActionState, Source, why_not_agreed
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
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
    checker_id: UUID | None = None,
    arises_from_id: UUID | None = None,
    source: Source | str | None = None,
    noticeable: bool = False,
    one_chance_reason: str = "",
) -> UUID:
    """Write down an action that was agreed for a case.

    Args:
        text: what will be done, for whom, in a sentence.
        faces: on whom the work falls: victim, harmer, child or agencies.
        agency_id: the agency that does it.
        due_on: the day by which it is done.
        risk: the risk it answers.
        owner_id: the appointment in that agency that does it, if named.
        checker_id: the appointment that is to confirm that it is done, if somebody is named besides the coordinator.
        arises_from_id: the hearing that agreed it.
        source: where it comes from; the hearing when one is given.
        noticeable: the person who harms would notice it; it stays locked until her IDVA says that she is safe.
        one_chance_reason: why the chair agrees it although one-chance mode stops its words.

    Returns the action's id. Raises Refusal as `rules.why_not_agreed`, for an agency without a grant on the file, for
    a checker who is the owner or never sees the case, and for words that one-chance mode stops; NotFound for an agency
    or owner that is not of the partnership.
    """
    with acting_as(actor):
        must(actor, "actions.agree")
        check_words(actor, file_id, text, reason=one_chance_reason, at=at)
        action = _new(
            file_id=file_id, text=text, faces=faces, agency_id=agency_id, due_on=due_on, at=at, risk=risk,
            owner_id=owner_id, checker_id=checker_id, arises_from_id=arises_from_id, source=source,
            noticeable=noticeable, state=ActionState.AGREED,
        )  # fmt: skip
        _agreed(actor, action, at=at)
        return action.id


def propose_action(
    *,
    actor: Actor,
    file_id: UUID,
    text: str,
    faces: Faces | str,
    agency_id: UUID,
    due_on: date,
    at: datetime,
    source: Source | str = Source.SUGGESTION,
    noticeable: bool = False,
) -> UUID:
    """Propose an action for a case; the chair or the coordinator agrees it.

    Returns its id. Raises as `agree_action`.
    """
    with acting_as(actor):
        must(actor, "actions.propose")
        check_words(actor, file_id, text, at=at)
        action = _new(
            file_id=file_id, text=text, faces=faces, agency_id=agency_id, due_on=due_on, at=at, source=source,
            noticeable=noticeable, state=ActionState.PROPOSED,
        )  # fmt: skip
        say(action, f"Proposed for {action.agency.name}: {action.text}", at=at)
        record("action.proposed", file_id=file_id, subjects=[action.id, action.agency_id], at=at)
        return action.id


def agree_proposed(*, actor: Actor, file: UUID, action: UUID, at: datetime, one_chance_reason: str = "") -> None:
    """Agree what was proposed.

    Raises Refusal for what is not proposed and, as `agree_action`, when one-chance mode was turned on in between;
    NotFound for what is not on that file.
    """
    with acting_as(actor):
        row = read(actor, file, action, may="actions.agree")
        check_words(actor, file, row.text, reason=one_chance_reason, at=at)
        change(row, state=ACTION.make(state=row.state, move="agree", facts=ActionFacts()), agreed_at=at)
        _agreed(actor, row, at=at)


def _agreed(actor: Actor, action: Action, *, at: datetime) -> None:
    say(action, f"Agreed for {action.agency.name}: {action.text}", at=at)
    record("action.agreed", file_id=action.file_id, subjects=[action.id, action.agency_id], at=at)
    assert action.file_id is not None  # one of the partnership is agreed in `area`
    publish(ActionAgreed(actor=actor, file_id=action.file_id, action_id=action.id, agency_id=action.agency_id))


def _new(
    *,
    file_id: UUID,
    text: str,
    faces: Faces | str,
    agency_id: UUID,
    due_on: date,
    at: datetime,
    noticeable: bool,
    source: Source | str | None,
    owner_id: UUID | None = None,
    checker_id: UUID | None = None,
    arises_from_id: UUID | None = None,
    **more: Any,
) -> Action:
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
    why_not_checker(file_id, checker_id=checker_id, owner_id=owner_id)
    usual = Source.HEARING if arises_from_id else Source.MEETING
    action = Action(
        file_id=file_id,
        text=text.strip(),
        faces=Faces(faces).value,
        agency=agency,
        owner_id=owner_id,
        checker_id=checker_id,
        agreed_at=at,
        due_on=due_on,
        arises_from_id=arises_from_id,
        source=Source(source or usual).value,
        lock=first_lock(noticeable=noticeable).value,
        **more,
    )
    Action.objects.bulk_create([action])
    return action


CHECKERS = ("coordinator", "chair", "idva")
"""Roles that may be named to check another agency's action: the walls let no other change it."""


def why_not_checker(file_id: UUID, *, checker_id: UUID | None, owner_id: UUID | None) -> None:
    """Raise the Refusal of a checker who is the doer, or whom the walls would not let say that it is done."""
    if checker_id is None:
        return
    if checker_id == owner_id:
        raise Refusal("Nobody checks what they do themselves.", remedy="Choose somebody else.", field="checker_id")
    if not Appointment.objects.filter(id=checker_id, role__in=CHECKERS, ended_on=None).exists():
        raise Refusal("The coordinator, the chair or an IDVA checks actions.", field="checker_id")
