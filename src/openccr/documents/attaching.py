"""Attaching a file to something of a case, getting it, taking it away again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.documents import scanning, storage
from openccr.documents.models import Attachment
from openccr.documents.operations import Fetched
from openccr.documents.rules.attachments import attachable, clean_name
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

MOST_OF_ONE = 20
"""How many files one research or one referral may have."""
MOST_OF_A_DAY = 500 * 1024 * 1024
"""Bytes that one appointment may attach in a day: far above what a case brings, far below what fills a disk."""


@dataclass(frozen=True)
class Attached:
    """An attachment as lists show it; `about_id` is the row it belongs to."""

    id: UUID
    file_id: UUID
    about_id: UUID
    agency_id: UUID
    name: str
    kind: str
    size: int
    by: str
    at: datetime

    @property
    def size_words(self) -> str:
        """Its size as people say it."""
        return size_words(self.size)


def size_words(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{max(1, size // 1024)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def attach(
    *, actor: Actor, file_id: UUID, about_id: UUID, data: bytes, name: str, at: datetime, kind: str = ""
) -> UUID:
    """Attach a file to something of a case, in the actor's own name; part of an operation of what it belongs to.

    Args:
        about_id: the row that it belongs to; the caller has made sure that it is on that file and the actor's.
        name: as it was called where it came from; it is cleaned.
        kind: what it is, a short key.

    Returns its id. Raises Refusal (field `upload`) as `rules.attachments.attachable`, for one too many or too much in
    a day, and for what a scanner finds harmful; NotFound for a file the actor does not see.
    """
    with acting_as(actor):
        must(actor, "documents.attach")
        found = attachable(data)
        held = scanning.why_held(data, at=timezone.now())
        if isinstance(held, scanning.Harmful):
            raise held
        there = Attachment.objects.filter(file_id=file_id, about_id=about_id, removed_at=None)
        if there.count() >= MOST_OF_ONE:
            raise Refusal(f"There are {MOST_OF_ONE} files already.", remedy="Remove one first.", field="upload")
        today = Attachment.objects.filter(kept_by=actor.appointment, kept_at__gt=at - timedelta(days=1))
        if (today.aggregate(size=Sum("size"))["size"] or 0) + len(found.data) > MOST_OF_A_DAY:
            raise Refusal("You have attached very much today.", remedy="Attach the rest tomorrow.", field="upload")
        row = Attachment(
            id=uuid.uuid4(), file_id=file_id, agency_id=actor.agency, about_id=about_id, kind=kind,
            name=clean_name(name, found.extension), content_type=found.content_type, extension=found.extension,
            size=len(found.data), kept_by=actor.appointment, kept_by_name=actor.name, kept_at=at,
        )  # fmt: skip
        Attachment.objects.bulk_create([row])
        storage.write(row.id, found.data)
        record("attachment.added", file_id=file_id, subjects=[row.id, about_id], at=at)
        return row.id


def fetch_attachment(*, actor: Actor, file: UUID, attachment: UUID) -> Fetched:
    """Get a file of a case that the actor sees, under a name that says nothing.

    Raises NotFound, and Refusal while it is held back because no scanner can say that it is clean.
    """
    with acting_as(actor):
        must(actor, "documents.open_attachment")
        row = Attachment.objects.filter(id=attachment, file_id=file, removed_at=None).first()
        if row is None:
            raise NotFound
        data = storage.read(row.id)
        if held := scanning.why_held(data, at=timezone.now()):
            raise held
        record("attachment.fetched", file_id=file, subjects=[row.id])
        return Fetched(f"OpenCCR-{str(row.id)[:4].upper()}.{row.extension}", row.content_type, data)


def attachment_is_there(*, actor: Actor, file: UUID, attachment: UUID) -> None:
    """Look whether the actor may get an attached file, without getting it. Raises NotFound."""
    with acting_as(actor):
        must(actor, "documents.open_attachment")
        if not Attachment.objects.filter(id=attachment, file_id=file, removed_at=None).exists():
            raise NotFound


def remove_attachment(*, actor: Actor, file: UUID, attachment: UUID, at: datetime) -> None:
    """Take a file away, by the agency that attached it or the coordinator; its bytes are destroyed, its line stays.

    Raises NotFound for one that is not there or that another agency attached.
    """
    with acting_as(actor):
        must(actor, "documents.attach")
        rows = Attachment.objects.filter(id=attachment, file_id=file, removed_at=None)
        if not actor.whole_area:
            rows = rows.filter(agency_id=actor.agency)
        if not rows.update(removed_at=at, removed_by_name=actor.name):
            raise NotFound
        record("attachment.removed", file_id=file, subjects=[attachment], at=at)
        transaction.on_commit(lambda: storage.remove(attachment))


@asked
def attachments_of(file_id: UUID, about_id: UUID | None = None) -> Steps[list[Attached]]:
    """What is attached on a file, or to one row of it, the oldest first. One query."""
    rows = Attachment.objects.filter(file_id=file_id, removed_at=None).order_by("kept_at")
    (found,) = yield (rows.filter(about_id=about_id) if about_id else rows,)
    return [shown(row) for row in found]


def shown(row: Attachment) -> Attached:
    """A row as lists show it."""
    return Attached(
        id=row.id, file_id=row.file_id, about_id=row.about_id, agency_id=row.agency_id, name=row.name, kind=row.kind,
        size=row.size, by=row.kept_by_name, at=row.kept_at,
    )  # fmt: skip
