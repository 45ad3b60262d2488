"""What the pages of meetings show. Whoever is shut out of a case sees an agenda without it and without a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery

from openccr.conference.models import Attendance, Hearing, Meeting, Minutes, Research
from openccr.conference.queries.agenda import capacity_of, times_deferred
from openccr.conference.queries.agenda_times import agenda_times
from openccr.conference.queries.chair_on_lists import AgainstChair, listed_against_chair
from openccr.conference.queries.circulation import missing_core_of
from openccr.conference.queries.meeting_lists import TAKEN_OFF
from openccr.conference.rules.agenda import times_words
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.capacity import Capacity
from openccr.conference.rules.hearings import HEARING, HearingState
from openccr.conference.rules.meetings import ATTENDANCE, MEETING, MeetingFacts, MeetingState, day_off
from openccr.conference.rules.research import ResearchState
from openccr.conference.rules.schedules import offsets
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role


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
    slot_at: time | None
    deferred: int
    mine: bool
    is_open: bool
    unsent: bool
    news: str
    """What the version of the agenda that is out says anew of it, in words."""
    came_from: str = ""


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

    id: UUID
    name: str
    agency: str
    kind: str
    signed_at: datetime | None
    by_themselves: bool


@dataclass(frozen=True)
class MeetingPage:
    """One meeting with everything that its page shows.

    Args:
        chair_against: for the coordinator, the cases whose no-go list names the chair's agency.
    """

    id: UUID
    on: date
    starts_at: time
    venue: str
    chair: str
    chair_id: UUID | None
    chair_agency: str
    chair_against: AgainstChair
    state: str
    state_words: str
    urgent: bool
    agenda_due_on: date
    research_due_on: date
    day_off: str
    """Why agencies do not work on its day, which an urgent meeting may be on; empty for a working day."""
    circulated_at: datetime | None
    held_at: datetime | None
    minutes_due_on: date
    minutes_state: str
    """Of the newest version that the reader may see; empty when there is none."""
    by_video: str
    changed: str
    unsent: tuple[str, ...]
    version: int
    capacity: Capacity
    missing_core: tuple[str, ...]
    agenda: tuple[Listed, ...]
    silent: tuple[Silent, ...]
    present: tuple[Present, ...]
    signed: bool
    moves: dict[str, Refusal | None]

    @property
    def asked(self) -> int:
        return sum(case.asked for case in self.agenda if case.state not in TAKEN_OFF)

    @property
    def returned(self) -> int:
        return sum(case.returned for case in self.agenda if case.state not in TAKEN_OFF)

    @property
    def times(self) -> str:
        """When the cases that the reader's agency is asked about are taken: "Your cases are at 10:10 and 11:30"."""
        return times_words([case.slot_at for case in self.agenda if case.mine and case.slot_at and case.is_open])

    @property
    def to_send(self) -> bool:
        """Whether the agenda that is out is not what stands here any more."""
        return bool(self.version) and (bool(self.unsent) or any(case.unsent for case in self.agenda))

    @property
    def unanswered(self) -> int:
        """How many were never returned and are asked for no more: their case was heard."""
        return self.asked - self.returned - sum(one.cases for one in self.silent)


def meeting_page(*, actor: Actor, meeting_id: UUID, today: date) -> MeetingPage:
    """One meeting as the actor sees it. Raises NotFound."""
    newest = Minutes.objects.filter(meeting_id=OuterRef("id")).order_by("-number").values("state")[:1]
    rows = Meeting.objects.select_related("chair__agency").annotate(minutes_state=Subquery(newest))
    meeting = rows.filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    # What was said of the case before it was put off stands until it is said anew.
    told = Research.objects.filter(hearing__referral_id=OuterRef("referral_id")).exclude(her_wishes="")
    hearings = list(
        Hearing.objects.filter(meeting=meeting)
        .select_related("file", "referral")
        .annotate(came_from=F("file__transfer_origin__from_name"), told=Exists(told))
        .order_by("order", "listed_at")
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
    calendar = calendar_of(practice(actor), kind="marac")
    return MeetingPage(
        id=meeting.id,
        on=meeting.on,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        chair=meeting.chair.name if meeting.chair else "",
        chair_id=meeting.chair_id,
        chair_agency=meeting.chair.agency.name if meeting.chair else "",
        chair_against=listed_against_chair(meeting, hearings, today=today) if actor.whole_area else AgainstChair(),
        state=meeting.state,
        state_words=MEETING.states[meeting.state],
        urgent=meeting.urgent,
        agenda_due_on=meeting.agenda_due_on,
        research_due_on=meeting.research_due_on,
        day_off=day_off(meeting.on, calendar.holidays),
        circulated_at=meeting.circulated_at,
        held_at=meeting.held_at,
        minutes_due_on=offsets(meeting.on, calendar).minutes_due_on,
        minutes_state=meeting.minutes_state or "",
        by_video=meeting.by_video,
        changed=meeting.changed,
        unsent=tuple(meeting.unsent),
        version=meeting.version,
        capacity=capacity_of(actor, meeting, cases=sum(hearing.state not in TAKEN_OFF for hearing in hearings)),
        missing_core=_missing_core(actor, meeting, research, attendance),
        agenda=tuple(_agenda(actor, meeting, hearings, research, agencies)),
        silent=tuple(_silent(hearings, research, agencies, today=today)),
        present=tuple(
            Present(
                id=row.id,
                by_themselves=row.appointment_id is not None,
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


def _missing_core(
    actor: Actor, meeting: Meeting, research: Iterable[Research], attendance: Iterable[Attendance]
) -> tuple[str, ...]:
    """For whoever leads a meeting whose agenda is out, until it is held."""
    if meeting.state != MeetingState.CIRCULATED or actor.role not in (Role.CHAIR, Role.COORDINATOR):
        return ()
    invited = {one.agency_id for one in research}
    return tuple(missing_core_of(actor=actor, meeting=meeting, invited=invited, attendance=attendance))


def _agenda(
    actor: Actor, meeting: Meeting, hearings: Sequence[Hearing], research: Iterable[Research], agencies: dict[UUID, str]
) -> Iterable[Listed]:
    deferred = times_deferred(hearing.file_id for hearing in hearings)
    by_hearing: dict[UUID, list[Research]] = {}
    for one in research:
        by_hearing.setdefault(one.hearing_id, []).append(one)
    times = agenda_times(meeting.id)
    for number, hearing in enumerate(hearings, start=1):
        shown = times.get(hearing.id)
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
            slot_at=shown.at if shown else None,
            deferred=deferred[hearing.file_id] - (hearing.state == HearingState.DEFERRED),
            mine=any(one.agency_id == actor.agency_id for one in asked),
            is_open=hearing.state == HEARING.first,
            unsent=_is_unsent(hearing),
            news=_news(hearing, meeting.version, moved=bool(shown and shown.moved)),
            came_from=getattr(hearing, "came_from", None) or "",
            has_wishes=bool(hearing.her_views or hearing.referral.wishes or getattr(hearing, "told", False)),
        )


def _is_unsent(hearing: Hearing) -> bool:
    if hearing.state == HearingState.LISTED:
        return hearing.sent_in is None or hearing.sent_slot != hearing.slot_at
    return hearing.state != HearingState.HEARD and hearing.sent_in is not None and hearing.left_in is None


def _news(hearing: Hearing, version: int, *, moved: bool) -> str:
    if version < 2:
        return ""
    # Where a case is hidden from the reader, the times they see may stand still while the true ones change.
    return {hearing.changed_in: "" if moved else "New time", hearing.sent_in: "New", hearing.left_in: "Taken off"}.get(
        version, ""
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
