"""What agencies were asked and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from openccr.conference.models import Research
from openccr.conference.rules.research import RESEARCH, ResearchState
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency


@dataclass(frozen=True)
class Said:
    """What one agency said of a case for one meeting.

    Args:
        new: it came in after the agenda was sent out.
        late: it is due and not back.
        suggestions: the actions it suggests, one a line of what it wrote.
    """

    id: UUID
    hearing_id: UUID
    agency_id: UUID
    agency: str
    agency_kind: str
    meeting_on: date
    state: str
    state_words: str
    due_on: date
    returned_at: datetime | None
    returned_by: str
    victim_facts: str
    harmer_facts: str
    child_facts: str
    her_wishes: str
    suggested_actions: str
    not_for_minutes: str
    last_contact_on: date | None
    new: bool
    late: bool
    is_open: bool

    @property
    def suggestions(self) -> tuple[str, ...]:
        lines = (line.strip(" \t-•*") for line in self.suggested_actions.splitlines())
        return tuple(line for line in lines if line)


@once
def said_of(*, file_id: UUID, today: date, hearing_id: UUID | None = None) -> list[Said]:
    """What every agency said of a case, the newest meeting first and those who answered before the silent ones."""
    found = Research.objects.filter(file_id=file_id, **({"hearing_id": hearing_id} if hearing_id else {}))
    rows = list(found.select_related("hearing__meeting", "agency"))
    said = [_said(row, today=today) for row in rows]
    order = [ResearchState.RETURNED, ResearchState.NIL, ResearchState.ASKED]
    return sorted(
        said, key=lambda one: (-one.meeting_on.toordinal(), order.index(ResearchState(one.state)), one.agency)
    )


def research_of(*, file_id: UUID, research_id: UUID, today: date) -> tuple[Said, Agency]:
    """One agency's research, and the agency, for the policy. Raises NotFound."""
    row = Research.objects.filter(id=research_id, file_id=file_id).select_related("hearing__meeting", "agency").first()
    if row is None:
        raise NotFound
    return _said(row, today=today), row.agency


def asked_of(said: list[Said], actor: Actor) -> Said | None:
    """The newest question to the actor's own agency that it can still answer."""
    return next((one for one in said if one.agency_id == actor.agency_id and one.is_open), None)


def _said(row: Research, *, today: date) -> Said:
    out = row.hearing.meeting.circulated_at
    return Said(
        id=row.id,
        hearing_id=row.hearing_id,
        agency_id=row.agency_id,
        agency=row.agency.name,
        agency_kind=row.agency.kind,
        meeting_on=row.hearing.meeting.on,
        state=row.state,
        state_words=RESEARCH.states[row.state],
        due_on=row.due_on,
        returned_at=row.returned_at,
        returned_by=row.returned_by,
        victim_facts=row.victim_facts,
        harmer_facts=row.harmer_facts,
        child_facts=row.child_facts,
        her_wishes=row.her_wishes,
        suggested_actions=row.suggested_actions,
        not_for_minutes=row.not_for_minutes,
        last_contact_on=row.last_contact_on,
        new=bool(out and row.returned_at and row.returned_at > out),
        late=row.state == ResearchState.ASKED and row.due_on < today,
        is_open=row.hearing.is_open,
    )
