"""The list of meetings, and what lies ahead for the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Count, Q

from openccr.access.together import Steps, asked
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.research import ResearchState

NEXT = 160
"""How many listed cases the home page looks ahead: ten meetings of sixteen."""
MEETINGS, UNCLOSED = 12, 6
"""How many meetings the home page looks ahead, and of how many earlier ones it says that nobody has closed them."""


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list of meetings."""

    id: UUID
    on: date
    starts_at: time
    venue: str
    chair: str
    state: str
    urgent: bool
    agenda_due_on: date
    research_due_on: date
    cases: int
    asked: int
    returned: int


def meetings(*, first: int, last: int, today: date, past: bool = False) -> tuple[list[MeetingLine], int]:
    """Meetings from number `first` to `last`, and how many there are in all.

    Args:
        past: those that are over and of earlier days, the latest first; otherwise those to come, the next one first.
            One whose day has passed and that nobody has closed stands among both.
    """
    over = Q(state__in=OVER)
    every = (
        Meeting.objects.filter(over | Q(on__lt=today)).order_by("-on", "-starts_at")
        if past
        else Meeting.objects.exclude(over).order_by("on", "starts_at")
    )
    found = list(every.select_related("chair")[first:last])
    # Counted where they lie: a page of fifty meetings has ten thousand answers.
    cases = Hearing.objects.filter(meeting__in=found).order_by().values_list("meeting_id").annotate(Count("id"))
    research = Research.objects.filter(hearing__meeting__in=found).order_by()
    states = research.values_list("hearing__meeting_id", "state").annotate(Count("id"))
    return _lines(found, Counter(dict(cases)), states), every.count()


@asked
def meetings_ahead(today: date) -> Steps[list[MeetingLine]]:
    """Meetings not yet held, the next one first; those whose day has passed stand before it, without their cases.

    Their research is counted of the cases of `agenda_ahead`. Two queries and that one.
    """
    rows = Meeting.objects.exclude(state__in=OVER).order_by("on", "starts_at")
    unclosed, coming = rows.filter(on__lt=today), rows.filter(on__gte=today)
    listed = Hearing.objects.filter(meeting__in=coming.values("id")[:MEETINGS]).order_by()
    before, after, cases = yield (
        unclosed.select_related("chair")[:UNCLOSED],
        coming.select_related("chair")[:MEETINGS],
        listed.values_list("meeting_id").annotate(Count("id")),
    )
    found = [*before, *after]
    ahead = agenda_ahead(today)
    research = Research.objects.filter(hearing_id__in=list(ahead)).order_by().values_list("hearing_id", "state")
    states = [(ahead[hearing], state, number) for hearing, state, number in research.annotate(Count("id"))]
    return _lines(found, Counter(dict(cases)), states)


@asked
def agenda_ahead(today: date) -> Steps[dict[UUID, UUID]]:
    """Hearing → meeting, of the `NEXT` cases listed for meetings of today or later, the next one first. One query."""
    ahead = Hearing.objects.filter(meeting__on__gte=today).exclude(meeting__state__in=OVER)
    ahead = ahead.order_by("meeting__on", "order")
    (found,) = yield (ahead.values_list("id", "meeting_id")[:NEXT],)
    return dict(found)


def _lines(found: list[Meeting], cases: Counter[UUID], research: Iterable[tuple[UUID, str, int]]) -> list[MeetingLine]:
    """The meetings with how many cases each has; `research` is (meeting, state, how many answers)."""
    asked, returned = Counter[UUID](), Counter[UUID]()
    for meeting_id, state, number in research:
        asked[meeting_id] += number
        returned[meeting_id] += number if state != ResearchState.ASKED else 0
    return [
        MeetingLine(
            id=meeting.id,
            on=meeting.on,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            chair=meeting.chair.name if meeting.chair else "",
            state=meeting.state,
            urgent=meeting.urgent,
            agenda_due_on=meeting.agenda_due_on,
            research_due_on=meeting.research_due_on,
            cases=cases[meeting.id],
            asked=asked[meeting.id],
            returned=returned[meeting.id],
        )
        for meeting in found
    ]
