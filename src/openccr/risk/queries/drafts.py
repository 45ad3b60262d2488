"""What one has half answered. The wall of drafts shows nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.kernel.once import once
from openccr.risk.models import Draft

LISTED = 20
"""How many half-answered assessments the to-do list names, the newest first."""


@dataclass(frozen=True)
class HalfAnswered:
    """An assessment that this actor has half answered; `instrument` is key@version."""

    file_id: UUID
    reference: str
    initials: str
    instrument: str
    saved_at: datetime


@once
def draft_of(*, file_id: UUID, instrument: str) -> dict[str, Any]:
    """What this actor's form held, field by field; empty when nothing was kept. One query."""
    return Draft.objects.filter(file_id=file_id, instrument=instrument).values_list("typed", flat=True).first() or {}


def drafts_of(file_id: UUID) -> dict[str, datetime]:
    """What this actor has half answered on a file: key@version → when it was kept. One query."""
    return dict(Draft.objects.filter(file_id=file_id).values_list("instrument", "saved_at"))


@asked
def half_answered() -> Steps[list[HalfAnswered]]:
    """What this actor has half answered on any file, the newest first. One query."""
    (rows,) = yield (Draft.objects.select_related("file").order_by("-saved_at")[:LISTED],)
    return [HalfAnswered(row.file_id, row.file.reference, row.file.title, row.instrument, row.saved_at) for row in rows]
