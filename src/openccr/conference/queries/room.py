"""Which case stands on the screen of the room."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from openccr.conference.models import Hearing, Meeting
from openccr.conference.queries.hearings import HearingPage
from openccr.kernel.refusals import NotFound


def on_screen(meeting_id: UUID) -> tuple[Meeting, tuple[UUID, UUID] | None]:
    """The meeting, and file and hearing on its screen; None between two cases, and for a case hidden from the reader.

    Two queries. Raises NotFound.
    """
    meeting = Meeting.objects.filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound
    rows = Hearing.objects.filter(meeting=meeting, in_room_at__isnull=False).order_by("-in_room_at")
    return meeting, rows.values_list("file_id", "id").first()


def mark_of(found: HearingPage | None) -> str:
    """A short mark of what the screen shows: another one means that there is something new to show."""
    if found is None:
        return "none"
    shown = (
        found.hearing_id, found.number, found.of, found.state, found.notes, found.started_at, found.plan, found.wishes,
        found.identity.get("risk_text"), found.watched.dates,
        [(one.label, one.seen.counted, one.seen.amber) for one in found.watched.people],
    )  # fmt: skip
    return sha256(repr(shown).encode()).hexdigest()[:16]
