"""The guests of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.conference.models import Guest
from openccr.conference.rules.attending import GUESTS, JOINS


@dataclass(frozen=True)
class GuestShown:
    """Somebody let in to one meeting."""

    name: str
    organisation: str
    kind: str
    why: str
    joins: str
    identified: str
    signed_at: datetime


def guests_of(meeting_id: UUID) -> list[GuestShown]:
    """Who was let in to that meeting. One query."""
    return [
        GuestShown(
            name=row.name,
            organisation=row.organisation,
            kind=GUESTS[row.kind],
            why=row.why,
            joins=JOINS[row.joins],
            identified=row.identified,
            signed_at=row.signed_at,
        )
        for row in Guest.objects.filter(meeting_id=meeting_id).order_by("signed_at")
    ]
