"""What the pages of schedules show: the one in force, and the meetings that it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.conference.models import Meeting, Schedule
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.capacity import PlanningFigure, planning_figure
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.schedules import Proposed, proposed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice

A_YEAR = 366


@dataclass(frozen=True)
class ProposedLine:
    """One meeting that the schedule proposes; `meeting_id` when it is planned."""

    of: Proposed
    meeting_id: UUID | None


@dataclass(frozen=True)
class SchedulePage:
    """A schedule with the meetings of the year ahead."""

    id: UUID
    forum: str
    words: str
    starts_at: str
    venue: str
    by_video: str
    chair: str
    minutes_per_case: int
    capacity: int
    ended: bool
    lines: tuple[ProposedLine, ...]
    skipped: tuple[tuple[date, str], ...]
    figure: PlanningFigure | None
    per_10000: int
    last_year: int

    @property
    def to_plan(self) -> int:
        """How many are not planned yet."""
        return sum(line.meeting_id is None for line in self.lines)


def schedule_in_force() -> UUID | None:
    """The schedule of the partnership's conference that has not ended, if there is one. One query."""
    found = Schedule.objects.filter(ended_at=None, forum__kind="marac").order_by("made_at")
    return found.values_list("id", flat=True).first()


def schedule_page(*, actor: Actor, schedule_id: UUID, today: date) -> SchedulePage:
    """A schedule and what it proposes for a year. Five queries. Raises NotFound."""
    found = Schedule.objects.select_related("forum", "chair").filter(id=schedule_id).first()
    if found is None:
        raise NotFound
    pack = practice(actor)
    skipped = tuple(found.skipped.order_by("named_on").values_list("named_on", "reason"))
    proposals = proposed(
        found.rhythm, today=today, number=number_of(found), calendar=calendar_of(pack, kind=found.forum.kind),
        skipped=[day for day, _ in skipped],
    )  # fmt: skip
    there = Meeting.objects.filter(forum=found.forum_id, on__gte=today, urgent=False).exclude(state__in=OVER)
    planned = {}
    for id, on, named_on, schedule_id_ in there.values_list("id", "on", "named_on", "schedule_id"):
        planned[on] = id
        if named_on and schedule_id_ == found.id:
            planned[named_on] = id
    per_10000 = int(pack.processes["marac"].numbers.cases_per_10000_women.value)
    women = Partnership.objects.values_list("adult_women", flat=True).get(id=found.partnership_id)
    return SchedulePage(
        id=found.id,
        forum=found.forum.name,
        words=found.rhythm.words,
        starts_at=f"{found.starts_at:%H:%M}",
        venue=found.venue,
        by_video=found.by_video,
        chair=found.chair.name if found.chair else "",
        minutes_per_case=found.minutes_per_case,
        capacity=found.capacity,
        ended=found.ended_at is not None,
        lines=tuple(ProposedLine(one, planned.get(one.named_on) or planned.get(one.on)) for one in proposals),
        skipped=tuple((day, reason) for day, reason in skipped if day >= today),
        figure=planning_figure(adult_women=women, per_10000=per_10000, days_between=found.rhythm.days_between),
        per_10000=per_10000,
        last_year=pack.calendar.last_year,
    )


def number_of(schedule: Schedule) -> int:
    """How many meetings of a schedule make a year."""
    return max(1, round(A_YEAR / schedule.rhythm.days_between))
