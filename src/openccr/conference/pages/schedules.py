"""The forum's schedule: making it, what it proposes, planning the year's meetings."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.schedules import ScheduleForm, WhyForm
from openccr.conference.operations.schedules import end_schedule, make_schedule, plan_proposed, skip_day
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.meeting_choices import chairs, forums
from openccr.conference.queries.schedules import ProposedLine, schedule_page
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped

_CRUMBS = [{"text": "Meetings", "href": "/meetings/"}]


def to_schedule(schedule: UUID) -> str:
    return reverse("conference.schedule", kwargs={"schedule": schedule})


def _line(actor: Actor, schedule: UUID, line: ProposedLine, *, ended: bool) -> dict[str, Any]:
    one = line.of
    return {
        "on": f"{one.on:%A} {day_words(one.on)}",
        "moved": one.moved,
        "around": one.around,
        "href": to_meeting(line.meeting_id) if line.meeting_id else "",
        "skip_href": ""
        if line.meeting_id or ended
        else reverse("conference.skip_day", kwargs={"schedule": schedule, "day": one.named_on.isoformat()}),
    }


def _schedule(*, actor: Actor, schedule: UUID) -> Screen:
    found = schedule_page(actor=actor, schedule_id=schedule, today=timezone.localdate())
    coordinates = actor.whole_area and not found.ended
    actions = []
    if coordinates and found.to_plan:
        many = "Plan this meeting" if found.to_plan == 1 else f"Plan these {found.to_plan} meetings"
        made = offer(actor, text=many, page="conference.plan_year", may="conference.meet", post=True, schedule=schedule)
        actions.append(made | {"kind": "primary"})
    if coordinates:
        actions.append(
            offer(actor, text="Make another schedule", page="conference.schedule_new", may="conference.meet")
        )
        actions.append(
            offer(
                actor,
                text="End it",
                page="conference.schedule_end",
                may="conference.meet",
                post=True,
                schedule=schedule,
            )
        )
    return Screen(
        title=f"{found.forum}: {found.words}",
        data={
            "schedule": found,
            "lines": [_line(actor, schedule, line, ended=not coordinates) for line in found.lines],
        },
        actions=actions,
        crumbs=[*_CRUMBS, {"text": "Schedule"}],
    )


record_page(
    pages, "meetings/schedule/<uuid:schedule>/", name="schedule", title="Schedule of meetings", may="conference.case",
    query=_schedule, template="conference/schedule.html",
)  # fmt: skip


def _usual(*, actor: Actor) -> dict[str, Any]:
    numbers = practice(actor).processes["marac"].numbers
    return {
        "minutes_per_case": int(numbers.minutes_per_case.value),
        "capacity": int(numbers.cases_per_meeting.value),
        "every": round(float(numbers.days_between_meetings.value) / 7),
        "pattern": "weeks",
        "from_on": timezone.localdate(),
    }


ask(
    pages, "meetings/schedule/new/", name="schedule_new", title="Plan the year's meetings", may="conference.meet",
    form=ScheduleForm, operation=stamped(make_schedule), initial=_usual,
    choices=lambda *, actor: {"forums": forums(), "chairs": chairs(today=timezone.localdate())},
    done=lambda schedule: Done(to_schedule(schedule), "These are the meetings it proposes. Nothing is planned yet."),
    about=lambda *, actor: Asked(
        button="See the meetings", crumbs=_CRUMBS,
        intro="Next you see every day with its bank holidays and deadlines, before anything is planned.",
    ),
)  # fmt: skip


def _plan(*, actor: Actor, schedule: UUID) -> int:
    found = schedule_page(actor=actor, schedule_id=schedule, today=timezone.localdate())
    return plan_proposed(actor=actor, schedule_id=schedule, number=max(1, len(found.lines)), at=timezone.now())


button(
    pages, "meetings/schedule/<uuid:schedule>/plan/", name="plan_year", title="Plan these meetings",
    may="conference.meet", operation=_plan,
    done=lambda number, *, schedule: Done(
        reverse("conference.meetings"), "1 meeting is planned." if number == 1 else f"{number} meetings are planned."
    ),
)  # fmt: skip

button(
    pages, "meetings/schedule/<uuid:schedule>/end/", name="schedule_end", title="End this schedule",
    may="conference.meet", operation=stamped(end_schedule, schedule_id="schedule"),
    done=lambda _, *, schedule: Done(reverse("conference.meetings"), "The schedule has ended. Its meetings stay."),
)  # fmt: skip


def _named(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def _about_skipping(*, actor: Actor, schedule: UUID, day: str) -> Asked:
    named = _named(day)
    return Asked(
        title=f"Skip {day_words(named)}", button="Skip this day",
        crumbs=[*_CRUMBS, {"text": "Schedule", "href": to_schedule(schedule)}],
    )  # fmt: skip


ask(
    pages, "meetings/schedule/<uuid:schedule>/skip/<str:day>/", name="skip_day", title="Skip a day",
    may="conference.meet", form=WhyForm, about=_about_skipping,
    operation=lambda *, day, **given: stamped(skip_day, schedule_id="schedule")(named_on=_named(day), **given),
    done=lambda _, *, schedule, day: Done(to_schedule(schedule), "The day is skipped."),
)  # fmt: skip
