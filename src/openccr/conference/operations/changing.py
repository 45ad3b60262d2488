"""Changing one meeting, or skipping it."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Meeting, Research
from openccr.conference.operations.circulating import move_slots
from openccr.conference.operations.meetings import chair_on, facts_of, locked, need_free
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.meetings import MEETING, OVER, MeetingState, meeting_dates
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice


def change_meeting(
    *, actor: Actor, meeting_id: UUID, on: date, starts_at: time, at: datetime, venue: str = "", by_video: str = ""
) -> None:
    """Put a meeting on another day, hour or place; its periods are counted anew, and research is due by the new day.

    Cases that have a time get one by the new hour.

    Once the agenda is out, what changed stands on the next version that is sent. A day too near for a new agenda is
    refused unless the agenda is out already.

    Raises NotFound, Refusal for a day that cannot be, an hour at which the same is planned, or a meeting that is over.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        if meeting.state in OVER:
            raise Refusal("The meeting is over: it stays as it was.")
        out = meeting.state == MeetingState.CIRCULATED
        if meeting.chair_id:
            chair_on(meeting.chair_id, on=on, field="on")
        if (on, starts_at) != (meeting.on, meeting.starts_at):
            need_free(meeting.forum_id, on=on, starts_at=starts_at, urgent=meeting.urgent)
        said = _what_changes(meeting, on=on, starts_at=starts_at, venue=venue, by_video=by_video)
        if on != meeting.on:
            # An agenda that is out keeps its day: only what is still to come is counted anew.
            dates = meeting_dates(
                on=on, today=timezone.localdate(at), calendar=calendar_of(practice(actor), kind=meeting.forum.kind),
                urgent=meeting.urgent, out=out,
            )  # fmt: skip
            meeting.research_due_on = dates.research_due_on
            meeting.agenda_due_on = meeting.agenda_due_on if out else dates.agenda_due_on
            open_ = Research.objects.filter(hearing__meeting=meeting, state=ResearchState.ASKED)
            open_.update(due_on=max(dates.research_due_on, timezone.localdate(at)))
        hour_moved = starts_at != meeting.starts_at
        meeting.on, meeting.starts_at, meeting.venue, meeting.by_video = on, starts_at, venue, by_video
        if hour_moved:
            move_slots(actor, meeting)
        if said:
            meeting.changed = " ".join(said)[:200]
            meeting.unsent = [*meeting.unsent, *said] if out else []
            meeting.save()
            record("meeting.changed", subjects=[meeting_id], at=at)


def skip_meeting(*, actor: Actor, meeting_id: UUID, reason: str, at: datetime) -> None:
    """Skip one meeting that no case waits on, with the reason. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        if not reason.strip():
            raise Refusal("Say why it is skipped.", field="reason")
        meeting.state = MEETING.make(state=meeting.state, move="skip", facts=facts_of(meeting, at=at))
        meeting.changed = reason.strip()[:200]
        meeting.save(update_fields=["state", "changed"])
        record("meeting.skipped", subjects=[meeting_id], at=at)


def _what_changes(meeting: Meeting, *, on: date, starts_at: time, venue: str, by_video: str) -> list[str]:
    said = []
    if on != meeting.on:
        said.append(f"Moved from {meeting.on.day} {meeting.on:%B} to {on.day} {on:%B}.")
    if starts_at != meeting.starts_at:
        said.append(f"It starts at {starts_at:%H:%M}, not at {meeting.starts_at:%H:%M}.")
    if venue != meeting.venue:
        said.append(f"It is at {venue}." if venue else "Its place is still to be said.")
    if by_video != meeting.by_video:
        said.append("How to join by video has changed.")
    return said
