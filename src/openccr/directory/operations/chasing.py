"""Every night: the owners of entries that nobody has looked at for long are asked to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.keepers import KEEPERS, keepers
from openccr.directory.models import Service
from openccr.directory.rules.services import Status, is_chased
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_person
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role


def chase_owners(*, actor: Actor, today: date, at: datetime) -> int:
    """Ask the owner of each stale entry, once in the pack's days; the coordinator where nobody of an agency keeps it.

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
        for appointment in _asked({row.agency_id or coordinating for row in stale}, coordinating, today=today):
            tell_person(actor=actor, appointment_id=appointment)
        Service.objects.filter(id__in=[row.id for row in stale]).update(chased_on=today)
        record("directory.chased", subjects=[row.id for row in stale], at=at)
        return len(stale)


def _asked(agencies: Iterable[UUID | None], coordinating: UUID | None, *, today: date) -> list[UUID]:
    """The appointments to ask; the coordinator of an agency where nobody can act, so that no entry ages unseen."""
    by_agency: dict[UUID | None, dict[str, list[UUID]]] = {}
    here = keepers(today).filter(agency_id__in=[one for one in {*agencies, coordinating} if one])
    for key, agency, role in here.order_by("id").values_list("id", "agency_id", "role"):
        by_agency.setdefault(agency, {}).setdefault(role, []).append(key)
    found = []
    for asked in {one if one in by_agency else coordinating for one in agencies} & by_agency.keys():
        order, there = (Role.COORDINATOR, *KEEPERS) if asked == coordinating else KEEPERS, by_agency[asked]
        found += next(there[role] for role in order if role in there)
    return found
