"""Cases of the same pair that are on a coming agenda already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.conference.models import Hearing
from openccr.people.queries.pairs import files_of_pair


@dataclass(frozen=True)
class ListedAlready:
    """A case of the same victim and person who harms that waits on its meeting."""

    file_id: UUID
    reference: str
    meeting_id: UUID
    meeting_on: date


@asked
def listed_already(file_id: UUID) -> Steps[list[ListedAlready]]:
    """The cases of this pair on coming agendas, the next meeting first. One query; no case out of the actor's sight."""
    (rows,) = yield (Hearing.coming_of(files_of_pair(file_id)),)
    return [ListedAlready(row.file_id, row.file.reference, row.meeting_id, row.meeting.on) for row in rows]
