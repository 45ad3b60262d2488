"""Nothing that a request is about is disposed of while it is being answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from openccr.documents.models import LegalHold
from openccr.kernel.actors import Actor
from openccr.subjectaccess.models import SubjectRequest

_WHY = "Data protection, "
"""Neutral: whoever works on the case reads it, and that somebody asked is not theirs to know."""


def hold_files(*, actor: Actor, row: SubjectRequest, files: Iterable[UUID], at: datetime) -> None:
    """Hold the files that are not held for this request yet."""
    why = f"{_WHY}{row.reference}"
    held = set(LegalHold.objects.filter(why=why, ended_at=None).values_list("file_id", flat=True))
    LegalHold.objects.bulk_create(
        LegalHold(file_id=file, why=why, set_at=at, set_by=actor.name) for file in sorted(set(files) - held)
    )


def let_files_go(*, actor: Actor, row: SubjectRequest, at: datetime) -> None:
    """End the holds of this request, and no other."""
    LegalHold.objects.filter(why=f"{_WHY}{row.reference}", ended_at=None).update(
        ended_at=at, ended_by=actor.name, ended_why="Answered"
    )
