"""Every night: the owners of entries that nobody has looked at for long are asked to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.models import Service
from openccr.directory.rules.services import Status, is_chased
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_person
from openccr.partnership.models import Appointment, Partnership
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role

KEEPERS = (Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.COORDINATOR)
"""Who is asked of an agency: those of the first of these roles that anybody there has."""


def chase_owners(*, actor: Actor, today: date, at: datetime) -> int:
    """Ask the owner of each stale entry, once in the pack's days; the coordinator where no agency keeps it.

    The message says that there is something to do, and no more. Returns how many entries were asked about.
    """
    with acting_as(actor):
        must(actor, "directory.chase")
        words = practice(actor).directory
        here = Service.objects.filter(partnership_id=actor.partnership, proposed_on=None).exclude(status=Status.DEFUNCT)
        stale = [
            row
            for row in here
            if is_chased(row.checked_on, row.chased_on, today=today, days=words.check_days, again=words.chase_days)
        ]
        if not stale:
            return 0
        coordinating = Partnership.objects.values_list("coordinating_agency_id", flat=True).get(id=actor.partnership)
        for appointment in _keepers({row.agency_id or coordinating for row in stale}, coordinating):
            tell_person(actor=actor, appointment_id=appointment)
        Service.objects.filter(id__in=[row.id for row in stale]).update(chased_on=today)
        record("directory.chased", subjects=[row.id for row in stale], at=at)
        return len(stale)


def _keepers(agencies: Iterable[UUID | None], coordinating: UUID | None) -> list[UUID]:
    here = Appointment.objects.filter(agency_id__in=[one for one in agencies if one], ended_on=None, role__in=KEEPERS)
    by_agency: dict[UUID, dict[str, list[UUID]]] = {}
    for key, agency, role in here.order_by("id").values_list("id", "agency_id", "role"):
        by_agency.setdefault(agency, {}).setdefault(role, []).append(key)
    found = []
    for agency, by_role in by_agency.items():
        order = (Role.COORDINATOR, *KEEPERS) if agency == coordinating else KEEPERS
        found += next(by_role[role] for role in order if role in by_role)
    return found
