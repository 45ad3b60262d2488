"""The agenda on its way: a version to each agency invited, and the receipt of whoever opens it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import AgendaOpened, AgendaSent, Hearing, Meeting, Research
from openccr.conference.rules.agenda import slot
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.partnership.services import area_of


def minutes_of(actor: Actor, meeting: Meeting) -> int:
    """Minutes for each case of a meeting: its own number, else the pack's."""
    return meeting.minutes_per_case or int(practice(actor).processes["marac"].numbers.minutes_per_case.value)


def set_slots(actor: Actor, meeting: Meeting) -> None:
    """Give each case, in its order, the time from which its agencies are wanted; part of another operation.

    Every case of the agenda gets a place and a time of its own, also one that the actor is kept out of: whoever put the
    others in order gave its place to one of them.
    """
    minutes = minutes_of(actor, meeting)
    with acting_as(area_of(actor, purpose="times of an agenda")):
        every = Hearing.objects.filter(meeting=meeting)
        # What was heard or taken off keeps its place before the others.
        last = every.exclude(state=HearingState.LISTED).aggregate(last=Max("order"))["last"] or 0
        hearings = list(every.filter(state=HearingState.LISTED).order_by("order", "listed_at", "id"))
        for number, hearing in enumerate(hearings, start=1):
            hearing.order = last + number
            hearing.slot_at = slot(number, starts_at=meeting.starts_at, minutes=minutes)
        Hearing.objects.bulk_update(hearings, ["order", "slot_at"])


def move_slots(actor: Actor, meeting: Meeting) -> None:
    """Give each case its time anew after the meeting's hour has changed; part of another operation.

    Nothing is given while no case has a time yet, and once a case was heard the times stand.
    """
    with acting_as(area_of(actor, purpose="times of an agenda")):
        every = Hearing.objects.filter(meeting=meeting)
        given = every.exclude(slot_at=None).exists() and not every.filter(state=HearingState.HEARD).exists()
    if given:
        set_slots(actor, meeting)


def send_version(*, actor: Actor, meeting: Meeting, at: datetime) -> list[Hearing]:
    """Send the next version of the agenda to every agency invited to a case on it; part of another operation.

    Each hearing keeps the version it first stood on, in which its time changed, and from which it was gone. Every
    agency gets every version, also one in which nothing of its own changed: so a version tells nothing by itself. It
    goes out for every case, also one that whoever sends it is kept out of: their agencies prepare like the others.

    Returns the cases on it that wait, as the actor sees them.
    """
    waiting = Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED, slot_at=None)
    area = area_of(actor, purpose="agenda sent out")
    with acting_as(area):
        if waiting.exists():
            set_slots(actor, meeting)
        every = list(Hearing.objects.filter(meeting=meeting).select_related("file").order_by("order", "listed_at"))
        meeting.version += 1
        for one in every:
            _mark(one, version=meeting.version)
        Hearing.objects.bulk_update(every, ["sent_in", "sent_slot", "changed_in", "left_in"])
        agencies = set(Research.objects.filter(hearing__in=every).values_list("agency_id", flat=True))
        AgendaSent.objects.bulk_create(
            AgendaSent(
                partnership_id=meeting.partnership_id, meeting=meeting, agency_id=agency_id, version=meeting.version,
                sent_at=at, changes=meeting.unsent,
            )
            for agency_id in sorted(agencies)
        )  # fmt: skip
    meeting.unsent = []
    meeting.circulated_at = at
    meeting.save(update_fields=["version", "unsent", "circulated_at"])
    return list(Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED).order_by("order", "listed_at"))


def open_agenda(*, actor: Actor, meeting: UUID, version: int, state: str, at: datetime) -> None:
    """Leave a receipt that the actor opened the agenda, once for each version and only when it went to their agency."""
    with acting_as(actor):
        must(actor, "conference.attend")
        if state != MeetingState.CIRCULATED or actor.user_id is None:
            return
        mine = {"meeting_id": meeting, "version": version}
        sent = AgendaSent.objects.filter(agency_id=actor.agency, **mine).exists()
        if not sent or AgendaOpened.objects.filter(appointment_id=actor.appointment, **mine).exists():
            return
        AgendaOpened.objects.bulk_create(
            [
                AgendaOpened(
                    partnership_id=actor.partnership, agency_id=actor.agency, appointment_id=actor.appointment,
                    name=actor.name, opened_at=at, **mine,
                )
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        record("meeting.opened", subjects=[meeting], at=at)


def _mark(hearing: Hearing, *, version: int) -> None:
    if hearing.state in (HearingState.DEFERRED, HearingState.WITHDRAWN):
        if hearing.sent_in is not None and hearing.left_in is None:
            hearing.left_in = version
        return
    if hearing.sent_in is None:
        hearing.sent_in = version
    elif hearing.sent_slot != hearing.slot_at:
        hearing.changed_in = version
    hearing.sent_slot = hearing.slot_at
