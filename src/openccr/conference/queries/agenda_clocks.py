"""The agenda of a meeting with a clock a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.conference.models import Hearing
from openccr.conference.queries.attending import with_whether_here
from openccr.conference.rules.clocks import CaseClock, case_clock
from openccr.conference.rules.hearings import HEARING
from openccr.kernel.refusals import NotFound


@dataclass(frozen=True)
class OnAgenda:
    """A case on the agenda as the reader sees it, with its clock.

    Args:
        named: it has begun or ended, or is the one on the page: the room knows it. The others go by number.
    """

    file_id: UUID
    hearing_id: UUID
    number: int
    initials: str
    reference: str
    state: str
    state_words: str
    clock: CaseClock
    current: bool
    named: bool


@asked
def agenda_with(*, file_id: UUID, hearing_id: UUID) -> Steps[list[Hearing]]:
    """The agenda of the hearing's meeting as the actor sees it. One query.

    Raises NotFound when the case is not on it for them.
    """
    meeting = Hearing.objects.filter(id=hearing_id, file_id=file_id).values("meeting_id")
    agenda = Hearing.objects.filter(meeting_id__in=meeting).select_related("file", "meeting__forum")
    (rows,) = yield (with_whether_here(agenda, actor=current_actor()).order_by("order", "listed_at"),)
    if not rows:
        raise NotFound
    return rows


def clocked(rows: Sequence[Hearing], current: Hearing, minutes: int) -> list[OnAgenda]:
    """The agenda with its clocks as they stand now."""
    now = timezone.now()
    return [
        OnAgenda(
            file_id=row.file_id,
            hearing_id=row.id,
            number=number,
            initials=row.file.title,
            reference=row.file.reference,
            state=row.state,
            state_words=HEARING.states[row.state],
            clock=case_clock(
                planned=minutes, began=row.began(at=now), ended=row.heard_at, is_open=row.is_open, now=now
            ),
            current=row.id == current.id,
            named=row.id == current.id or row.began(at=now) is not None or not row.is_open,
        )
        for number, row in enumerate(rows, start=1)
    ]
