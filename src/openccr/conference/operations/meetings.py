"""Planning a meeting, sending its agenda out, closing it."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import end_grant, give
from openccr.casefiles.rules import Reason
from openccr.conference.models import Hearing, Meeting, Schedule
from openccr.conference.operations.circulating import send_version
from openccr.conference.operations.conflicts import need_no_conflict
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import (
    MEETING,
    OVER,
    MeetingFacts,
    MeetingState,
    meeting_dates,
)
from openccr.conference.rules.repeats import add_months
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment, Forum
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.partnership.services import area_of
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import recipient_of, why_not_told


def plan_meeting(
    *,
    actor: Actor,
    forum_id: UUID,
    on: date,
    starts_at: time,
    at: datetime,
    venue: str = "",
    chair_id: UUID | None = None,
    urgent: bool = False,
    schedule: Schedule | None = None,
    named_on: date | None = None,
    moved: str = "",
) -> UUID:
    """Plan a meeting of a forum; the pack's periods give the days by which agenda and research are due.

    Args:
        on: the day, in the partnership's time zone.
        starts_at: the hour there.
        chair_id: an appointment as chair in force on that day; may be named later.
        urgent: on any day, with what is left of the periods.
        schedule: whose proposal it is; its capacity, minutes a case and video line are the meeting's.
        named_on, moved: the day that the schedule named, and why it is not the same, in a sentence.

    Returns the meeting's id. Raises Refusal for a day that cannot be, for an hour at which the same is planned already
    and for a chair who is none on that day, NotFound for a forum of another partnership.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        forum = Forum.objects.filter(id=forum_id).first()
        if forum is None:
            raise NotFound
        dates = meeting_dates(
            on=on, today=timezone.localdate(at), calendar=calendar_of(practice(actor), kind=forum.kind), urgent=urgent
        )
        need_free(forum.id, on=on, starts_at=starts_at, urgent=urgent)
        meeting = Meeting(
            partnership_id=forum.partnership_id,
            forum=forum,
            on=on,
            starts_at=starts_at,
            venue=venue or forum.venue,
            chair=chair_on(chair_id, on=on) if chair_id else None,
            urgent=urgent,
            schedule=schedule,
            named_on=named_on,
            changed=moved,
            by_video=schedule.by_video if schedule else "",
            minutes_per_case=schedule.minutes_per_case if schedule else None,
            capacity=schedule.capacity if schedule else None,
            state=MEETING.first,
            research_due_on=dates.research_due_on,
            agenda_due_on=dates.agenda_due_on,
        )
        meeting.save(force_insert=True)
        record("meeting.planned", subjects=[meeting.id], at=at)
        return meeting.id


def need_free(forum_id: UUID, *, on: date, starts_at: time, urgent: bool) -> None:
    """Refuse a meeting that is planned already: whoever goes back to the form and sends it again means the same."""
    same = Meeting.objects.filter(forum=forum_id, on=on, starts_at=starts_at, urgent=urgent).exclude(state__in=OVER)
    if same.exists():
        raise Refusal(
            f"{'An urgent meeting' if urgent else 'A meeting'} is planned for this day and hour already.",
            remedy="List the case on that one, or choose another hour.",
            field="starts_at",
        )


def name_chair(*, actor: Actor, meeting_id: UUID, chair_id: UUID, at: datetime) -> None:
    """Name who chairs a meeting: she is let into the cases listed, and whoever was named before is let out of them.

    Raises NotFound for a meeting elsewhere, Refusal for one that is held or a chair who is none on that day.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        if meeting.state in OVER:
            raise Refusal("The meeting is over.", remedy="Its chair stays as recorded.")
        before, meeting.chair = meeting.chair_id, chair_on(chair_id, on=meeting.on)
        if meeting.state == MeetingState.CIRCULATED and before != chair_id:
            meeting.unsent = [*meeting.unsent, f"{meeting.chair.name} chairs."]
        meeting.save(update_fields=["chair", "unsent"])
        _hand_cases_over(actor, meeting, before, at=at)
        record("meeting.chair_named", subjects=[meeting.id, chair_id], at=at)


def _hand_cases_over(actor: Actor, meeting: Meeting, before: UUID | None, *, at: datetime) -> None:
    """Let the chair named into every case listed, by the area's service into those the actor is kept out of."""
    done: list[UUID] = []
    for who in (actor, area_of(actor, purpose="chair named")):
        with acting_as(who):
            waiting = Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED).exclude(id__in=done)
            for hearing in list(waiting):
                if before:
                    let_out(actor=who, hearing=hearing, at=at, holder_id=before)
                let_chair_in(actor=who, meeting=meeting, hearing=hearing, at=at)
                done.append(hearing.id)


