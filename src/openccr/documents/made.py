"""The papers that somebody has made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.documents.kinds import paper_kinds
from openccr.documents.making import still_stands
from openccr.documents.models import MadePaper
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class PaperShown:
    """A paper that is ready. `stands`: it says what it would say now; another one has to be made again."""

    id: UUID
    title: str
    recipient: str
    reference: str
    made_at: datetime
    delete_after: datetime
    stands: bool


def papers_about(actor: Actor, about: UUID, *, kind: str = "") -> list[PaperShown]:
    """The actor's own papers about a meeting or case, the newest first.

    Args:
        kind: only of this kind, and then looked at whether each still stands.
    """
    mine = MadePaper.objects.filter(made_by=actor.appointment, about_id=about)
    rows = (mine.filter(kind=kind) if kind else mine).order_by("-made_at", "recipient")
    return [
        PaperShown(
            id=row.id,
            title=paper_kinds()[row.kind].title if row.kind in paper_kinds() else row.kind,
            recipient=row.recipient,
            reference=row.reference,
            made_at=row.made_at,
            delete_after=row.delete_after,
            stands=not kind or still_stands(actor, row),
        )
        for row in rows
    ]
