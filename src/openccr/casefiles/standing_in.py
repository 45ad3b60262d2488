"""Who from outside stands in for an agency or a unit that is kept out, so that nothing about her goes undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion, Grant
from openccr.casefiles.operations import call, give
from openccr.casefiles.rules import Reason, StandsIn
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment

WHY = Reason(
    purpose="stands in for an agency that is kept out", lawful_basis="art6_public_task", arises_from="Excluded"
)


def stand_in(*, actor: Actor, file: UUID, exclusion: UUID, appointment: UUID, at: datetime) -> None:
    """Name one person, of another agency, who does what the agency kept out would have done; they are let in by name.

    Whoever did so before does not see the case any more.

    They see the case until somebody else is named or the agency is let back in: the database ends their grant with it.

    Raises NotFound for an exclusion or an appointment that is not there, Refusal for somebody of the same agency, for
    whoever is kept out themselves, and as whoever listens to `StandsIn`.
    """
    with acting_as(actor):
        must(actor, "casefiles.exclude")
        row = Exclusion.objects.filter(id=exclusion, file_id=file, until_at=None).first()
        who = Appointment.objects.filter(id=appointment, ended_on=None, user__isnull=False).first()
        if row is None or row.agency_id is None or who is None:
            raise NotFound
        if who.agency_id == row.agency_id:
            raise Refusal("They work at the agency that is kept out.", field="substitute")
        if _is_kept_out(who, file):
            raise Refusal(
                "They are kept out of this case themselves.", remedy="Choose somebody else.", field="substitute"
            )
        publish(StandsIn(actor=actor, file_id=file, appointment_id=appointment, exclusion_id=exclusion))
        words = f"{who.name}, {Agency.objects.get(id=who.agency_id).name}"
        call("SELECT openccr.name_substitute(%s, %s)", exclusion, words[:160])
        why = replace(WHY, arises_from_id=exclusion)
        give(actor=actor, file_id=file, agency_id=who.agency_id, holder_id=who.id, reason=why, at=at)
        record("exclusion.stood_in", file_id=file, subjects=[exclusion, appointment], at=at)


def nobody_stands_in(file: UUID, *, at: datetime) -> set[UUID]:
    """The exclusions for which somebody was named who does not see the case any more: kept out or held themselves, on
    her no-go list by now, or gone from that role. Three queries, and one or two for each who was named."""
    rows = Exclusion.objects.filter(file_id=file, until_at=None).exclude(substitute="")
    named = set(rows.values_list("id", flat=True))
    let_in = [one for one in Grant.on(file) if one.arises_from_id in named and one.lasts(at)] if named else []
    today = timezone.localdate(at)
    there = Appointment.objects.filter(
        id__in=[one.holder_id for one in let_in if one.holder_id],
        ended_on=None,
        suspended_on=None,
        from_on__lte=today,
        until_on__gte=today,
    )
    see = {who.id for who in there if not _is_kept_out(who, file)}
    return named - {one.arises_from_id for one in let_in if one.holder_id in see}


def _is_kept_out(who: Appointment, file: UUID) -> bool:
    """Whether the case does not exist for them: by name, or with an agency or a unit of any role of theirs."""
    theirs = Q(user_id=who.holder_id)
    for role in Appointment.objects.filter(user_id=who.holder_id, ended_on=None):
        theirs |= Q(agency_id=role.agency_id) & (Q(unit="") | Q(unit__iexact=role.unit))
    return Exclusion.objects.filter(theirs, file_id=file, until_at=None).exists()


def who_can_stand_in(actor: Actor) -> list[tuple[str, str]]:
    """Everybody who works on cases, as (appointment, words), but the actor. Two queries."""
    agencies = dict(Agency.objects.filter(left_on=None).values_list("id", "name"))
    rows = Appointment.objects.filter(user__isnull=False, ended_on=None, role__in=("representative", "idva"))
    return [
        (str(row.id), f"{row.name}, {agencies[row.agency_id]}")
        for row in rows.exclude(id=actor.appointment).order_by("name")
        if row.agency_id in agencies
    ]
