"""Who has answered of which case: for the coordinator the whole meeting, for an agency what it is still asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.rules.research import ResearchState, Return, Via, return_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


@dataclass(frozen=True)
class GridCase:
    """A column: one case of the meeting."""

    hearing_id: UUID
    file_id: UUID
    number: int
    initials: str
    reference: str


@dataclass(frozen=True)
class GridCell:
    """How one agency stands on one case.

    Args:
        by_telephone, by_document: how the answer came, where the agency did not type it itself.
        sent_to, sent_at: to whom the form for secure mail was made, and when.
    """

    state: Return
    research_id: UUID | None = None
    file_id: UUID | None = None
    due_on: date | None = None
    by_telephone: bool = False
    by_document: bool = False
    sent_to: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True)
class GridRow:
    """One agency over all cases."""

    agency_id: UUID
    agency: str
    cells: tuple[GridCell, ...]

    def count(self, *states: Return) -> int:
        return sum(cell.state in states for cell in self.cells)

    @property
    def waiting(self) -> int:
        """How many answers are not back."""
        return self.count(Return.ASKED, Return.LATE)

    @property
    def late(self) -> bool:
        return self.count(Return.LATE) > 0


@dataclass(frozen=True)
class Grid:
    """Agencies by cases of one meeting, without the cases that the reader is kept out of."""

    meeting_id: UUID
    on: date
    cases: tuple[GridCase, ...]
    rows: tuple[GridRow, ...]


def research_grid(meeting_id: UUID, *, today: date) -> Grid:
    """The grid of one meeting. Three queries. Raises NotFound."""
    meeting = Meeting.objects.filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    hearings = list(Hearing.objects.filter(meeting=meeting).select_related("file").order_by("order", "listed_at"))
    for hearing in hearings:
        hearing.meeting = meeting
    by_id = {hearing.id: hearing for hearing in hearings}
    asked: dict[tuple[UUID, UUID], Research] = {}
    agencies: dict[UUID, str] = {}
    for row in Research.objects.filter(hearing__in=by_id).select_related("agency"):
        asked[row.agency_id, row.hearing_id] = row
        agencies[row.agency_id] = row.agency.name
    return Grid(
        meeting_id=meeting.id,
        on=meeting.on,
        cases=tuple(
            GridCase(one.id, one.file_id, number, one.file.title, one.file.reference)
            for number, one in enumerate(hearings, start=1)
        ),
        rows=tuple(
            GridRow(agency_id, name, tuple(_cell(asked.get((agency_id, one.id)), one, today=today) for one in hearings))
            for agency_id, name in sorted(agencies.items(), key=lambda pair: pair[1])
        ),
    )


def nils_to_choose(actor: Actor, meeting_id: UUID) -> list[tuple[UUID, str]]:
    """The questions of a meeting that the actor's agency has not answered, in the agenda's order, as (id, words)."""
    rows = Research.objects.filter(hearing__meeting_id=meeting_id, agency_id=actor.agency, state=ResearchState.ASKED)
    found = rows.select_related("file", "hearing__meeting").order_by("hearing__order", "hearing__listed_at")
    return [(row.id, f"{row.file.title} {row.file.reference}") for row in found if row.hearing.is_open]


def _cell(row: Research | None, hearing: Hearing, *, today: date) -> GridCell:
    if row is None:
        return GridCell(Return.NOT_ASKED)
    return GridCell(
        state=return_of(row.state, due_on=row.due_on, today=today, closed=not hearing.is_open),
        research_id=row.id,
        file_id=row.file_id,
        due_on=row.due_on,
        by_telephone=row.via == Via.TELEPHONE,
        by_document=row.via == Via.DOCUMENT,
        sent_to=row.document_to,
        sent_at=row.document_at,
    )
