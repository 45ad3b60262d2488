"""A file sent on a page: taken at once, or by the worker when it is long."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.documents.operations import keep
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.linkage.operations.extracts import About, Taken, must_say, take_extract

TASK = "take_extract"
LONG_BYTES = 100_000
"""A larger file (some thousand rows) is taken by the worker while a page shows how far it is."""
_WAITS = timedelta(days=1)


def send_extract(
    *, actor: Actor, data: bytes, filename: str, about: About, at: datetime
) -> tuple[Taken | None, UUID | None]:
    """Take the agency's own file. Returns what came of it, or the id of the work that takes it."""
    with acting_as(actor):
        must(actor, "linkage.send_extract")
        # Before the worker has it: nobody waits to be told that a day is wrong.
        must_say(actor=actor, about=about, today=localdate(at))
        if len(data) <= LONG_BYTES:
            return take_extract(
                actor=actor, agency_id=actor.agency, data=data, filename=filename, about=about, at=at
            ), None
        document = keep(
            actor=actor, data=data, content_type="application/octet-stream", purpose="extract", at=at, kept_for=_WAITS
        )
        work = start(
            actor=actor, task=TASK, name="Taking an extract", document=document, kind=about.kind,
            purpose=about.purpose, lawful_basis=about.lawful_basis, conditions=" ".join(about.conditions),
            keep_until=about.keep_until.isoformat(),
        )  # fmt: skip
        return None, work


def about_of(words: dict[str, str]) -> About:
    """What an extract says of itself, out of the words that a job carries."""
    return About(
        words["kind"], words["purpose"], words["lawful_basis"], tuple(words["conditions"].split()),
        date.fromisoformat(words["keep_until"]),
    )  # fmt: skip


def came_of(taken: Taken) -> str:
    """What came of a file, in sentences: how many rows, and what was read with a loss."""
    kept_apart = () if taken.compared else ("They are compared with nothing until your agency's lead says so",)
    said = (f"{taken.rows:,} taken, {taken.refused:,} refused", *taken.notes, *kept_apart)
    return " ".join(f"{sentence}." for sentence in said)
