"""Who may be named to do or to check an action."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from openccr.casefiles.models import Grant
from openccr.partnership.desks import tenure_of
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role

DO = (Role.COORDINATOR, Role.REPRESENTATIVE, Role.IDVA)
CHECK = (Role.COORDINATOR, Role.CHAIR, Role.IDVA)


def owners_of(agency_id: UUID, *, today: date) -> list[tuple[str, str]]:
    """The agency's people with a case role whose appointments are in force, as choices. One query."""
    return _choices(Appointment.objects.filter(agency_id=agency_id, role__in=DO), today)


def anybody_of(agency_id: UUID, *, today: date) -> list[tuple[str, str]]:
    """Everybody of the agency whose appointment is in force, as choices: an action of the partnership needs no case
    role. One query."""
    return _choices(Appointment.objects.filter(agency_id=agency_id), today)


def checkers(file_id: UUID, *, today: date) -> list[tuple[str, str]]:
    """Coordinators, chairs and IDVAs of the agencies on the case, as choices. One query."""
    there = Appointment.objects.filter(role__in=CHECK, agency__in=Grant.agencies_on(file_id))
    return _choices(there, today)


def _choices(rows: QuerySet[Appointment], today: date) -> list[tuple[str, str]]:
    held = rows.filter(ended_on=None, user__isnull=False).select_related("agency").order_by("name")
    return [(str(one.id), f"{one.name}, {one.agency.name}") for one in held if tenure_of(one).in_force(today)]
