"""Actions of the partnership itself: agreed by a board, in a strategy, after a review or an assessment."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.operations.changing import change, read
from openccr.actions.operations.owners import leads_of
from openccr.actions.rules.carrying import Faces
from openccr.actions.rules.ladder import Step
from openccr.actions.rules.states import (
    ENDED,
    ActionState,
    Source,
    why_not_agreed,
)
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.references import references_in
from openccr.kernel.refusals import NotFound, Refusal
from openccr.notices.operations import tell_person
from openccr.partnership.desks import tenure_of
from openccr.partnership.models import Agency, Appointment, Forum
from openccr.partnership.rules import Role


def agree_area_action(
    *,
    actor: Actor,
    what: str,
    agency_id: UUID,
    due_on: date,
    arises_from: str,
    arises_id: UUID,
    at: datetime,
    forum_id: UUID | None = None,
    owner_id: UUID | None = None,
    checker_agency_id: UUID | None = None,
) -> Action:
    """Write down an action that the partnership agreed, in no case.

    Args:
        what: what will be done, in a sentence. No case and nobody of a case is named in it.
        agency_id: the agency that does it.
        due_on: the day by which it is done.
        arises_from: the noun it comes from, as `arising.ARISES` names it ("governance.meeting").
        arises_id: the row of that noun.
        forum_id: the standing meeting that agreed it, if one did.
        owner_id: the appointment in that agency that does it, if named; its leads are told otherwise.
        checker_agency_id: the agency that confirms it, besides the coordinator and the chair.

    Returns the action. Raises Refusal as `rules.why_not_agreed`, for the reference of a case in its words, and for an
    agency that would confirm its own work;
    NotFound for an agency, owner or forum that is not of the partnership.
    """
    with acting_as(actor):
        must(actor, "actions.agree")
        refusal = why_not_agreed(text=what, faces=Faces.AGENCIES, due_on=due_on, today=localdate(at))
        if refusal is not None:
            raise refusal
        if references_in(what):
            raise Refusal(
                "A case is named, and every agency reads this.", remedy="Take the reference out.", field="what"
            )
        if checker_agency_id is not None and checker_agency_id == agency_id:
            raise Refusal(
                "No agency confirms its own work.", remedy="Choose another agency.", field="checker_agency_id"
            )
        _must_be_here(agency_id, checker_agency_id, owner_id, forum_id)
        action = Action(
            partnership_id=actor.partnership,
            text=what.strip(),
            faces=Faces.AGENCIES.value,
            agency_id=agency_id,
            owner_id=owner_id,
            checker_agency_id=checker_agency_id,
            agreed_at=at,
            due_on=due_on,
            state=ActionState.AGREED.value,
            source=Source.AREA.value,
            arises_kind=arises_from,
            arises_from_id=arises_id,
            forum_id=forum_id,
        )
        Action.objects.bulk_create([action])
        record("action.agreed", subjects=[action.id, agency_id], at=at)
        tell_doer(actor, action, today=localdate(at))
        return action


def _must_be_here(agency: UUID, checker: UUID | None, owner: UUID | None, forum: UUID | None) -> None:
    wanted = {one for one in (agency, checker) if one is not None}
    if Agency.objects.filter(id__in=wanted, left_on=None).count() != len(wanted):
        raise NotFound
    if owner and not Appointment.objects.filter(id=owner, agency_id=agency, ended_on=None).exists():
        raise NotFound
    if forum and not Forum.objects.filter(id=forum).exists():
        raise NotFound


def name_area_owner(*, actor: Actor, action: UUID, owner_id: UUID | None, at: datetime) -> None:
    """Name who in the agency does an action of the partnership, or nobody; they are told, without saying of what.

    Raises Refusal once it has ended, NotFound for somebody of another agency.
    """
    with acting_as(actor):
        row = read(actor, None, action, may="actions.end")
        if row.state in ENDED:
            raise Refusal("This action has ended.", remedy="Open it again first.")
        if (
            owner_id
            and not Appointment.objects.filter(
                id=owner_id, agency_id=row.agency_id, ended_on=None, user__isnull=False
            ).exists()
        ):
            raise NotFound
        change(row, owner_id=owner_id)
        record("action.named", subjects=[row.id], fields=["owner"], at=at)
        if owner_id is not None and owner_id != actor.appointment_id:
            tell_person(actor=actor, appointment_id=owner_id)


def tell_doer(actor: Actor, action: Action, *, today: date) -> None:
    """Tell whoever does an action of the partnership that there is something: where nobody is named, the leads."""
    named = [action.owner_id] if action.owner_id else [one.id for one in leads_of([action.agency_id], today=today)]
    for appointment in named:
        if appointment != actor.appointment_id:
            tell_person(actor=actor, appointment_id=appointment)


ABOVE = {Step.CHAIR: Role.CHAIR, Step.BOARD: Role.COORDINATOR}
"""Step of the ladder → whom it reaches in the partnership: the coordinator puts it before the board."""


def tell_of_area(actor: Actor, action: Action, step: Step, *, today: date) -> None:
    """Take one step of the ladder for an action of the partnership: its doer is told at each, then those above."""
    tell_doer(actor, action, today=today)
    if step is Step.LEAD and action.owner_id is not None:
        above = leads_of([action.agency_id], today=today)
    elif step in ABOVE:
        held = Appointment.objects.filter(role=ABOVE[step], ended_on=None).order_by("id")
        above = [one for one in held if tenure_of(one).in_force(today)]
    else:
        above = []
    for one in above:
        if one.id != action.owner_id:
            tell_person(actor=actor, appointment_id=one.id)
