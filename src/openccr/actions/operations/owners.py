"""Who does an action and who checks it: naming them, and moving a leaver's actions the same day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.operations.agreeing import why_not_checker
from openccr.actions.operations.changing import change, read, say, words_of
from openccr.actions.rules.states import ENDED, NOT_ENDED, ActionState
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.notices.operations import tell_agency, tell_person
from openccr.partnership.desks import tenure_of
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role


def name_owner(*, actor: Actor, file: UUID, action: UUID, owner_id: UUID | None, at: datetime) -> None:
    """Name who in the agency does an action, or nobody. They are told, without saying of what.

    Raises Refusal once it has ended, for who checks it, and for somebody who does not work on cases; NotFound for
    somebody of another agency.
    """
    with acting_as(actor):
        row = read(actor, file, action, may="actions.end")
        if row.state in ENDED:
            raise Refusal("This action has ended.", remedy="Open it again first.")
        owner = _of_its_agency(row, owner_id)
        if owner is not None and owner.id == row.checker_id:
            raise Refusal("Nobody checks what they do themselves.", remedy="Name another checker.", field="owner_id")
        change(row, owner_id=owner_id)
        record("action.named", file_id=file, subjects=[row.id], fields=["owner"], at=at)
        if owner is not None and owner.id != actor.appointment_id:
            tell_person(actor=actor, appointment_id=owner.id, file_id=file)


def name_checker(*, actor: Actor, file: UUID, action: UUID, checker_id: UUID | None, at: datetime) -> None:
    """Name who confirms that it is done, or nobody besides the chair and the coordinator. Raises as `agree_action`."""
    with acting_as(actor):
        row = read(actor, file, action, may="actions.agree")
        why_not_checker(file, checker_id=checker_id, owner_id=row.owner_id)
        change(row, checker_id=checker_id)
        record("action.named", file_id=file, subjects=[row.id], fields=["checker"], at=at)


def _of_its_agency(row: Action, owner_id: UUID | None) -> Appointment | None:
    if owner_id is None:
        return None
    owner = Appointment.objects.filter(id=owner_id, agency_id=row.agency_id, ended_on=None).first()
    if owner is None:
        raise NotFound
    if owner.role not in (Role.COORDINATOR, Role.REPRESENTATIVE, Role.IDVA):
        raise Refusal("This person's role does not work on cases.", field="owner_id")
    return owner


def move_from(*, actor: Actor, appointment_ids: Iterable[UUID], at: datetime) -> int:
    """Give the open actions of whoever has left back to their agency; whoever was to check them checks none.

    Done by the partnership's service actor, since a lead who ends an appointment sees no case. The agency's leads are
    told at once, so that they name somebody; the agency's own people see the action as theirs. Returns how many moved.
    """
    with acting_as(actor):
        must(actor, "actions.remind")
        left = list(appointment_ids)
        rows = Action.objects.filter(owner_id__in=left, state__in=NOT_ENDED).select_related("owner", "agency")
        agencies = set()
        moved = list(rows)
        for row in moved:
            name = row.owner.name if row.owner else ""
            change(row, owner_id=None)
            say(row, f"{name} no longer does this, and {row.agency.name} names somebody: {words_of(row)}", at=at)
            record("action.named", file_id=row.file_id, subjects=[row.id], fields=["owner"], at=at)
            if row.file_id is not None:
                tell_agency(actor=actor, file_id=row.file_id, agency_id=row.agency_id)
            agencies.add(row.agency_id)
        unchecked = Action.objects.filter(checker_id__in=left, checked_on=None)
        unchecked.filter(state__in=[*NOT_ENDED, ActionState.DONE]).update(checker_id=None)
        for lead in leads_of(agencies, today=localdate(at)):
            tell_person(actor=actor, appointment_id=lead.id)
        return len(moved)


def move_from_all_who_left(*, actor: Actor, today: date, at: datetime) -> int:
    """The same for everybody whose appointment has run out since; what was ended by hand has moved already."""
    with acting_as(actor):
        held = set(Action.objects.filter(state__in=NOT_ENDED, owner__isnull=False).values_list("owner_id", flat=True))
        named = Action.objects.filter(checker__isnull=False, checked_on=None)
        held |= set(named.values_list("checker_id", flat=True))
        there = Appointment.objects.filter(id__in=held)
        left = [one.id for one in there if one.ended_on is not None or not tenure_of(one).in_force(today)]
        return move_from(actor=actor, appointment_ids=left, at=at) if left else 0


def leads_of(agency_ids: Iterable[UUID], *, today: date) -> list[Appointment]:
    """The leads of those agencies whose appointments are in force."""
    found = Appointment.objects.filter(agency_id__in=list(agency_ids), role=Role.LEAD, ended_on=None)
    return [one for one in found.order_by("id") if tenure_of(one).in_force(today)]
