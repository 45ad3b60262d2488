"""How far long work is, told while its own transaction is still open.

The work is one transaction, so what it wrote itself would be seen only at the end: progress goes by a connection of
its own, in a thread of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.jobs.models import Work
from openccr.jobs.rules import WorkState
from openccr.kernel.actors import Actor

EVERY_SECONDS = 1.0


class Cancelled(Exception):
    """Its owner has cancelled the work: roll back and stop."""


class Report:
    """Tells the progress of one piece of work, as `actor`, who asked for it."""

    def __init__(self, *, actor: Actor, work_id: UUID) -> None:
        self.actor = actor
        self._work_id = work_id
        self._next = 0.0

    def started(self) -> bool:
        """The work begins, unless it was cancelled or has begun before: a job put into the queue again does nothing."""
        return self._aside(WorkState.WAITING, state=WorkState.RUNNING)

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total`; written once a second at most. Raises Cancelled."""
        if time.monotonic() >= self._next or done == total:
            self._next = time.monotonic() + EVERY_SECONDS
            if not self._aside(WorkState.RUNNING, done=done, total=total):
                raise Cancelled

    def done(self, words: str, href: str) -> None:
        """The work is done; written in its own transaction, so that neither stands without the other. Raises Cancelled.

        Whoever cancels from here on waits for the commit, and is told that it has ended.
        """
        told = {"state": WorkState.DONE, "words": _fitting(words), "href": href, "ended_at": timezone.now()}
        if not self._told(WorkState.RUNNING, **told):
            raise Cancelled

    def failed(self, words: str) -> bool:
        """The work has failed, and why. Returns whether it was running."""
        return self._aside(WorkState.RUNNING, state=WorkState.FAILED, words=_fitting(words), ended_at=timezone.now())

    def _aside(self, before: WorkState, **values: Any) -> bool:
        return _aside(lambda: self._told(before, **values))

    def _told(self, before: WorkState, **values: Any) -> bool:
        """Write it if the work is still in the state `before`; whether it was."""
        with acting_as(self.actor):
            return Work.objects.filter(id=self._work_id, state=before).update(**values) == 1


def _fitting(words: str) -> str:
    """As much as a page keeps: a sentence that quotes a file may be of any length, and work must come to its end."""
    most = Work._meta.get_field("words").max_length or len(words)
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def _aside(act: Callable[[], bool]) -> bool:
    """Run `act` on another connection and wait for it."""

    def run() -> bool:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(run).result()
