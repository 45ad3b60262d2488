"""Whether somebody who may be near a case is kept out of it: a coordinator decides, and that settles a hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import call, exclude, follow_exclusion
from openccr.casefiles.rules import ConflictExcluded
from openccr.casefiles.standing_in import stand_in
from openccr.conference.models import StaffLooked
from openccr.conference.operations.conflict_matching import staff_to_look_at
from openccr.conference.rules.conflicts import Decided, Extent, Match
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.sharing.operations import override
from openccr.sharing.rules.no_go import Recipient


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
        _need_words(decided, reason)
        held = _standing(file_id).filter(user_id=match.staff.user_id).first()
        StaffLooked(
            file_id=file_id, user_id=match.staff.user_id, decided=decided, reason=reason.strip(), at=at,
            by_name=actor.name,
        ).save(force_insert=True)  # fmt: skip
        record("conflict.looked_at", file_id=file_id, subjects=[appointment_id], at=at)
        if held is not None:
            _settle(actor, held, decided, reason, at=at)
        if decided != Decided.KEPT_OUT:
            _tell_all_the_same(actor, file_id, match, reason.strip(), at=at)
            return
        if held is None:
            exclude(actor=actor, file=file_id, user_id=match.staff.user_id, reason=reason.strip(), at=at)
        if extent != Extent.PERSON:
            _keep_out_more(actor, file_id, match, extent, reason.strip(), substitute_id, at=at)


def decide_on_agency(
    *, actor: Actor, file_id: UUID, exclusion_id: UUID, decided: str, reason: str, substitute_id: UUID | None = None,
    at: datetime,
) -> None:  # fmt: skip
    """Keep an agency or a unit out that is held, or let it in; whoever is held by name: `decide_on_staff`.

    Args:
        substitute_id: the appointment at another agency that stands in where it is kept out.

    Raises NotFound for what is not held any more, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        held = _standing(file_id).filter(id=exclusion_id, agency__isnull=False).first()
        if held is None:
            raise NotFound
        _need_words(decided, reason)
        record("conflict.looked_at", file_id=file_id, subjects=[exclusion_id], at=at)
        _settle(actor, held, decided, reason, at=at)
        if decided == Decided.KEPT_OUT and substitute_id is not None:
            stand_in(actor=actor, file=file_id, exclusion=exclusion_id, appointment=substitute_id, at=at)


def _standing(file_id: UUID) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(file_id=file_id, held=True, until_at=None)


def _need_words(decided: str, reason: str) -> None:
    if decided not in set(Decided):
        raise Refusal("Choose what you decide.", field="decided")
    if not reason.strip():
        raise Refusal("Say how you know.", field="reason")


def _settle(actor: Actor, held: Exclusion, decided: str, reason: str, *, at: datetime) -> None:
    """The hold ends, or stays as an exclusion that holds out of other cases too."""
    kept_out = decided == Decided.KEPT_OUT
    call("SELECT openccr.settle_hold(%s, %s, %s)", held.id, kept_out, reason.strip())
    if kept_out:
        if held.user_id is not None:
            follow_exclusion(file=held.file_id, user_id=held.user_id, at=at)
        publish(ConflictExcluded(actor=actor, file_id=held.file_id))


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
