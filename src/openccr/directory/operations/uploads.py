"""A file of services between being sent and being brought in: kept sealed for a day, tried out, then taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.directory.operations.importing import JSON, XLSX, import_services, try_services
from openccr.directory.rules.outcomes import ImportOutcome
from openccr.documents.operations import fetch, keep, let_go
from openccr.kernel.actors import Actor

CSV = "text/csv"
PREVIEWED_FOR = timedelta(days=1)


def send(*, actor: Actor, data: bytes, filename: str, at: datetime) -> UUID:
    """Keep a file until it is brought in or a day has passed. Returns its id.

    Raises Refusal (field `file`) for one that cannot be read as a whole.
    """
    with acting_as(actor):
        try_services(actor=actor, data=data, filename=filename, at=at)
        return keep(actor=actor, data=data, content_type=_type(data), purpose="import", at=at, kept_for=PREVIEWED_FOR)


def preview(*, actor: Actor, document: UUID, at: datetime) -> ImportOutcome:
    """What would come of a file that was sent. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, "directory.import")
        data = fetch(actor=actor, document=document).data
        return try_services(actor=actor, data=data, filename="The file", at=at)


def take(*, actor: Actor, document: UUID, at: datetime) -> UUID:
    """Bring in a file that was sent, keep what was refused for a month, let the file go. Returns the import's id."""
    with acting_as(actor, lasts=LONG_SECONDS):
        must(actor, "directory.import")
        data = fetch(actor=actor, document=document).data
        keep_refused = partial(_keep_refused, actor, at)
        _, brought = import_services(
            actor=actor, data=data, filename="The file", at=at, keep_refused=keep_refused
        )  # fmt: skip
        let_go(actor=actor, document=document)
        return brought


def _keep_refused(actor: Actor, at: datetime, data: bytes, content_type: str) -> UUID:
    return keep(actor=actor, data=data, content_type=content_type, purpose="refused rows", at=at)


def _type(data: bytes) -> str:
    if data.startswith(b"PK"):
        return XLSX
    return JSON if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else CSV
