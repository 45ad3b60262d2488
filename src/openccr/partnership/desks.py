"""Who looks after an agency's appointments: the facts, out of the database, that `rules.Desk` decides by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.rules import ADVISES, ATTEST_EVERY, ATTEST_GRACE, Desk, Role, Tenure


def tenure_of(appointment: Appointment) -> Tenure:
    """Its dates."""
    return Tenure(appointment.from_on, appointment.until_on, appointment.attested_on)


def in_force(appointment: Appointment, *, today: date) -> bool:
    """Whether it may be acted under today: by its dates, and not suspended."""
    return appointment.suspended_on is None and tenure_of(appointment).in_force(today)


def appointments_in_force(today: date) -> QuerySet[Appointment]:
    """The appointments of people that are `in_force`: to name, ask or tell somebody who can act today."""
    return Appointment.objects.filter(
        user__isnull=False, ended_on=None, suspended_on=None, from_on__lte=today, until_on__gte=today,
        attested_on__gte=today - ATTEST_EVERY - ATTEST_GRACE,
    )  # fmt: skip


def desk_of(actor: Actor, agency_id: UUID, *, today: date) -> tuple[Agency, Desk]:
    """The agency, and what the actor is to it. Call it inside `acting_as`. Raises NotFound outside the partnership."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    leads = Appointment.objects.filter(agency=agency, role=Role.LEAD, ended_on=None)
    return agency, desk_among(actor, agency, leads, today=today)


def own_desk(actor: Actor, agency_id: UUID, *, today: date) -> tuple[Agency, Desk]:
    """The same, of an agency that the actor looks after: their own, or any for whoever coordinates. Raises NotFound."""
    agency, desk = desk_of(actor, agency_id, today=today)
    if not (desk.whole_area or desk.own_agency):
        raise NotFound
    return agency, desk


def desk_among(actor: Actor, agency: Agency, appointments: Iterable[Appointment], *, today: date) -> Desk:
    """What the actor is to an agency with those appointments."""
    return Desk(
        role=actor.role,
        whole_area=actor.whole_area,
        own_agency=agency.pk == actor.agency_id,
        has_lead=any(one.role == Role.LEAD and in_force(one, today=today) for one in appointments),
        # Whoever coordinates the whole area does so from the coordinating agency.
        coordinating=actor.whole_area and agency.pk == actor.agency_id,
        advises=agency.kind in ADVISES,
    )


def looked_after(actor: Actor, appointment_id: UUID, *, today: date) -> Appointment:
    """An appointment of somebody else that the actor looks after.

    Raises NotFound for one outside the partnership or without a person, Refusal for one's own and for one that the
    agency's own lead looks after.
    """
    appointment = (
        Appointment.objects.select_related("agency")
        .filter(pk=appointment_id, user__isnull=False, ended_on=None)
        .first()
    )
    if appointment is None:
        raise NotFound
    why = why_not_look_after(actor, appointment, desk_of(actor, appointment.agency_id, today=today)[1])
    if why is not None:
        raise why
    return appointment


def ended_by(actor: Actor, appointment_id: UUID) -> Appointment:
    """An appointment of somebody else that the actor may end at once.

    The agency's lead and the coordinator may both do it: a leaver must not wait for the one who is on holiday.
    Raises NotFound outside the partnership and for what has ended, Refusal for one's own and for another agency's.
    """
    appointment = Appointment.objects.filter(pk=appointment_id, user__isnull=False, ended_on=None).first()
    if appointment is None:
        raise NotFound
    if appointment.user_id == actor.user_id:
        raise Refusal("This is your own.", remedy="Another lead or the coordinator ends it for you.")
    # A command acts for the partnership: an agency's feed of leavers waits for nobody.
    if not actor.whole_area and actor.kind is not ActorKind.SERVICE and appointment.agency_id != actor.agency_id:
        raise Refusal("The agency's own lead does this.", remedy="Ask them.")
    return appointment


def why_not_look_after(actor: Actor, appointment: Appointment, desk: Desk) -> Refusal | None:
    """Why the actor may not confirm that appointment or change its dates, or None."""
    if appointment.user_id == actor.user_id:
        return Refusal("This is your own.", remedy="Another lead or the coordinator does it for you.")
    if not desk.looks_after(appointment.role):
        return Refusal("The agency's own lead does this.", remedy="Ask them.")
    return None
