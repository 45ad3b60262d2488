"""What the pages of meetings show. Whoever is shut out of a case sees an agenda without it and without a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Q

from openccr.conference.models import Attendance, Hearing, Meeting, Referral, Research
from openccr.conference.rules.hearings import HEARING
from openccr.conference.rules.meetings import ATTENDANCE, MEETING, MeetingFacts, MeetingState
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment, Forum
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role

NEXT = 300
"""How many listed cases the home page looks ahead: what a busy area hears in half a year."""


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


@dataclass(frozen=True)
class Listed:
    """A case on an agenda, numbered as the reader sees it."""

    number: int
    hearing_id: UUID
    file_id: UUID
    reference: str
    initials: str
    state: str
    state_words: str
    repeat: bool | None
    asked: int
    returned: int
    agencies_missing: tuple[str, ...]
    has_wishes: bool


@dataclass(frozen=True)
class Silent:
    """An agency whose research is not back, and for how many cases."""

    agency: str
    cases: int
    due_on: date
    late: bool


@dataclass(frozen=True)
class Present:
    """Somebody in the attendance of a meeting."""

    name: str
    agency: str
    kind: str
    signed_at: datetime | None


@dataclass(frozen=True)
class MeetingPage:
    """One meeting with everything that its page shows."""

    id: UUID
    on: date
    starts_at: time
    venue: str
    chair: str
    chair_id: UUID | None
    state: str
    state_words: str
    urgent: bool
    agenda_due_on: date
    research_due_on: date
    circulated_at: datetime | None
    held_at: datetime | None
    agenda: tuple[Listed, ...]
    silent: tuple[Silent, ...]
    present: tuple[Present, ...]
    signed: bool
    moves: dict[str, Refusal | None]

    @property
    def asked(self) -> int:
        return sum(case.asked for case in self.agenda)

    @property
    def returned(self) -> int:
        return sum(case.returned for case in self.agenda)

    @property
    def unanswered(self) -> int:
        """How many were never returned and are asked for no more: their case was heard or taken off the agenda."""
        return self.asked - self.returned - sum(one.cases for one in self.silent)


def meetings(*, first: int, last: int) -> tuple[list[MeetingLine], int]:
    """Meetings from number `first` to `last`, the furthest ahead first, and how many there are in all."""
    every = Meeting.objects.order_by("-on", "-starts_at")
    found = list(every.select_related("chair")[first:last])
    listed = dict(Hearing.objects.filter(meeting__in=found).values_list("id", "meeting_id"))
    return _lines(found, listed), every.count()


@once
def meetings_ahead() -> list[MeetingLine]:
    """Meetings not yet held, the next one first; those whose day has passed stand before it."""
    found = Meeting.objects.exclude(state=MeetingState.HELD).select_related("chair").order_by("on", "starts_at")
    return _lines(list(found), agenda_ahead(), last=NEXT)


@once
def agenda_ahead() -> dict[UUID, UUID]:
    """Hearing → meeting, of the meetings not yet held, the next one first."""
    ahead = Hearing.objects.exclude(meeting__state=MeetingState.HELD).order_by("meeting__on", "order")
    return dict(ahead.values_list("id", "meeting_id"))


def meeting_page(*, actor: Actor, meeting_id: UUID, today: date) -> MeetingPage:
    """One meeting as the actor sees it. Raises NotFound."""
    meeting = Meeting.objects.select_related("chair").filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    hearings = list(
        Hearing.objects.filter(meeting=meeting).select_related("file", "referral").order_by("order", "listed_at")
    )
    research = list(Research.objects.filter(hearing__in=[hearing.id for hearing in hearings]))
    agencies = dict(Agency.objects.values_list("id", "name"))
    attendance = list(Attendance.objects.filter(meeting=meeting).order_by("name"))
    facts = MeetingFacts(
        cases=len(hearings),
        unheard=sum(hearing.state == HEARING.first for hearing in hearings),
        chair=meeting.chair_id is not None,
        on=meeting.on,
        today=today,
    )
    return MeetingPage(
        id=meeting.id,
        on=meeting.on,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        chair=meeting.chair.name if meeting.chair else "",
        chair_id=meeting.chair_id,
        state=meeting.state,
        state_words=MEETING.states[meeting.state],
        urgent=meeting.urgent,
        agenda_due_on=meeting.agenda_due_on,
        research_due_on=meeting.research_due_on,
        circulated_at=meeting.circulated_at,
        held_at=meeting.held_at,
        agenda=tuple(_agenda(hearings, research, agencies)),
        silent=tuple(_silent(hearings, research, agencies, today=today)),
        present=tuple(
            Present(
                name=row.name,
                agency=agencies.get(row.agency_id, ""),
                kind=ATTENDANCE[row.kind] if row.kind != "present" else "Present",
                signed_at=row.signed_at,
            )
            for row in attendance
        ),
        signed=any(row.appointment_id == actor.appointment_id and row.signed_at for row in attendance),
        moves=MEETING.offered(state=meeting.state, facts=facts),
    )


def waiting_for_a_meeting() -> list[tuple[UUID, str]]:
    """Accepted referrals that are on no agenda, the oldest first, as (id, words)."""
    found = Referral.objects.filter(state=ReferralState.ACCEPTED).select_related("file").order_by("received_at")
    return [
        (row.id, f"{row.file.title} {row.file.reference}, referred {row.referred_on.day} {row.referred_on:%B %Y}")
        for row in found
    ]


def meetings_to_list_on(*, today: date) -> list[tuple[UUID, str]]:
    """Meetings that a case can still be listed on, the next one first, as (id, words)."""
    found = Meeting.objects.filter(on__gte=today).exclude(state=MeetingState.HELD).order_by("on", "starts_at")
    return [(row.id, _words(row)) for row in found]


def agencies_to_choose(*, actor: Actor, today: date) -> tuple[list[tuple[UUID, str]], list[UUID]]:
    """The partnership's agencies as (id, name), and which of them the pack asks for research by their kind."""
    asked = practice(actor).processes["marac"].research.asked
    current = list(Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today)).order_by("name"))
    return [(row.id, row.name) for row in current], [row.id for row in current if row.kind in asked]


