"""Starting, cancelling and forgetting long work."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.jobs.models import Work
from openccr.jobs.queue import put
from openccr.jobs.rules import ENDED, WorkState
from openccr.jobs.setup import tasks
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


def start(*, actor: Actor, task: str, name: str, total: int = 0, **arguments: object) -> UUID:
    """Queue long work in this transaction: if it rolls back, the job was never there. Returns the work's id.

    Args:
        task: key of a declared task. Raises KeyError for another.
        name: what is being done, in words, shown with its progress.
        total: how many pieces it has, if known.
        arguments: ids and switches, passed on as text; never contents.
    """
    with acting_as(actor):
        must(actor, "jobs.start")
        if task not in tasks():
            raise KeyError(task)
        work = Work(
            id=uuid.uuid4(),
            agency_id=actor.agency,
            user_id=actor.user_id,
            appointment_id=actor.appointment,
            name=name,
            state=WorkState.WAITING,
            total=total,
            made_at=timezone.now(),
        )
        Work.objects.bulk_create([work])
        put(
            "work",
            work=work.id,
            user=actor.user_id,
            appointment=actor.appointment,
            purpose=actor.purpose,
            task=task,
            arguments={key: str(value) for key, value in arguments.items()},
        )
        return work.id


def cancel(*, actor: Actor, work: UUID) -> None:
    """Cancel one's own work; it stops at its next step and changes nothing.

    Raises NotFound for somebody else's, Refusal when it has ended.
    """
    with acting_as(actor):
        must(actor, "jobs.start")
        mine = Work.objects.filter(id=work, appointment_id=actor.appointment)
        if not mine.exists():
            raise NotFound
        # One statement: work that is about to commit holds the row, and has then ended.
        going = mine.exclude(state__in=ENDED)
        if not going.update(state=WorkState.CANCELLED, words="Nothing was changed.", ended_at=timezone.now()):
            raise Refusal("This work has ended already.")


KEPT_FOR = timedelta(days=30)
"""How long the page of work that has ended is kept, and what a client was answered."""


def forget_old(*, actor: Actor, at: datetime) -> int:
    """Remove the pages of work that ended long ago, whoever asked for it; for the nightly job. Returns how many."""
    with acting_as(actor):
        must(actor, "jobs.forget")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.forget_work(%s)", [at - KEPT_FOR])
            return int(cursor.fetchone()[0])


def forget_answers(*, actor: Actor, at: datetime) -> int:
    """Remove what clients were answered and where forms led long ago; for the nightly job. Returns how many."""
    with acting_as(actor):
        must(actor, "jobs.forget")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.forget_answers(%s)", [at - KEPT_FOR])
            return int(cursor.fetchone()[0])
