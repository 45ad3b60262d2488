"""What orders an agenda and what it has room for; each answers for the cases that the reader sees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from openccr.casefiles.models import OneChance
from openccr.conference.models import Coming, Hearing, Meeting, Research
from openccr.conference.queries.agenda_times import ShownTime, agenda_times
from openccr.conference.queries.meeting_lists import TAKEN_OFF
from openccr.conference.rules.agenda import Candidate, Placed, Window, propose
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.capacity import Capacity, could_wait, extra_day
from openccr.conference.rules.coming import COMES
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.risk.queries import latest_for


@dataclass(frozen=True)
class AgendaLine:
    """A case on the page where the agenda is put in order: where it stands, and where the proposal puts it."""

    hearing_id: UUID
    file_id: UUID
    reference: str
    initials: str
    number: int
    slot_at: time | None
    proposed: Placed
    waits: bool
    """Whether there are too many cases and this is one that could be put off."""


@dataclass(frozen=True)
class AgendaPage:
    """The agenda of one meeting in the proposed order."""

    meeting_id: UUID
    on: date
    lines: tuple[AgendaLine, ...]
    capacity: Capacity
    extra_on: date | None
    same: bool
    """Whether the cases stand in the proposed order already."""


def capacity_of(actor: Actor, meeting: Meeting, *, cases: int) -> Capacity:
    """What a meeting holds: its own numbers, else the pack's."""
    numbers = practice(actor).processes["marac"].numbers
    return Capacity(
        cases=cases,
        most=meeting.capacity or int(numbers.cases_per_meeting.value),
        minutes=meeting.minutes_per_case or int(numbers.minutes_per_case.value),
    )


def times_deferred(file_ids: Iterable[UUID]) -> Counter[UUID]:
    """How often each case was put off. One query."""
    rows = Hearing.objects.filter(file__in=list(file_ids), state=HearingState.DEFERRED)
    return Counter(rows.values_list("file_id", flat=True))


@once
def agenda_page(*, actor: Actor, meeting_id: UUID, today: date) -> AgendaPage:
    """The agenda as it stands and as it is proposed. Ten queries. Raises NotFound."""
    meeting = Meeting.objects.filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    hearings = list(
        Hearing.objects.filter(meeting=meeting).select_related("file", "referral").order_by("order", "listed_at")
    )
    # Cases that were heard or put off keep their places, first; only what is still to come is put in order.
    open_ = [one for one in hearings if one.state == HearingState.LISTED]
    found = _candidates(actor, meeting, open_)
    capacity = capacity_of(actor, meeting, cases=sum(one.state not in TAKEN_OFF for one in hearings))
    placed = propose(
        found, windows=_windows(meeting), starts_at=meeting.starts_at, minutes=capacity.minutes, today=today
    )
    waits = {one.id for one in could_wait(found, number=capacity.over)}
    times = agenda_times(meeting.id)
    by_id = {one.id: (number, one) for number, one in enumerate(open_, start=1)}
    return AgendaPage(
        meeting_id=meeting.id,
        on=meeting.on,
        lines=tuple(_line(one, *by_id[one.id], time=times.get(one.id), waits=one.id in waits) for one in placed),
        capacity=capacity,
        extra_on=_extra(actor, meeting, today=today) if capacity.over else None,
        same=[one.id for one in placed] == [one.id for one in open_],
    )


def _line(placed: Placed, number: int, hearing: Hearing, *, time: ShownTime | None, waits: bool) -> AgendaLine:
    return AgendaLine(
        hearing_id=hearing.id,
        file_id=hearing.file_id,
        reference=hearing.file.reference,
        initials=hearing.file.title,
        number=number,
        slot_at=time.at if time else None,
        proposed=placed,
        waits=waits,
    )


def _candidates(actor: Actor, meeting: Meeting, hearings: Sequence[Hearing]) -> list[Candidate]:
    files = [one.file_id for one in hearings]
    risks, deferred = latest_for(files), times_deferred(files)
    only_once = set(OneChance.objects.filter(file__in=files, ended_at=None).values_list("file_id", flat=True))
    agencies: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for hearing_id, agency_id in Research.objects.filter(hearing__in=hearings).values_list("hearing_id", "agency_id"):
        agencies[hearing_id].add(agency_id)
    process = practice(actor).processes["marac"]
    judgement = {one.code for one in process.criteria_in_use if one.rule == "judgement"}
    found = []
    for one in hearings:
        risk, referral = risks.get(one.file_id), one.referral
        judged = bool(judgement & set(referral.criteria)) or (risk is not None and risk.high_on_judgement)
        found.append(
            Candidate(
                id=one.id,
                urgent=meeting.urgent or one.file_id in only_once,
                judged=judged,
                score=risk.score if risk else None,
                high=judged or (risk is not None and risk.high),
                referred_on=referral.referred_on,
                repeat=bool(referral.repeat),
                children=referral.children,
                deferred=deferred[one.file_id],
                agencies=frozenset(agencies[one.id]),
            )
        )
    return found


def _windows(meeting: Meeting) -> dict[UUID, Window]:
    said = list(Coming.objects.filter(meeting=meeting, how__in=COMES))
    partly = [one for one in said if one.there_from or one.there_until]
    names = dict(Agency.objects.filter(id__in=[one.agency_id for one in partly]).values_list("id", "name"))
    return {one.agency_id: Window(names[one.agency_id], one.there_from, one.there_until) for one in partly}


def _extra(actor: Actor, meeting: Meeting, *, today: date) -> date | None:
    ahead = Meeting.objects.filter(forum=meeting.forum_id, on__gt=meeting.on, urgent=False).exclude(state__in=OVER)
    return extra_day(
        on=meeting.on,
        before=ahead.order_by("on").values_list("on", flat=True).first(),
        today=today,
        calendar=calendar_of(practice(actor), kind="marac"),
    )
