"""A forum's recurring schedule: making it, taking a day out of it, planning the meetings it proposes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Meeting, Schedule, SkippedDay
from openccr.conference.operations.meetings import chair_on, plan_meeting
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.schedules import MOST_AHEAD, Rhythm, proposed, rhythm_refusal
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Forum
from openccr.partnership.practice import practice

MOST_MINUTES, MOST_CASES = 60, 60


def make_schedule(
    *,
    actor: Actor,
    forum_id: UUID,
    rhythm: Rhythm,
    starts_at: time,
    minutes_per_case: int,
    capacity: int,
    at: datetime,
    venue: str = "",
    by_video: str = "",
    chair_id: UUID | None = None,
) -> UUID:
    """Make a forum's schedule; the one before it ends, and the meetings planned by that one stay.

    Args:
        minutes_per_case: from 1 to 60.
        capacity: cases that one meeting has room for, from 1 to 60.
        chair_id: who chairs unless somebody else is named; a chair on the first day.

    Nothing is planned yet: the schedule proposes. Returns its id. Raises Refusal for numbers that cannot be, NotFound
    for a forum of another partnership.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        forum = Forum.objects.filter(id=forum_id).first()
        if forum is None:
            raise NotFound
        why = rhythm_refusal(rhythm) or _numbers_refusal(minutes_per_case, capacity)
        if why is not None:
            raise why
        Schedule.objects.filter(forum=forum, ended_at=None).update(ended_at=at)
        made = Schedule(
            id=uuid.uuid4(),
            partnership_id=forum.partnership_id,
            forum=forum,
            pattern=rhythm.pattern,
            weekday=rhythm.weekday,
            every=rhythm.every,
            nth=rhythm.nth,
            from_on=rhythm.from_on,
            starts_at=starts_at,
            venue=venue or forum.venue,
            by_video=by_video,
            chair=chair_on(chair_id, on=rhythm.from_on) if chair_id else None,
            minutes_per_case=minutes_per_case,
            capacity=capacity,
            made_at=at,
        )
        made.save(force_insert=True)
        record("schedule.made", subjects=[made.id], at=at)
        return made.id


def end_schedule(*, actor: Actor, schedule_id: UUID, at: datetime) -> None:
    """End a schedule: it proposes no more. Raises NotFound, Refusal for one that has ended."""
    with acting_as(actor):
        must(actor, "conference.meet")
        found = _open_schedule(schedule_id)
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        record("schedule.ended", subjects=[schedule_id], at=at)


def skip_day(*, actor: Actor, schedule_id: UUID, named_on: date, reason: str, at: datetime) -> None:
    """Take a day that is not planned yet out of a schedule, with the reason. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "conference.meet")
        found = _open_schedule(schedule_id)
        if not reason.strip():
            raise Refusal("Say why nobody meets on that day.", field="reason")
        if Meeting.objects.filter(schedule=found, named_on=named_on).exists():
            raise Refusal("This meeting is planned.", remedy="Skip it on its own page.")
        if not SkippedDay.objects.filter(schedule=found, named_on=named_on).exists():
            SkippedDay.objects.bulk_create(
                [
                    SkippedDay(
                        partnership_id=found.partnership_id, schedule=found, named_on=named_on, reason=reason.strip()
                    )
                ]
            )
        record("schedule.skipped", subjects=[schedule_id], at=at)


def plan_proposed(*, actor: Actor, schedule_id: UUID, number: int, at: datetime) -> int:
    """Plan the next meetings that a schedule proposes and that are not planned yet.

    Args:
        number: how many meetings the schedule looks ahead, planned ones among them.

    Returns how many were planned now. A default chair whose appointment ends before a meeting is left out of it, to be
    named later. Raises NotFound, Refusal for a schedule that has ended or a number that cannot be.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        if not 1 <= number <= MOST_AHEAD:
            raise Refusal(f"Give a number from 1 to {MOST_AHEAD}.", field="number")
        schedule = _open_schedule(schedule_id)
        calendar = calendar_of(practice(actor), kind=schedule.forum.kind)
        skipped = set(schedule.skipped.values_list("named_on", flat=True))
        proposals = proposed(
            schedule.rhythm, today=timezone.localdate(at), number=number, calendar=calendar, skipped=skipped
        )
        taken = _taken(schedule, {one.on for one in proposals})
        planned = 0
        for one in proposals:
            if one.on in taken or one.named_on in taken:
                continue
            plan_meeting(
                actor=actor, forum_id=schedule.forum_id, on=one.on, starts_at=schedule.starts_at, at=at,
                venue=schedule.venue, chair_id=_chair_then(schedule, one.on), schedule=schedule, named_on=one.named_on,
                moved=one.moved,
            )  # fmt: skip
            planned += 1
        return planned


def _taken(schedule: Schedule, days: Collection[date]) -> set[date]:
    """The days on which the forum meets already, and the days of this schedule that were planned and moved since."""
    there = Meeting.objects.filter(forum=schedule.forum_id, on__in=days, urgent=False).values_list("on", flat=True)
    named = Meeting.objects.filter(schedule=schedule).values_list("named_on", flat=True)
    return {*there, *(day for day in named if day)}


def _chair_then(schedule: Schedule, on: date) -> UUID | None:
    chair = schedule.chair
    if chair is None or chair.ended_on is not None or chair.from_on > on:
        return None
    return chair.id if chair.until_on is None or chair.until_on >= on else None


def _open_schedule(schedule_id: UUID) -> Schedule:
    found = Schedule.objects.select_related("forum", "chair").filter(id=schedule_id).first()
    if found is None:
        raise NotFound
    if found.ended_at is not None:
        raise Refusal("This schedule has ended.", remedy="Use the one in force.")
    return found


def _numbers_refusal(minutes: int, capacity: int) -> Refusal | None:
    if not 1 <= minutes <= MOST_MINUTES:
        return Refusal(f"Give a number of minutes from 1 to {MOST_MINUTES}.", field="minutes_per_case")
    if not 1 <= capacity <= MOST_CASES:
        return Refusal(f"Give a number of cases from 1 to {MOST_CASES}.", field="capacity")
    return None
