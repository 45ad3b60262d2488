"""What the worker runs: long work that somebody asked for, what runs by the clock, and work whose worker was killed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from django.db import connections
from procrastinate import App
from procrastinate.jobs import Job, Status

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.access.sealing import CannotUnseal
from openccr.jobs.carried import opened
from openccr.jobs.progress import Cancelled, Report
from openccr.jobs.queue import manager, words_of
from openccr.jobs.setup import evening, nightly, often, people, tasks
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

log = logging.getLogger("openccr.jobs")

FAILED = "Something went wrong and nothing was changed. Try again, or tell your support."
INTERRUPTED = "The work was interrupted and nothing was changed. Start it again."


def register(app: App) -> None:
    """Declare the jobs to the queue."""
    app.task(name="work")(run_work)
    app.periodic(cron="15 2 * * *")(app.task(name="nightly")(run_nightly))
    app.periodic(cron="0 18 * * *")(app.task(name="evening")(run_evening))
    app.periodic(cron="*/5 * * * *")(app.task(name="often")(run_often))
    app.periodic(cron="* * * * *")(app.task(name="interrupted")(take_up_interrupted))


def run(app: App, *, wait: bool) -> None:
    """Run jobs until told to stop; without `wait` those that are queued."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as worker_app:
        worker_app.run_worker(
            concurrency=1, wait=wait, delete_jobs="successful", name="openccr", task_middleware=[afresh]
        )


def afresh(job: Callable[[], Any], *_: object) -> Any:
    """Each job has connections of its own: the worker runs for months, and one that broke must not break the next."""
    try:
        return job()
    finally:
        connections.close_all()


def run_work(*, note: str) -> None:
    """Do the piece of work of a job's sealed note, as whoever asked for it; the token is minted anew.

    Work and the word that it is done are one transaction. Raises CannotUnseal for a note that the application did not
    write.
    """
    told = opened(note)
    report = _report(told)
    if report is None:
        log.warning("Work %s was dropped: its appointment is no longer in force", told["work"])
        return
    if not report.started():
        return
    try:
        with acting_as(report.actor, lasts=LONG_SECONDS):
            outcome = tasks()[told["task"]](actor=report.actor, report=report, **told["arguments"])
            report.done(outcome.words, outcome.href)
    except Cancelled:
        pass  # whoever cancelled it has said so, and the transaction is undone
    except Refusal as why:
        report.failed(str(why))
    except Exception:
        # The worker goes on; the log keeps the trace, the person a sentence.
        log.exception("Work %s failed", told["work"])
        report.failed(FAILED)


def _report(told: dict[str, Any]) -> Report | None:
    user = UUID(told["user"]) if told["user"] else None
    actor = people().again(user, UUID(told["appointment"]), told["purpose"])
    return Report(actor=actor, work_id=UUID(told["work"])) if actor else None


def run_nightly(timestamp: int) -> None:
    """Every nightly task for every partnership."""
    _run_for_all("nightly", nightly())


def run_evening(timestamp: int) -> None:
    """What is made ready for the next day, for every partnership."""
    _run_for_all("evening", evening())


def run_often(timestamp: int) -> None:
    """What cannot wait for the night, every five minutes, for every partnership."""
    _run_for_all("often", often())


def _run_for_all(purpose: str, what: dict[str, Callable[[Actor], None]]) -> None:
    """Each in its own transaction: one that fails stops no other."""
    for actor in people().services(purpose):
        for name, task in what.items():
            try:
                with acting_as(actor, lasts=LONG_SECONDS):
                    task(actor)
            except Exception:
                log.exception("The %s task %s failed for a partnership", purpose, name)


def take_up_interrupted(timestamp: int) -> None:
    """Jobs whose worker was killed: work that had begun says so on its page, everything else is queued again."""
    queue = manager()
    for job in async_to_sync(queue.get_stalled_jobs)():
        if job.task_name == "work" and _given_up(job):
            async_to_sync(queue.finish_job)(job, status=Status.FAILED, delete_job=True)
        else:
            async_to_sync(queue.retry_job)(job)


def _given_up(job: Job) -> bool:
    """Whether its page now says that it was interrupted: not if it had ended or never begun."""
    try:
        report = _report(words_of(job))
    except CannotUnseal:
        return True  # the application did not write it, so nobody waits for it
    return report is not None and report.failed(INTERRUPTED)
