"""The nightly reminders before a meeting: the agency's people first, then its lead, then the coordinator's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.operations.owners import leads_of
from openccr.audit.operations import record
from openccr.conference.models import AgendaOpened, AgendaSent, Chase, Coming, Hearing, Meeting, Research
from openccr.conference.rules.chasing import Chased, Rungs, Step, step_due
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import OVER, MeetingState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_agency, tell_person
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class _Open:
    """Something that one agency still owes one meeting, and the day it is counted from."""

    meeting: Meeting
    agency_id: UUID
    what: Chased
    counted_from: date
    files: frozenset[UUID]


def chase(*, actor: Actor, today: date, at: datetime) -> int:
    """Take tonight's step for whatever agencies still owe the meetings ahead, and tell whom it concerns, not of what.

    Each step is written down once, so a night that runs twice tells nobody twice. Returns how many steps were taken.
    """
    with acting_as(actor):
        must(actor, "conference.chase")
        holidays = practice(actor).holidays
        chasing = practice(actor).processes["marac"].chasing
        rungs = {key: Rungs(one.owner, one.lead, one.coordinator) for key, one in chasing.items()}
        owed = list(_owed(today))
        taken: dict[tuple[UUID, UUID, str], set[Step]] = defaultdict(set)
        for row in Chase.objects.filter(meeting__in={one.meeting.id for one in owed}):
            taken[row.meeting_id, row.agency_id, row.what].add(Step(row.step))
        steps: list[tuple[_Open, Step]] = []
        for one in owed:
            step = step_due(
                rungs=rungs[one.what], counted_from=one.counted_from, meeting_on=one.meeting.on, today=today,
                taken=taken[one.meeting.id, one.agency_id, one.what], holidays=holidays,
            )  # fmt: skip
            if step is not None:
                steps.append((one, step))
        Chase.objects.bulk_create(
            Chase(
                partnership_id=one.meeting.partnership_id, meeting=one.meeting, agency_id=one.agency_id, what=one.what,
                step=step, on=today,
            )
            for one, step in steps
        )  # fmt: skip
        for one, step in steps:
            _tell(actor, one, step, today=today)
        if steps:
            record("meeting.chased", subjects=sorted({one.meeting.id for one, _ in steps}), at=at)
        return len(steps)


def _owed(today: date) -> Iterator[_Open]:
    """What agencies owe the meetings ahead, in six queries however many there are."""
    ahead = {one.id: one for one in Meeting.objects.filter(on__gte=today).exclude(state__in=OVER)}
    meeting_of = dict(
        Hearing.objects.filter(meeting__in=ahead, state=HearingState.LISTED).values_list("id", "meeting_id")
    )
    files: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    silent: dict[tuple[UUID, UUID], tuple[date, set[UUID]]] = {}
    for row in Research.objects.filter(hearing__in=meeting_of).order_by("due_on"):
        key = (meeting_of[row.hearing_id], row.agency_id)
        files[key].add(row.file_id)
        if row.state == ResearchState.ASKED:
            silent.setdefault(key, (row.due_on, set()))[1].add(row.file_id)
    for (meeting_id, agency), (due_on, about) in silent.items():
        yield _Open(ahead[meeting_id], agency, Chased.RESEARCH, due_on, frozenset(about))
    coming = Coming.objects.filter(meeting__in=ahead).values_list("meeting_id", "agency_id", "said_at")
    said = {(meeting, agency): at for meeting, agency, at in coming}
    opened = set(AgendaOpened.objects.filter(meeting__in=ahead).values_list("meeting_id", "agency_id", "version"))
    every = AgendaSent.objects.filter(meeting__in=ahead).order_by("version")
    sent = {(row.meeting_id, row.agency_id): row for row in every}
    for key, about in files.items():
        meeting = ahead[key[0]]
        if meeting.state != MeetingState.CIRCULATED:
            continue
        if key not in said:
            yield _Open(meeting, key[1], Chased.ATTENDANCE, meeting.on, frozenset(about))
        last = sent.get(key)
        # Whoever has said since how they take part has it, also without an account to open it with.
        answered = key in said and last is not None and said[key] >= last.sent_at
        if last is not None and not answered and (*key, last.version) not in opened:
            yield _Open(meeting, key[1], Chased.AGENDA, timezone.localdate(last.sent_at), frozenset(about))


def _tell(actor: Actor, one: _Open, step: Step, *, today: date) -> None:
    # Its people are told at each step, also when it goes to others: nothing goes over their heads unheard.
    for file_id in sorted(one.files):
        tell_agency(actor=actor, file_id=file_id, agency_id=one.agency_id)
        if step is Step.COORDINATOR:
            tell_agency(actor=actor, file_id=file_id, agency_id=actor.agency)
    if step is Step.LEAD:
        for lead in leads_of([one.agency_id], today=today):
            # Of each case, so that a lead who is kept out of the only one hears nothing of it.
            for file_id in sorted(one.files):
                tell_person(actor=actor, appointment_id=lead.id, file_id=file_id)
