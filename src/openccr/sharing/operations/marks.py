"""Writing down how far something goes, and what goes no further than her IDVA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.access import sealing
from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.sharing.models import AdviserNote, Mark
from openccr.sharing.rules.marks import May

PURPOSE = "adviser_note"


def set_mark(*, actor: Actor, file_id: UUID, kind: str, may: May, at: datetime) -> None:
    """Write down how far a kind of information goes, as she said; it holds for what is said and written from now on.

    Raises NotFound for a kind on which she is not asked.
    """
    with acting_as(actor):
        must(actor, "sharing.mark")
        _check(actor, kind)
        row = Mark(
            file_id=file_id, kind=kind, may=may.value, decided_by=actor.appointment, decided_by_name=actor.name, at=at
        )
        Mark.objects.bulk_create([row])
        record("mark.set", file_id=file_id, subjects=[row.id], fields=[kind], at=at)


def write_adviser_note(*, actor: Actor, file_id: UUID, kind: str, text: str, at: datetime) -> UUID:
    """Keep what she told her IDVA and nobody else. Returns the note's id. Raises Refusal when nothing is said."""
    with acting_as(actor):
        must(actor, "sharing.adviser_note")
        _check(actor, kind)
        if not text.strip():
            raise Refusal("Write down what the victim said.", field="text")
        sealed = sealing.seal(text.strip().encode(), purpose=PURPOSE, owner=file_id)
        row = AdviserNote(file_id=file_id, kind=kind, sealed=sealed, by_name=actor.name, at=at)
        AdviserNote.objects.bulk_create([row])
        record("adviser_note.written", file_id=file_id, subjects=[row.id], at=at)
        return row.id


@dataclass(frozen=True)
class Noted:
    """A note for the IDVA alone, opened."""

    kind: str
    text: str
    by_name: str
    at: datetime


def read_adviser_notes(*, actor: Actor, file_id: UUID) -> list[Noted]:
    """The notes for the IDVA alone, the newest first; that they were read is recorded when there are any."""
    with acting_as(actor):
        must(actor, "sharing.adviser_note")
        rows = list(AdviserNote.objects.filter(file_id=file_id).order_by("-at"))
        if rows:
            record("adviser_note.read", file_id=file_id, subjects=[row.id for row in rows])
        return [Noted(row.kind, _opened(row), row.by_name, row.at) for row in rows]


def _opened(row: AdviserNote) -> str:
    return sealing.unseal(bytes(row.sealed), purpose=PURPOSE, owner=row.file_id).decode()


def _check(actor: Actor, kind: str) -> None:
    found = practice(actor).law.kinds.get(kind)
    if found is None or found.may is None:
        raise NotFound
