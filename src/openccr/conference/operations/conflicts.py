"""Staff who may be people of a case: held at once, settled by the coordinator alone, and told nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import call, exclude, follow_exclusion
from openccr.casefiles.rules import ConflictExcluded
from openccr.casefiles.standing_in import stand_in
from openccr.conference.models import StaffLooked
from openccr.conference.operations.conflict_matching import second_accounts, staff_to_look_at, undecided
from openccr.conference.rules.conflicts import Decided, Extent, Match
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.sharing.operations import override
from openccr.sharing.rules.no_go import Recipient

__all__ = [
    "decide_on_staff",
    "hold_conflicts",
    "hold_out",
    "hold_second_accounts",
    "need_no_conflict",
    "staff_to_look_at",
]


def hold_conflicts(*, actor: Actor, files: Collection[UUID], at: datetime) -> int:
    """Hold out of these cases whoever is more than a namesake in them, until a coordinator has decided.

    Asked by the partnership's own service actor at a referral, at a listing and when somebody new works here. Returns
    how many were held. Nobody is told but the coordinators, on their to-do list.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        held = 0
        for file, found in undecided(files).items():
            for match in found:
                if match.strong:
                    held += hold_out(file, f"{match.why}.", user_id=match.staff.user_id, at=at)
        return held


def hold_second_accounts(*, actor: Actor, at: datetime, file: UUID | None = None, user_id: UUID | None = None) -> int:
    """Hold out whoever may be somebody kept out, or held, under another account, until a coordinator has decided.

    Asked by the partnership's own service actor once somebody is kept out and when somebody new works here. Returns how
    many were held.

    Args:
        file, user_id: as `second_accounts`.
    """
    with acting_as(actor):
        must(actor, "conference.hold")
        found = second_accounts(file=file, user_id=user_id)
        return sum(hold_out(of, f"{why}.", user_id=other, at=at) for of, other, why in found)


def hold_out(
    file: UUID, why: str, *, user_id: UUID | None = None, agency_id: UUID | None = None, unit: str = "", at: datetime
) -> int:
    """Hold a person, or an agency or a unit of it, out of a case; part of another operation. Returns how many: 0 or 1.

    Args:
        why: a sentence, for the coordinator who settles it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.hold(%s, %s, %s, %s, %s)", [file, user_id, agency_id, unit, why])
        made = cursor.fetchone()[0]
    if made is None:  # held already, or nobody would be left to settle it
        return 0
    record("conflict.held", file_id=file, subjects=[made], at=at)
    return 1


def need_no_conflict(files: Collection[UUID]) -> None:
    """Raise Refusal while somebody may be in one of these cases and nobody has decided: nothing goes out."""
    of_agencies = Exclusion.objects.filter(file_id__in=files, held=True, until_at=None, agency__isnull=False)
    waiting = {*undecided(files), *of_agencies.values_list("file_id", flat=True)}
    if waiting:
        one = len(waiting) == 1
        raise Refusal(
            "Somebody may have to be kept out of one of the cases, and nobody has decided."
            if one
            else f"Somebody may have to be kept out of {len(waiting)} of the cases, and nobody has decided.",
            remedy="Decide first: To do, “Perhaps to be kept out”.",
        )


def decide_on_staff(
    *, actor: Actor, file_id: UUID, appointment_id: UUID, decided: str, reason: str, at: datetime,
    extent: str = Extent.PERSON, substitute_id: UUID | None = None,
) -> None:  # fmt: skip
    """Keep somebody out who may be in the case, or say why there is no conflict; a hold is settled by it.

    Args:
        extent: how far: the person, their unit, or their whole agency; key of `Extent`.
        substitute_id: for a unit or an agency, the appointment at another one that stands in; it is let in.

    Raises NotFound for somebody who is not like anybody in it, Refusal without a reason or without a substitute.
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
        held = Exclusion.objects.filter(file_id=file_id, user_id=match.staff.user_id, held=True, until_at=None).first()
        StaffLooked(
            file_id=file_id, user_id=match.staff.user_id, decided=decided, reason=reason.strip(), at=at,
            by_name=actor.name,
        ).save(force_insert=True)  # fmt: skip
        record("conflict.looked_at", file_id=file_id, subjects=[appointment_id], at=at)
        if held is not None:
            call("SELECT openccr.settle_hold(%s, %s, %s)", held.id, decided == Decided.KEPT_OUT, reason.strip())
        if decided != Decided.KEPT_OUT:
            _tell_all_the_same(actor, file_id, match, reason.strip(), at=at)
            return
        if held is None:
            exclude(actor=actor, file=file_id, user_id=match.staff.user_id, reason=reason.strip(), at=at)
        else:
            follow_exclusion(file=file_id, user_id=match.staff.user_id, at=at)
            publish(ConflictExcluded(actor=actor, file_id=file_id))
        if extent != Extent.PERSON:
            _keep_out_more(actor, file_id, match, extent, reason.strip(), substitute_id, at=at)


def _tell_all_the_same(actor: Actor, file: UUID, match: Match, reason: str, *, at: datetime) -> None:
    """Somebody her no-go list names is let in: her IDVA reads who decided it and why."""
    if match.no_go is not None:
        staff = match.staff
        to = Recipient(name=f"{staff.name}, {staff.agency}", agency_id=staff.agency_id, person=staff.name)
        override(actor=actor, file_id=file, no_go_id=match.no_go, recipient=to, reason=reason, at=at)


def _keep_out_more(
    actor: Actor, file: UUID, match: Match, extent: str, reason: str, substitute_id: UUID | None, *, at: datetime
) -> None:
    """The unit or the agency too: colleagues who would work on her case sit beside whoever it is about."""
    unit = match.staff.unit if extent == Extent.UNIT else ""
    if extent == Extent.UNIT and not unit:
        raise Refusal("Their unit is not written down.", remedy="Keep out the agency, or the person.", field="extent")
    row = (
        Appointment.objects.filter(id__in=[one for one in (substitute_id,) if one], ended_on=None)
        .exclude(agency_id=match.staff.agency_id)
        .first()
    )
    if row is None:
        raise Refusal(
            "Name who stands in for them.", remedy="Choose somebody at another agency.", field="substitute_id"
        )
    exclusion = exclude(actor=actor, file=file, agency_id=match.staff.agency_id, unit=unit, reason=reason, at=at)
    stand_in(actor=actor, file=file, exclusion=exclusion, appointment=row.id, at=at)