def chairs(*, today: date) -> list[tuple[UUID, str]]:
    """Who may chair, as (appointment, words)."""
    found = Appointment.objects.filter(Q(until_on=None) | Q(until_on__gte=today), role=Role.CHAIR, from_on__lte=today)
    return [(row.id, f"{row.name}, {row.agency.name}") for row in found.select_related("agency").order_by("name")]


def forums() -> list[tuple[UUID, str]]:
    """The partnership's conferences, as (id, name)."""
    return list(Forum.objects.filter(kind="marac").order_by("name").values_list("id", "name"))


def _words(meeting: Meeting) -> str:
    urgent = ", urgent" if meeting.urgent else ""
    return f"{meeting.on.day} {meeting.on:%B %Y} at {meeting.starts_at:%H:%M}{urgent}"


def _lines(found: list[Meeting], listed: dict[UUID, UUID], *, last: int | None = None) -> list[MeetingLine]:
    """The meetings with their counts; `listed` is hearing → meeting, of whose first `last` the research is counted."""
    cases = Counter(listed.values())
    asked, returned = Counter[UUID](), Counter[UUID]()
    research = Research.objects.filter(hearing_id__in=list(listed)[:last]).order_by().values_list("hearing_id", "state")
    for hearing_id, state, number in research.annotate(Count("id")):
        asked[listed[hearing_id]] += number
        returned[listed[hearing_id]] += number if state != ResearchState.ASKED else 0
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


def _agenda(hearings: Iterable[Hearing], research: Iterable[Research], agencies: dict[UUID, str]) -> Iterable[Listed]:
    by_hearing: dict[UUID, list[Research]] = {}
    for one in research:
        by_hearing.setdefault(one.hearing_id, []).append(one)
    for number, hearing in enumerate(hearings, start=1):
        asked = by_hearing.get(hearing.id, [])
        missing = [one for one in asked if one.state == ResearchState.ASKED]
        yield Listed(
            number=number,
            hearing_id=hearing.id,
            file_id=hearing.file_id,
            reference=hearing.file.reference,
            initials=hearing.file.title,
            state=hearing.state,
            state_words=HEARING.states[hearing.state],
            repeat=hearing.referral.repeat,
            asked=len(asked),
            returned=len(asked) - len(missing),
            agencies_missing=tuple(sorted(agencies.get(one.agency_id, "") for one in missing)),
            has_wishes=bool(hearing.her_views or hearing.referral.wishes or any(one.her_wishes for one in asked)),
        )


def _silent(
    hearings: Iterable[Hearing], research: Iterable[Research], agencies: dict[UUID, str], *, today: date
) -> list[Silent]:
    waiting = {hearing.id for hearing in hearings if hearing.state == HEARING.first}
    missing = [one for one in research if one.state == ResearchState.ASKED and one.hearing_id in waiting]
    counts = Counter(one.agency_id for one in missing)
    due = {one.agency_id: one.due_on for one in sorted(missing, key=lambda one: one.due_on, reverse=True)}
    silent = [
        Silent(agency=agencies.get(key, ""), cases=number, due_on=due[key], late=due[key] < today)
        for key, number in counts.items()
    ]
    return sorted(silent, key=lambda one: (-one.cases, one.agency))
