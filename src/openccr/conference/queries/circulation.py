"""Who has the agenda, who opened it, who comes and who was reminded: one row for each agency invited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from openccr.conference.models import AgendaOpened, AgendaSent, Attendance, Chase, Coming, Hearing, Meeting, Research
from openccr.conference.rules.chasing import words_of
from openccr.conference.rules.coming import HOW, missing_core, took_part
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Said:
    """What an agency said of how it takes part."""

    how: str
    words: str
    name: str
    deputy: bool
    there_from: time | None
    there_until: time | None


@dataclass(frozen=True)
class AgencyLine:
    """One agency invited to a meeting.

    Args:
        sent: the latest version that went to it, 0 for none.
        opened: who opened that version, and when.
        answered: it has said since then how it takes part, perhaps on the telephone: so it has that version.
        asked_at: when it was first asked of this meeting; a late case makes it no newer.
        counts: how it counts once the meeting is held; empty before.
    """

    agency_id: UUID
    agency: str
    core: bool
    sent: int
    sent_at: datetime | None
    opened: tuple[tuple[str, datetime], ...]
    answered: bool
    asked: int
    asked_at: datetime
    returned: int
    late: bool
    said: Said | None
    reminded: tuple[str, ...]
    counts: str


@dataclass(frozen=True)
class CirculationPage:
    """A meeting's agencies, as whoever leads it sees them."""

    meeting_id: UUID
    on: date
    version: int
    state: str
    lines: tuple[AgencyLine, ...]
    missing_core: tuple[str, ...]


def circulation(*, actor: Actor, meeting_id: UUID, today: date) -> CirculationPage:
    """The grid of one meeting. Nine queries. Raises NotFound."""
    meeting = Meeting.objects.filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    hearings = Hearing.objects.filter(meeting=meeting)
    asked: defaultdict[UUID, list[Research]] = defaultdict(list)
    for row in Research.objects.filter(hearing__in=hearings).only("agency_id", "state", "due_on", "asked_at"):
        asked[row.agency_id].append(row)
    agencies = Agency.objects.filter(id__in=list(asked)).order_by("name")
    sent = {row.agency_id: row for row in AgendaSent.objects.filter(meeting=meeting).order_by("version")}
    opened: defaultdict[tuple[UUID, int], list[tuple[str, datetime]]] = defaultdict(list)
    for one in AgendaOpened.objects.filter(meeting=meeting).order_by("opened_at"):
        opened[one.agency_id, one.version].append((one.name, one.opened_at))
    coming = list(Coming.objects.filter(meeting=meeting))
    said = {row.agency_id: _said(row) for row in coming}
    said_at = {row.agency_id: row.said_at for row in coming}
    reminded: defaultdict[UUID, list[str]] = defaultdict(list)
    for step in Chase.objects.filter(meeting=meeting).order_by("on", "what"):
        reminded[step.agency_id].append(words_of(step.step, step.what, step.on))
    signed = defaultdict(set)
    attendance = list(Attendance.objects.filter(meeting=meeting))
    for entry in attendance:
        signed[entry.agency_id].add(entry.kind)
    there = _there(attendance, chair_id=meeting.chair_id)
    core = practice(actor).processes["marac"].quorum.agency_kinds
    lines: list[AgencyLine] = []
    kinds: dict[str, str | None] = {}
    for agency in agencies:
        rows, last, answer = asked[agency.id], sent.get(agency.id), said.get(agency.id)
        returned = sum(row.state != ResearchState.ASKED for row in rows)
        kinds[agency.kind] = _better(kinds.get(agency.kind), there.get(agency.id, answer.how if answer else None))
        lines.append(
            AgencyLine(
                agency_id=agency.id,
                agency=agency.name,
                core=agency.kind in core,
                sent=last.version if last else 0,
                sent_at=last.sent_at if last else None,
                opened=tuple(opened[agency.id, last.version]) if last else (),
                answered=last is not None and agency.id in said_at and said_at[agency.id] >= last.sent_at,
                asked=len(rows),
                asked_at=min(row.asked_at for row in rows),
                returned=returned,
                late=any(row.state == ResearchState.ASKED and row.due_on < today for row in rows),
                said=answer,
                reminded=tuple(reminded[agency.id]),
                counts=""
                if meeting.state != MeetingState.HELD
                else took_part(
                    signed=bool(signed[agency.id] - {"apologies"}),
                    apologies="apologies" in signed[agency.id],
                    how=answer.how if answer else "",
                    returned=returned,
                ),
            )
        )
    return CirculationPage(
        meeting_id=meeting.id,
        on=meeting.on,
        version=meeting.version,
        state=meeting.state,
        lines=tuple(lines),
        missing_core=tuple(_words_of_kind(actor, kind) for kind in missing_core(core=core, coming=kinds)),
    )


def coming_of(*, meeting_id: UUID, agency_id: UUID) -> Coming | None:
    """What an agency said of a meeting. One query."""
    return Coming.objects.filter(meeting_id=meeting_id, agency_id=agency_id).first()


def missing_core_of(
    *, actor: Actor, meeting: Meeting, invited: set[UUID], attendance: Iterable[Attendance]
) -> list[str]:
    """The kinds of agency without which the meeting does not decide and that nobody comes for. Two queries."""
    kinds: dict[str, str | None] = {}
    said = dict(Coming.objects.filter(meeting=meeting).values_list("agency_id", "how"))
    said |= _there(attendance, chair_id=meeting.chair_id)
    for id, kind in Agency.objects.filter(id__in=invited).values_list("id", "kind"):
        kinds[kind] = _better(kinds.get(kind), said.get(id))
    core = practice(actor).processes["marac"].quorum.agency_kinds
    return [_words_of_kind(actor, kind) for kind in missing_core(core=core, coming=kinds)]


def _there(attendance: Iterable[Attendance], *, chair_id: UUID | None) -> dict[UUID, str]:
    """Agencies somebody of whom has signed for the meeting, whatever they said before; the chair speaks for none."""
    return {
        one.agency_id: one.joins
        for one in attendance
        if one.kind == "present" and one.signed_at and (chair_id is None or one.appointment_id != chair_id)
    }


def _better(one: str | None, other: str | None) -> str | None:
    """Of two agencies of one kind the answer that brings somebody into the room counts."""
    order = [*HOW, None]
    return min((one, other), key=order.index)


def _words_of_kind(actor: Actor, kind: str) -> str:
    kinds = practice(actor).agencies.kinds
    return kinds[kind].name if kind in kinds else kind.replace("_", " ")


def _said(row: Coming) -> Said:
    return Said(row.how, HOW[row.how], row.name, row.deputy, row.there_from, row.there_until)
