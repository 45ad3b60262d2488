"""What stands in a person's calendar: times and counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from openccr.conference.models import CalendarFeed, Meeting, Research
from openccr.conference.rules.feeds import Dated, agenda_entry, meeting_entry, research_entry
from openccr.conference.rules.meetings import OVER, MeetingState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.partnership.models import Partnership
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role

BACK = timedelta(days=31)
"""How long a meeting stays in the calendar."""


def entries(*, actor: Actor, today: date) -> list[Dated]:
    """The meetings and deadlines of the actor, as far as they see them. Three queries."""
    numbers = practice(actor).processes["marac"].numbers
    found = []
    for one in Meeting.objects.filter(on__gte=today - BACK).exclude(state=MeetingState.SKIPPED):
        minutes = one.minutes_per_case or int(numbers.minutes_per_case.value)
        cases = one.capacity or int(numbers.cases_per_meeting.value)
        found.append(
            meeting_entry(id=one.id, on=one.on, starts_at=one.starts_at, lasts=timedelta(minutes=minutes * cases))
        )
        if actor.whole_area and one.state == MeetingState.PLANNED:
            found.append(agenda_entry(id=one.id, on=one.agenda_due_on))
    if actor.role in (Role.REPRESENTATIVE, Role.IDVA):
        asked = Research.objects.filter(agency_id=actor.agency, state=ResearchState.ASKED, hearing__state="listed")
        days = Counter(asked.exclude(hearing__meeting__state__in=OVER).values_list("due_on", flat=True))
        found += [research_entry(on=day, number=number) for day, number in days.items()]
    return found


def zone_of(actor: Actor) -> str:
    """The partnership's time zone."""
    return str(Partnership.objects.values_list("time_zone", flat=True).get(id=actor.partnership))


def my_address(actor: Actor) -> CalendarFeed | None:
    """The address of the actor's calendar that works, if there is one; its token is not kept. One query."""
    return CalendarFeed.objects.filter(appointment_id=actor.appointment, withdrawn_at=None).first()
