"""Keeping a file, getting it back, letting it go."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.documents import storage
from openccr.documents.models import StoredFile
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

KEPT_FOR = timedelta(days=30)
LEFT_BEHIND_AFTER = timedelta(days=1)
"""Bytes without a row may be those of a transaction that has not committed yet; none lasts this long."""
MOST_BYTES = 25 * 1024 * 1024
PAPER = "paper"
"""The purpose of files that are a paper's."""

EXTENSIONS = {
    "text/csv": "csv",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/pdf": "pdf",
    "application/x-age-encryption": "age",
    "application/octet-stream": "bin",
}


@dataclass(frozen=True)
class Fetched:
    """A file as it is handed over; its name says nothing of what it holds."""

    name: str
    content_type: str
    data: bytes


def keep(
    *, actor: Actor, data: bytes, content_type: str, purpose: str, at: datetime, kept_for: timedelta = KEPT_FOR
) -> UUID:
    """Keep a file of the actor's, sealed. Returns its id.

    Args:
        content_type: one of `EXTENSIONS`.
        purpose: what it is kept for, a short word ("import", "refused rows").
        kept_for: how long before it is removed.

    Raises Refusal for a file that is too large or of another type.
    """
    with acting_as(actor):
        must(actor, "documents.keep")
        if len(data) > MOST_BYTES:
            raise Refusal("The file is larger than 25 MB.", remedy="Split it and send the parts.")
        if content_type not in EXTENSIONS:
            raise Refusal("Files of this type are not kept.", remedy="Send CSV or XLSX.")
        file = StoredFile(
            id=uuid.uuid4(),
            agency_id=actor.agency,
            kept_by=actor.appointment,
            purpose=purpose,
            content_type=content_type,
            extension=EXTENSIONS[content_type],
            size=len(data),
            kept_at=at,
            delete_after=at + kept_for,
        )
        StoredFile.objects.bulk_create([file])
        storage.write(file.id, data)
        record("document.kept", subjects=[file.id], at=at)
        return file.id


def fetch(*, actor: Actor, document: UUID) -> Fetched:
    """Get one's own file back. Raises NotFound for anybody else's, Refusal when its bytes are gone from the disk.

    A paper is had through `operations.papers.fetch_paper` alone, which looks again who may see what stands in it.
    """
    with acting_as(actor):
        must(actor, "documents.fetch")
        file = StoredFile.objects.filter(id=document, kept_by=actor.appointment).exclude(purpose=PAPER).first()
        if file is None:
            raise NotFound
        record("document.fetched", subjects=[file.id])
        name = f"OpenCCR-{str(file.id)[:4].upper()}.{file.extension}"
        return Fetched(name, file.content_type, bytes_of(file.id))


def is_ones_own(*, actor: Actor, document: UUID) -> None:
    """Look whether a kept file is the actor's, without getting it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "documents.fetch")
        if not StoredFile.objects.filter(id=document, kept_by=actor.appointment).exclude(purpose=PAPER).exists():
            raise NotFound


def bytes_of(document: UUID) -> bytes:
    """The bytes of a file that the caller has looked at. Raises Refusal when they are gone from the disk."""
    try:
        return storage.read(document)
    except FileNotFoundError:
        raise Refusal("This file is no longer there.", remedy="Send it again.") from None


def let_go(*, actor: Actor, document: UUID) -> None:
    """Remove one's own file before its time; the bytes go once the transaction has committed."""
    with acting_as(actor):
        must(actor, "documents.keep")
        if not StoredFile.objects.filter(id=document, kept_by=actor.appointment).delete()[0]:
            raise NotFound
        record("document.removed", subjects=[document])
        transaction.on_commit(lambda: storage.remove(document))


def remove_expired(*, actor: Actor, at: datetime) -> int:
    """Remove every file whose time is over, for the nightly job. Returns how many."""
    with acting_as(actor):
        must(actor, "documents.remove_expired")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.remove_expired_files(%s)", [at])
            gone = [row[0] for row in cursor.fetchall()]
        if gone:
            record("document.expired", subjects=gone, at=at)
            transaction.on_commit(partial(_remove_all, gone))
        return len(gone)


def remove_left_behind(*, actor: Actor, at: datetime) -> int:
    """Remove bytes that no row speaks of, left by what was undone or cut short. Returns how many."""
    with acting_as(actor):
        must(actor, "documents.remove_expired")
        lying = storage.lying(before=at - LEFT_BEHIND_AFTER)
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.files_without_a_row(%s)", [lying])
            left = [row[0] for row in cursor.fetchall()]
    _remove_all(left)
    return len(left)


def _remove_all(gone: list[UUID]) -> None:
    for file_id in gone:
        storage.remove(file_id)
