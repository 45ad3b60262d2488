"""What is attached to a referral that is not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.conference.models import DraftFile
from openccr.documents.attaching import size_words


@dataclass(frozen=True)
class DraftFileLine:
    """One file of a draft as its pages list it; its bytes are not read."""

    id: UUID
    name: str
    kind: str
    size: str
    by: str
    at: datetime


def files_of_draft(draft: UUID) -> list[DraftFileLine]:
    """The files of a draft, the oldest first. One query."""
    rows = DraftFile.objects.filter(draft_id=draft).order_by("kept_at")
    return [
        DraftFileLine(key, name, kind, size_words(size), by, at)
        for key, name, kind, size, by, at in rows.values_list("id", "name", "kind", "size", "kept_by_name", "kept_at")
    ]
