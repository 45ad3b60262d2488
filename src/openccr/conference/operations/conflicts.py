"""Deciding whether somebody at an agency, whose name is in the case, must be kept out of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import exclude
from openccr.casefiles.queries import one_chance_of
from openccr.conference.models import StaffLooked
from openccr.conference.rules.conflicts import Decided, Match, Staff, matches
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.people.models import Part, PersonName
from openccr.people.rules import PartKind


def staff_to_look_at(file_id: UUID) -> list[Match]:
    """Staff whose name is in the case and on whom nobody has decided. Four queries; nothing for who sees no names."""
    kinds = dict(Part.objects.filter(file_id=file_id, until_on=None).values_list("person_id", "kind"))
    names = PersonName.objects.filter(person_id__in=kinds).values_list("given_key", "family_key", "person_id")
    people = [(given, family, PartKind(kinds[person]).label) for given, family, person in names]
    looked = StaffLooked.users_of(file_id)
    rows = Appointment.objects.filter(user__isnull=False, ended_on=None).select_related("agency").order_by("name")
    staff = [
        Staff(row.id, row.holder_id, row.agency_id, row.name, row.agency.name)
        for row in rows
        if row.user_id not in looked
    ]
    return matches(staff, people, one_chance=one_chance_of(file_id) is not None)


def decide_on_staff(
    *, actor: Actor, file_id: UUID, appointment_id: UUID, decided: str, reason: str, at: datetime
) -> None:
    """Keep somebody out whose name is in the case, or say why there is no conflict.

    Raises NotFound for somebody whose name is not in it, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        match = next((one for one in staff_to_look_at(file_id) if one.staff.appointment_id == appointment_id), None)
        if match is None:
            raise NotFound
        if decided not in set(Decided):
            raise Refusal("Choose what you decide.", field="decided")
        if not reason.strip():
            raise Refusal("Say how you know.", field="reason")
        StaffLooked(
            file_id=file_id, user_id=match.staff.user_id, decided=decided, reason=reason.strip(), at=at,
            by_name=actor.name,
        ).save(force_insert=True)  # fmt: skip
        record("conflict.looked_at", file_id=file_id, subjects=[appointment_id], at=at)
        if decided == Decided.KEPT_OUT:
            exclude(actor=actor, file=file_id, user_id=match.staff.user_id, reason=reason.strip(), at=at)
