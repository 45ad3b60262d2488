"""A file between being sent and being brought in: kept sealed, tried out, then taken or let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.may import must
from openccr.conference.operations.caselog import import_caselog, try_caselog
from openccr.conference.operations.importing import Report, import_referrals, try_file
from openccr.conference.rules.outcomes import ImportOutcome
from openccr.documents.operations import fetch, keep, let_go
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEWED_FOR = timedelta(days=1)
LONG_BYTES = 100_000
"""A larger file (some 500 referrals) is brought in by the worker while a page shows how far it is."""


@dataclass(frozen=True)
class FileOf:
    """What a file may hold: who brings it in, how it is tried and taken, and the long work's name and words."""

    may: str
    attempt: Callable[..., ImportOutcome]
    take: Callable[..., tuple[ImportOutcome, UUID]]
    task: str
    words: str


REFERRALS = FileOf("conference.import", try_file, import_referrals, "import_referrals", "Bringing in referrals")
CASELOG = FileOf("conference.import_log", try_caselog, import_caselog, "import_caselog", "Bringing in past hearings")


def send(*, actor: Actor, data: bytes, filename: str, at: datetime, what: FileOf = REFERRALS) -> UUID:
    """Keep a file until it is brought in or a day has passed. Returns its id.

    Raises Refusal (field `file`) for one that cannot be read as a whole.
    """
    with acting_as(actor):
        what.attempt(actor=actor, data=data, filename=filename, at=at)
        return keep(actor=actor, data=data, content_type=_type(data), purpose="import", at=at, kept_for=PREVIEWED_FOR)


def preview(*, actor: Actor, document: UUID, at: datetime, what: FileOf = REFERRALS) -> ImportOutcome:
    """What would come of a file that was sent. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, what.may)
        found = fetch(actor=actor, document=document)
        return what.attempt(actor=actor, data=found.data, filename="The file", at=at)


def bring_in(
    *, actor: Actor, document: UUID, at: datetime, what: FileOf = REFERRALS
) -> tuple[UUID | None, UUID | None]:
    """Bring in a file that was sent, at once or, when it is long, by the worker.

    Returns the batch's id, or else the id of the work. Raises NotFound for anybody else's file.
    """
    with acting_as(actor):
        must(actor, what.may)
        if len(fetch(actor=actor, document=document).data) > LONG_BYTES:
            return None, start(actor=actor, task=what.task, name=what.words, document=document)
        return take(actor=actor, document=document, at=at, what=what), None


def take(*, actor: Actor, document: UUID, at: datetime, report: Report | None = None, what: FileOf = REFERRALS) -> UUID:
    """Bring in a file that was sent, keep what was refused for a month, and let the file go. Returns the batch's id."""
    with acting_as(actor, lasts=LONG_SECONDS):
        data = fetch(actor=actor, document=document).data
        keep_refused = partial(_keep_refused, actor, at)
        _, batch = what.take(
            actor=actor, data=data, filename="The file", at=at, keep_refused=keep_refused, report=report
        )
        let_go(actor=actor, document=document)
        return batch


def _keep_refused(actor: Actor, at: datetime, data: bytes) -> UUID:
    return keep(actor=actor, data=data, content_type=XLSX, purpose="refused rows", at=at)


def _type(data: bytes) -> str:
    return XLSX if data.startswith(b"PK\x03\x04") else CSV
