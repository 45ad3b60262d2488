"""Long work: done once, as whoever asked for it, from a note that nobody else can write."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from openccr.access.acting import acting_as, current_actor
from openccr.access.sealing import CannotUnseal, seal
from openccr.conference.operations.uploads import REFERRALS
from openccr.jobs import progress, worker
from openccr.jobs.models import Work
from openccr.jobs.operations import cancel, start
from openccr.jobs.rules import WorkState
from openccr.jobs.setup import Outcome
from openccr.kernel.refusals import Refusal
from tests.makers import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Who did the work, each time it was done; told of on the same connection, so that the test sees it."""
    times: list[Any] = []

    def task(*, actor: Any, report: Callable[[int, int], None], document: str) -> Outcome:
        with acting_as(actor):
            times.append((current_actor().user_id, document))
        return Outcome("Done.")

    monkeypatch.setattr(worker, "tasks", lambda: {REFERRALS.task: task})
    monkeypatch.setattr(progress, "_aside", lambda act: act())
    return times


def queued() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'note' FROM procrastinate_jobs WHERE task_name = 'work' ORDER BY id DESC")
        return str(cursor.fetchone()[0])


def state(area: Area, work: object) -> tuple[str, str]:
    with acting_as(area.bea):
        one = Work.objects.get(id=work)
        return one.state, one.words


def test_work_is_done_as_whoever_asked_for_it_and_once(area: Area, done: list[Any]) -> None:
    work = start(actor=area.bea, task=REFERRALS.task, name="An import", document="7")
    worker.run_work(note=queued())
    worker.run_work(note=queued())  # the same job, put into the queue again by hand
    assert done == [(area.bea.user_id, "7")]
    assert state(area, work) == (WorkState.DONE, "Done.")


@pytest.mark.parametrize("refused", [True, False])
def test_work_ends_however_much_there_is_to_say(
    area: Area, done: list[Any], monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    def task(**_: Any) -> Outcome:
        if refused:
            raise Refusal("word " * 400)
        return Outcome("word " * 400)

    monkeypatch.setattr(worker, "tasks", lambda: {REFERRALS.task: task})
    work = start(actor=area.bea, task=REFERRALS.task, name="An import", document="7")
    worker.run_work(note=queued())
    ended, words = state(area, work)
    assert ended == (WorkState.FAILED if refused else WorkState.DONE)
    assert words.endswith("word…")


def test_cancelled_work_is_not_begun(area: Area, done: list[Any]) -> None:
    work = start(actor=area.bea, task=REFERRALS.task, name="An import", document="7")
    cancel(actor=area.bea, work=work)
    worker.run_work(note=queued())
    assert not done and state(area, work)[0] == WorkState.CANCELLED


def test_a_note_that_was_sealed_for_something_else_is_refused(area: Area, done: list[Any]) -> None:
    with pytest.raises(CannotUnseal):
        worker.run_work(note=b64encode(seal(b"{}", purpose="session")).decode())
    assert not done