def circulate(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """Send the agenda out. Raises Refusal without cases or chair, NotFound for a meeting elsewhere."""
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        meeting.state = MEETING.make(state=meeting.state, move="circulate", facts=facts_of(meeting, at=at))
        meeting.save(update_fields=["state"])
        _send(actor, meeting, at=at)


def circulate_again(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """Send the next version of an agenda that is out, with what changed, to every agency invited.

    Raises Refusal before the agenda is out and once the meeting is over, NotFound for a meeting elsewhere.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        if meeting.state != MeetingState.CIRCULATED:
            raise Refusal("The agenda is not out, or the meeting is over.")
        _send(actor, meeting, at=at)


def close_meeting(*, actor: Actor, meeting_id: UUID, at: datetime) -> None:
    """Close a meeting once each case is heard, deferred or withdrawn. Raises Refusal until then, NotFound elsewhere."""
    with acting_as(actor):
        must(actor, "conference.meet")
        meeting = locked(meeting_id)
        meeting.state = MEETING.make(state=meeting.state, move="close", facts=facts_of(meeting, at=at))
        meeting.held_at = at
        meeting.save(update_fields=["state", "held_at"])
        record("meeting.closed", subjects=[meeting.id], at=at)


def _send(actor: Actor, meeting: Meeting, *, at: datetime) -> None:
    need_no_conflict(
        Hearing.objects.filter(meeting=meeting, state=HearingState.LISTED).values_list("file_id", flat=True)
    )
    hearings = send_version(actor=actor, meeting=meeting, at=at)
    record("meeting.circulated", subjects=[meeting.id, *(hearing.file_id for hearing in hearings)], at=at)


def locked(meeting_id: UUID) -> Meeting:
    """The meeting, locked until the transaction ends. Raises NotFound."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    return meeting


def facts_of(meeting: Meeting, *, at: datetime) -> MeetingFacts:
    """What the actor can see of the meeting: a case hidden from them holds nothing up, since it would show itself."""
    states = list(Hearing.objects.filter(meeting=meeting).values_list("state", flat=True))
    return MeetingFacts(
        cases=len(states),
        unheard=states.count(HearingState.LISTED),
        chair=meeting.chair_id is not None,
        on=meeting.on,
        today=timezone.localdate(at),
    )


def why_listed(meeting: Meeting, hearing: Hearing, *, purpose: str = "conference") -> Reason:
    """The reason kept with every grant that listing gives."""
    return Reason(
        purpose=f"{purpose} of {day_words(meeting.on)}",
        lawful_basis="art6_public_task",
        arises_from="CaseListed",
        arises_from_id=hearing.id,
    )


def sees_until(actor: Actor, meeting: Meeting) -> datetime:
    """How long those invited see the case: as long as its flag stays on after the meeting (12 months in the pack)."""
    months = practice(actor).processes[meeting.forum.kind].periods.flag.months
    last = add_months(meeting.on, months)
    return datetime.combine(last, time.max, tzinfo=timezone.get_current_timezone())


def let_chair_in(*, actor: Actor, meeting: Meeting, hearing: Hearing, at: datetime) -> None:
    """Let the meeting's chair see a listed case, by a grant of her own; nothing while no chair is named.

    Nor where her agency stands on the victim's no-go list and nobody has decided that it is told all the same: the
    coordinator reads so on the meeting's page. A line that names the chair in person holds her out by itself.
    """
    chair = meeting.chair
    if chair is None or why_not_told(no_go(hearing.file_id), recipient_of(chair.agency)) is not None:
        return
    give(
        actor=actor,
        file_id=hearing.file_id,
        agency_id=chair.agency_id,
        holder_id=chair.id,
        reason=why_listed(meeting, hearing, purpose="chairing the conference"),
        at=at,
        until=sees_until(actor, meeting),
    )


def let_out(*, actor: Actor, hearing: Hearing, at: datetime, holder_id: UUID | None = None) -> None:
    """End the grants that this listing gave, or only the one that names `holder_id`."""
    for grant in Grant.on(hearing.file_id):
        of_this = grant.arises_from_id == hearing.id and (grant.until_at is None or grant.until_at > at)
        if of_this and (holder_id is None or grant.holder_id == holder_id):
            end_grant(actor=actor, grant=grant, at=at)


def chair_on(appointment_id: UUID, *, on: date, field: str = "chair_id") -> Appointment:
    """The appointment of a chair in force on that day. Raises Refusal for any other."""
    found = Appointment.objects.filter(id=appointment_id, role=Role.CHAIR).first()
    if found is None or found.from_on > on or (found.until_on is not None and found.until_on < on):
        raise Refusal("This person is no chair on that day.", remedy="Choose another.", field=field)
    return found
