"""What meetings put on each role's to-do list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.chased import silent_agencies
from openccr.conference.queries.meeting_choices import has_met, number_waiting_for_a_meeting
from openccr.conference.queries.meeting_lists import NEAREST, MeetingLine, agenda_ahead, meetings_ahead
from openccr.conference.queries.todo import meetings_to_sign
from openccr.conference.rules.meetings import MeetingState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.panels import Group, Item, Todo


def _lines(actor: Actor) -> list[MeetingLine]:
    return meetings_ahead(timezone.localdate(), of_all=actor.whole_area)


def _to_meeting(meeting_id: UUID, part: str = "") -> str:
    return reverse("conference.meeting", kwargs={"meeting": meeting_id}) + part


def _attendance(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Sign the confidentiality statement for {day_words(on)}",
            href=reverse("conference.attendance", kwargs={"meeting": meeting_id}),
            due=on,
            late=on < timezone.localdate(),
        )
        for meeting_id, on in meetings_to_sign(actor)
    ]


def _coming(*, actor: Actor) -> Sequence[Item]:
    """The next meeting with cases of this actor's: for a chair the agenda, for others their cases on it."""
    today = timezone.localdate()
    mine = [line for line in _lines(actor) if line.cases and line.on >= today][:NEAREST]
    return [
        Item(
            text=f"{'case' if line.cases == 1 else 'cases'} on the meeting of {day_words(line.on)}"
            f" at {line.starts_at:%H:%M}",
            href=_to_meeting(line.id, "#agenda"),
            count=line.cases,
            detail=f"Research returned: {line.returned} of {line.asked}",
        )
        for line in mine
    ]


def _meetings(*, actor: Actor) -> Sequence[Item]:
    """What the coordinator's meetings need: planning, the agenda, research, closing."""
    if not actor.whole_area:
        return []
    today = timezone.localdate()
    lines = _lines(actor)
    items = [item for line in lines for item in _needs(line, today)]
    waiting = number_waiting_for_a_meeting()
    if waiting:
        words = "accepted referral is" if waiting == 1 else "accepted referrals are"
        target = next((line for line in lines if line.on >= today), None)
        href = reverse("conference.list", kwargs={"meeting": target.id}) if target else reverse("conference.plan")
        items.append(Item(text=f"{words} on no agenda yet", href=href, count=waiting))
    # A partnership that keeps no cases is not asked for a meeting about them.
    if not any(line.on >= today for line in lines) and (waiting or has_met()):
        items.append(Item(text="Plan the next meeting", href=reverse("conference.plan"), detail="None lies ahead."))
    return sorted(items, key=lambda item: (not item.late, item.due or date.max))


def _not_back(*, actor: Actor) -> Sequence[Item]:
    """Research that agencies have not returned, for the coordinator."""
    if not actor.whole_area:
        return []
    today = timezone.localdate()
    return [
        Item(
            text=f"research return{'' if line.asked - line.returned == 1 else 's'} missing for {day_words(line.on)}",
            href=_to_meeting(line.id, "#research"),
            count=line.asked - line.returned,
            due=line.research_due_on,
            late=line.research_due_on < today,
        )
        for line in _lines(actor)
        if line.asked > line.returned and line.state == MeetingState.CIRCULATED and line.on >= today
    ]


def _needs(line: MeetingLine, today: date) -> list[Item]:
    items = []
    if line.state == MeetingState.PLANNED and line.on >= today:
        if not line.chair:
            items.append(
                Item(
                    text=f"Name the chair of {day_words(line.on)}",
                    href=reverse("conference.chair", kwargs={"meeting": line.id}),
                    due=line.agenda_due_on,
                    late=line.agenda_due_on < today,
                )
            )
        items.append(
            Item(
                text=f"Send out the agenda of {day_words(line.on)}",
                href=_to_meeting(line.id),
                due=line.agenda_due_on,
                late=line.agenda_due_on < today,
                detail=_listed(line.cases),
            )
        )
    if line.on < today:
        items.append(
            Item(text=f"Close the meeting of {day_words(line.on)}", href=_to_meeting(line.id), due=line.on, late=True)
        )
    return items


def _listed(cases: int) -> str:
    return {0: "No case is listed yet", 1: "1 case listed"}.get(cases, f"{cases} cases listed")


def _asks_meetings(actor: Actor) -> list[Later]:
    today = timezone.localdate()
    asked = [agenda_ahead.later(today), meetings_ahead.later(today, of_all=actor.whole_area)]
    return [*asked, number_waiting_for_a_meeting.later()] if actor.whole_area else asked


def _silent(*, actor: Actor) -> Sequence[Item]:
    """Agencies whose people and lead were reminded and that still say nothing: now it is the coordinator's."""
    if not actor.whole_area:
        return []
    return [
        Item(
            text=f"{one.agency}: {one.what.lower()}",
            href=reverse("conference.circulation", kwargs={"meeting": one.meeting_id}),
            due=one.on,
            detail="Its people and its lead were reminded.",
        )
        for one in silent_agencies(today=timezone.localdate())
    ]


def _asks_silent(actor: Actor) -> list[Later]:
    return [silent_agencies.later(today=timezone.localdate())] if actor.whole_area else []


MEETING_TODOS = [
    Todo(20, "Meetings to see to", _meetings, "conference.meet", ahead=_asks_meetings),
    Todo(20, "Research not back", _not_back, "conference.meet", group=Group.BLOCKED, ahead=_asks_meetings),
    Todo(25, "Agencies that stay silent", _silent, "conference.meet", ahead=_asks_silent),
    Todo(40, "Meetings", _coming, "conference.attend", group=Group.COMING, ahead=_asks_meetings),
    Todo(50, "To sign", _attendance, "conference.attend", ahead=lambda actor: [meetings_to_sign.later(actor)]),
]
