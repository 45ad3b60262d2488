"""Putting a job into the queue, in the transaction that asks for it: rolled back, the job was never there."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from openccr.access.sealing import CannotUnseal
from openccr.jobs.carried import carried, opened


def manager() -> JobManager:
    """The queue by Django's own connection: in the worker procrastinate's app has another, outside of transactions."""
    return JobManager(DjangoConnector())


def put(job: str, *, once: str | None = None, wait: timedelta | None = None, **words: object) -> None:
    """Queue `job`; its note carries `words`, sealed.

    Args:
        once: while a job with this lock waits, another is not queued: one will do.
        wait: how long before it runs, if not at once.
        words: ids and switches, never contents.
    """
    at = timezone.now() + wait if wait else None
    deferrer = configure_task(name=job, job_manager=manager(), queueing_lock=once, schedule_at=at)
    # A savepoint, since "already queued" is a broken unique key and would undo the act as well. Under row security
    # PostgreSQL keeps back which key it was, and procrastinate asserts that it is told: the same thing by another name.
    with suppress(AlreadyEnqueued, AssertionError), transaction.atomic():
        deferrer.defer(note=carried(**words))


def take_along(job: str, **matching: object) -> list[dict[str, Any]]:
    """Take every waiting `job` whose note has those words out of the queue, due or not. Returns their words."""
    queue, taken = manager(), []
    wanted = {name: str(value) for name, value in matching.items()}.items()
    with transaction.atomic():
        for waiting in queue.list_jobs(task=job, status=Status.TODO.value):
            with suppress(CannotUnseal):
                words = words_of(waiting)
                # Another worker may have come first.
                if wanted <= words.items() and waiting.id and queue.cancel_job_by_id(waiting.id, delete_job=True):
                    taken.append(words)
    return taken


def words_of(job: Job) -> dict[str, Any]:
    """The words of the note of a job that came by Django's connection. Raises CannotUnseal as `opened` does."""
    given: Any = job.task_kwargs
    # Django hands JSON over as text.
    return opened((json.loads(given) if isinstance(given, str) else given)["note"])
