"""The agenda on its way: a version to each agency invited, and the receipt of whoever opens it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import AgendaOpened, AgendaSent, Hearing, Meeting, Research
from openccr.conference.rules.agenda import slot
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


def minutes_of(actor: Actor, meeting: Meeting) -> int:
    """Minutes for each case of a meeting: its own number, else the pack's."""
    return meeting.minutes_per_case or int(practice(actor).processes["marac"].numbers.minutes_per_case.value)


def set_slots(actor: Actor, meeting: Meeting, hearings: list[Hearing]) -> None:
    """Give each case, in its order, the time from which its agencies are wanted; part of another operation."""
    minutes = minutes_of(actor, meeting)
    for number, hearing in enumerate(hearings, start=1):
        hearing.slot_at = slot(number, starts_at=meeting.starts_at, minutes=minutes)
    Hearing.objects.bulk_update(hearings, ["slot_at"])


def send_version(*, actor: Actor, meeting: Meeting, at: datetime) -> list[Hearing]:
    """Send the next version of the agenda to every agency invited to a case on it; part of another operation.

    Each hearing keeps the version it first stood on, in which its time changed, and from which it was gone. Every
    agency gets every version, also one in which nothing of its own changed: so a version tells nothing by itself.

    Returns the cases on it, as the actor sees them.
    """
    every = list(Hearing.objects.filter(meeting=meeting).select_related("file").order_by("order", "listed_at"))
    listed = [one for one in every if one.state == HearingState.LISTED]
    if any(one.slot_at is None for one in listed):
        set_slots(actor, meeting, listed)
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
    return listed


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
