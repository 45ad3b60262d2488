"""Whom a paper may be made for, and which cases may stand in it: what its reader may see, not its maker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile, Exclusion
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.circulating import minutes_of
from openccr.conference.operations.conflicts import need_no_conflict
from openccr.conference.queries.agenda_times import agenda_times
from openccr.conference.rules.agenda import slot
from openccr.conference.rules.hearings import HearingState
from openccr.documents.rules.paper import Recipient
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.services import area_of
from openccr.sharing.models import NoGo
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import Recipient as Told
from openccr.sharing.rules.no_go import people_there, why_not_told


def oneself(actor: Actor) -> Recipient:
    """The actor, by name: what they see is theirs and not yet their agency's."""
    agency = Agency.objects.get(id=actor.agency)
    return Recipient(agency_id=agency.id, agency=agency.name, kind=agency.kind, person=actor.name)


def recipients_of_meeting(*, actor: Actor, about: UUID) -> list[Recipient]:
    """Oneself; and for the coordinator every agency that was asked about a case of it. Raises NotFound."""
    if not Meeting.objects.filter(id=about).exists():
        raise NotFound
    asked = Research.objects.filter(hearing__meeting_id=about).values_list("agency_id", flat=True)
    return _with_others(actor, set(asked) if actor.whole_area else set())


def oneself_for_meeting(*, actor: Actor, about: UUID) -> list[Recipient]:
    """Oneself alone. Raises NotFound for a meeting elsewhere."""
    if not Meeting.objects.filter(id=about).exists():
        raise NotFound
    return [oneself(actor)]


def oneself_for_file(*, actor: Actor, about: UUID) -> list[Recipient]:
    """Oneself alone. Raises NotFound for a case that is hidden."""
    if not CaseFile.objects.filter(id=about).exists():
        raise NotFound
    return [oneself(actor)]


def _with_others(actor: Actor, asked: set[UUID]) -> list[Recipient]:
    others = Agency.objects.filter(id__in=asked - {actor.agency_id}).order_by("name")
    return [oneself(actor), *(Recipient(agency_id=one.id, agency=one.name, kind=one.kind) for one in others)]


def hearings_for(*, actor: Actor, meeting_id: UUID, recipient: Recipient, today: date) -> list[Hearing]:
    """The meeting's cases that the recipient may see, in the agenda's order; whoever shows them numbers them.

    Raises NotFound for a meeting elsewhere, Refusal as `files_for`.
    """
    if not Meeting.objects.filter(id=meeting_id).exists():
        raise NotFound
    rows = Hearing.objects.filter(meeting_id=meeting_id).select_related("file", "referral__agency", "meeting__forum")
    found = list(rows.order_by("order", "listed_at"))
    theirs = files_for(actor=actor, recipient=recipient, file_ids=[row.file_id for row in found])
    return [row for row in found if row.file_id in theirs]


def on_agenda_for(
    *, actor: Actor, meeting_id: UUID, recipient: Recipient, today: date
) -> list[tuple[int, Hearing, time]]:
    """The cases that stand on the agenda for the recipient: number, hearing, and when it is due to begin.

    Numbered as the recipient's page numbers them, where those put off or withdrawn keep their place; at the times of
    the whole meeting, not of the recipient's cases alone. Raises as `hearings_for`.
    """
    found = hearings_for(actor=actor, meeting_id=meeting_id, recipient=recipient, today=today)
    times = _times_for(actor, meeting_id, recipient)
    return [(number, row, times[row.id]) for number, row in enumerate(found, start=1) if row.id in times]


def _times_for(actor: Actor, meeting_id: UUID, recipient: Recipient) -> dict[UUID, time]:
    """Hearing → time. A case that the recipient is kept out of leaves no gap, as on the page (`agenda_times`)."""
    rows = Hearing.objects.filter(meeting_id=meeting_id, state__in=(HearingState.LISTED, HearingState.HEARD))
    agenda = list(rows.select_related("meeting").order_by("order", "listed_at"))
    set_already = agenda_times(meeting_id)
    times = {
        row.id: set_already[row.id].at
        if row.id in set_already
        else slot(place, starts_at=row.meeting.starts_at, minutes=minutes_of(actor, row.meeting))
        for place, row in enumerate(agenda, start=1)
    }
    out = set() if _is_oneself(actor, recipient) else _kept_out({row.file_id for row in agenda}, recipient)
    if not out:
        return times
    shown = [row.id for row in sorted(agenda, key=lambda row: (times[row.id], row.id)) if row.file_id not in out]
    return dict(zip(shown, sorted(times.values()), strict=False))


def _is_oneself(actor: Actor, recipient: Recipient) -> bool:
    return recipient.agency_id == actor.agency_id and recipient.person == actor.name


def files_for(*, actor: Actor, recipient: Recipient, file_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these files a paper for this recipient may speak of.

    What the actor takes for themselves the walls have decided. For another agency: those it is let into, without those
    it is kept out of and those whose no-go list names it.

    Raises Refusal when a person there is kept out or on the list and the paper names nobody who gets it, and while
    nobody has decided on staff who may be in one of the cases.
    """
    files = set(file_ids)
    if _is_oneself(actor, recipient):
        return files
    if not (actor.whole_area or actor.kind is ActorKind.SERVICE):
        raise NotFound
    files &= _let_in(files, recipient.agency_id)
    files -= _kept_out(files, recipient)
    need_no_conflict(files)
    return {file for file in files if _may_be_told(file, recipient)}


def may_go_to(*, actor: Actor, recipient: Recipient, file_id: UUID) -> bool:
    """Whether a paper of one case may go to that agency, asked for somebody who sees nobody that is kept out of it.

    Raises as `files_for`.
    """
    with acting_as(area_of(actor, purpose="who gets a paper")) as area:
        return file_id in files_for(actor=area, recipient=recipient, file_ids=[file_id])


def _let_in(files: set[UUID], agency_id: UUID) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one FROM unnest(%s::uuid[]) one WHERE %s IN (SELECT openccr.agencies_on(one))",
            [list(files), agency_id],
        )
        return {row[0] for row in cursor.fetchall()}


def _kept_out(files: set[UUID], recipient: Recipient) -> set[UUID]:
    """Files from which the agency, a unit of it or the person named is kept out."""
    in_force = Q(until_at=None) | Q(until_at__gt=timezone.now())
    rows = list(Exclusion.objects.filter(in_force, file_id__in=files))
    out = {row.file_id for row in rows if row.agency_id == recipient.agency_id}
    users = {row.user_id: row.file_id for row in rows if row.user_id}
    there = Appointment.objects.filter(agency_id=recipient.agency_id, user_id__in=users)
    for user, name in there.values_list("user_id", "name"):
        if not recipient.person:
            raise _name_somebody(recipient)
        if _same(name, recipient.person):
            out |= {row.file_id for row in rows if row.user_id == user}
    return out


def _may_be_told(file: UUID, recipient: Recipient) -> bool:
    if not NoGo.objects.filter(file_id=file).exists():
        return True
    entries = no_go(file)
    if not recipient.person and people_there(entries, recipient.agency_id):
        raise _name_somebody(recipient)
    told = Told(name=recipient.words, agency_id=recipient.agency_id, kind=recipient.kind, person=recipient.person)
    return why_not_told(entries, told) is None


def _name_somebody(recipient: Recipient) -> Refusal:
    return Refusal(
        f"Somebody at {recipient.agency} must not see one of the cases.",
        remedy="Make this one by itself and name who gets it there.",
        field="person",
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
