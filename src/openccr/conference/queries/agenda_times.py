"""The times of an agenda as the reader may know them: a case that they are kept out of leaves no gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class ShownTime:
    """The time of one case for the reader.

    Args:
        moved: cases hidden from the reader stand on the agenda, so that a change of time says nothing to them.
    """

    at: time
    moved: bool


def agenda_times(meeting_id: UUID) -> dict[UUID, ShownTime]:
    """The times of the cases that the reader sees and that wait or were heard, by hearing. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hearing_id, slot_at, moved FROM openccr.agenda_times(%s)", [meeting_id])
        return {hearing: ShownTime(at, moved) for hearing, at, moved in cursor.fetchall()}
