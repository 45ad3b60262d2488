"""Sealed bytes on disk, written whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from openccr.access.sealing import seal, unseal
from openccr.kernel.files import put

PURPOSE = "stored file"
DRAFT = "."


def folder() -> Path:
    """Where sealed files lie: for the application's user alone."""
    path = Path(settings.DATA) / "files"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write(file_id: UUID, data: bytes) -> None:
    """Seal and write; a crash leaves a draft, which the nightly job removes, never half a file."""
    put(folder() / str(file_id), seal(data, purpose=PURPOSE, owner=file_id))


def read(file_id: UUID) -> bytes:
    """The bytes as they were. Raises FileNotFoundError, or CannotUnseal when they were changed."""
    return unseal((folder() / str(file_id)).read_bytes(), purpose=PURPOSE, owner=file_id)


def lying(*, before: datetime) -> list[UUID]:
    """The files, whole or drafts, last written before that time."""
    return [
        UUID(path.name.removeprefix(DRAFT)) for path in folder().iterdir() if path.stat().st_mtime < before.timestamp()
    ]


def remove(file_id: UUID) -> None:
    """Remove it and any draft of it; nothing happens when it is gone already."""
    for name in (f"{file_id}", f"{DRAFT}{file_id}"):
        (folder() / name).unlink(missing_ok=True)
