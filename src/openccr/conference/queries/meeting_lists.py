"""The list of meetings, and what lies ahead for the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from openccr.access.together import Steps, asked
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.research import ResearchState

NEXT = 96
"""Of how many listed cases the home page looks at the research: six meetings of sixteen."""
MEETINGS, UNCLOSED = 12, 6
"""How many meetings the home page looks ahead, and of how many earlier ones it says that nobody has closed them."""
TAKEN_OFF = (HearingState.DEFERRED, HearingState.WITHDRAWN)
"""A case that is no longer on its meeting, and whose agencies owe it no answer."""
NEAREST = 2
"""Of how many meetings with cases those who do not run them see how much research is back."""


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
    heard = Hearing.objects.filter(meeting__in=found).exclude(state__in=TAKEN_OFF).order_by()
    cases = heard.values_list("meeting_id").annotate(Count("id"))
    research = Research.objects.filter(hearing__meeting__in=found).exclude(hearing__state__in=TAKEN_OFF).order_by()
    states = research.values_list("hearing__meeting_id", "state").annotate(Count("id"))
    return _lines(found, Counter(dict(cases)), states), every.count()


@asked
def meetings_ahead(today: date, *, of_all: bool) -> Steps[list[MeetingLine]]:
    """Meetings not yet held, the next one first; those whose day has passed stand before it, without their cases.

    Args:
        of_all: count the research of all of them, as far as `NEXT` cases reach; otherwise of the `NEAREST` with cases.
    """
    rows = _not_over().select_related("chair")
    before, after = yield rows.filter(on__lt=today)[:UNCLOSED], rows.filter(on__gte=today)[:MEETINGS]
    ahead = agenda_ahead(today)
    cases = Counter(ahead.values())
    counted = {one.id for one in [one for one in after if cases[one.id]][: MEETINGS if of_all else NEAREST]}
    hearings = [hearing for hearing, meeting in ahead.items() if meeting in counted][:NEXT]
    research = Research.objects.filter(hearing_id__in=hearings).order_by().values_list("hearing_id", "state")
    (numbers,) = yield (research.annotate(Count("id")),)
    states = [(ahead[hearing], state, number) for hearing, state, number in numbers]
    return _lines([*before, *after], cases, states)


@asked
def agenda_ahead(today: date) -> Steps[dict[UUID, UUID]]:
    """Hearing → meeting, of what stands on the next `MEETINGS`, the next one first. One query."""
    coming = _not_over().filter(on__gte=today).values("id")[:MEETINGS]
    ahead = Hearing.objects.filter(meeting__in=coming).exclude(state__in=TAKEN_OFF).order_by("meeting__on", "order")
    (found,) = yield (ahead.values_list("id", "meeting_id"),)
    return dict(found)


def _not_over() -> QuerySet[Meeting]:
    return Meeting.objects.exclude(state__in=OVER).order_by("on", "starts_at")


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
