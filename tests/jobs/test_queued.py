"""Long work as the worker does it, committed: `openccr worker --once`, progress, cancelling, what was interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.operations import record
from openccr.conference.operations.uploads import REFERRALS
from openccr.jobs import setup, worker
from openccr.jobs.models import Work
from openccr.jobs.operations import cancel, start
from openccr.jobs.progress import Report
from openccr.jobs.rules import WorkState
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from tests.makers import TODAY, Area
from tests.signing_in import sign_in

Doing = Callable[[Actor, Report], Outcome]


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Doing], None]:
    """`doing(something)` makes that what the work does."""

    def use(do: Doing) -> None:
        def task(*, actor: Actor, report: Report, document: str) -> Outcome:
            return do(actor, report)

        monkeypatch.setattr(worker, "tasks", lambda: {REFERRALS.task: task})

    return use


@pytest.fixture
def area(committed: Area) -> Area:
    return committed


def begin(actor: Actor) -> UUID:
    return start(actor=actor, task=REFERRALS.task, name="Bringing in referrals", document="7")


def work_off() -> None:
    call_command("worker", "--once")


def state_of(actor: Actor, work: UUID) -> tuple[str, str]:
    with acting_as(actor):
        one = Work.objects.get(id=work)
    return one.state, one.words


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs WHERE task_name = 'work'")
        return cursor.fetchall()


def acts_of(actor: Actor) -> int:
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditevent WHERE user_id = %s", [actor.user_id])
        return cursor.fetchone()[0]


def acted(actor: Actor) -> None:
    """Leaves a trace in the work's own transaction."""
    with acting_as(actor):
        record("access.nothing_there")


def done(actor: Actor, report: Report) -> Outcome:
    acted(actor)
    report(500, 500)
    return Outcome("500 taken.", "/result/")


def test_the_worker_does_what_is_queued_and_the_page_tells_it(area: Area, doing: Callable[..., None]) -> None:
    doing(done)
    work = begin(area.bea)
    client = Client()
    sign_in(client, area.bea)
    page = reverse("jobs.work", kwargs={"work": work})
    waiting = client.get(page).content.decode()
    assert "Waiting for its turn" in waiting and "every 2s" in waiting and "Check again" in waiting
    work_off()
    after = client.get(page).content.decode()
    assert ">Done<" in after and "500 taken." in after and 'href="/result/"' in after and "every 2s" not in after
    assert jobs() == [] and acts_of(area.bea) == 1


def test_nobody_else_sees_or_cancels_it(area: Area, doing: Callable[..., None]) -> None:
    doing(done)
    work = begin(area.bea)
    client = Client()
    sign_in(client, area.eve)  # a colleague in the same agency
    assert client.get(reverse("jobs.work", kwargs={"work": work})).status_code == 404
    with pytest.raises(NotFound):
        cancel(actor=area.eve, work=work)


def test_work_of_a_transaction_that_was_rolled_back_was_never_there(area: Area) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        begin(area.bea)
        raise ZeroDivisionError
    assert jobs() == []


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Refusal("The file cannot be read.", remedy="Send it again."), "The file cannot be read. Send it again."),
        (RuntimeError("Ro Tamsin"), worker.FAILED),
    ],
)
def test_what_goes_wrong_is_undone_and_told_in_a_sentence(
    area: Area, doing: Callable[..., None], trouble: Exception, words: str
) -> None:
    def fails(actor: Actor, report: Report) -> Outcome:
        done(actor, report)
        raise trouble

    doing(fails)
    work = begin(area.bea)
    work_off()
    assert state_of(area.bea, work) == (WorkState.FAILED, words)
    assert acts_of(area.bea) == 0


def test_progress_is_seen_while_nothing_is_committed_yet(area: Area, doing: Callable[..., None]) -> None:
    seen: list[tuple[str, int, int]] = []

    def watched(actor: Actor, report: Report) -> Outcome:
        report(120, 500)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(watch, actor).result()
        return done(actor, report)

    def watch(actor: Actor) -> None:
        try:
            with acting_as(actor):
                seen.extend(Work.objects.values_list("state", "done", "total"))
        finally:
            connections.close_all()

    doing(watched)
    begin(area.bea)
    work_off()
    assert seen == [(WorkState.RUNNING, 120, 500)]


def aside(act: Callable[[], None]) -> None:
    """Do it as another request would, on a connection of its own."""

    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


@pytest.mark.parametrize("again", [True, False], ids=["at its next step", "after its last step"])
def test_work_cancelled_while_it_runs_changes_nothing(area: Area, doing: Callable[..., None], again: bool) -> None:
    def cancelled(actor: Actor, report: Report) -> Outcome:
        acted(actor)
        aside(lambda: cancel(actor=actor, work=work))
        if again:
            report(500, 500)
            pytest.fail("it went on")
        return Outcome("Done.")

    doing(cancelled)
    work = begin(area.bea)
    work_off()
    assert state_of(area.bea, work) == (WorkState.CANCELLED, "Nothing was changed.")
    assert acts_of(area.bea) == 0


def test_who_cancels_while_it_is_being_committed_is_told_that_it_has_ended(area: Area) -> None:
    work = begin(area.bea)
    report = Report(actor=area.bea, work_id=work)
    assert report.started()
    answers: list[Exception] = []
    trying = threading.Event()

    def late() -> None:
        trying.set()
        try:
            cancel(actor=area.bea, work=work)
        except Refusal as refusal:
            answers.append(refusal)

    with ThreadPoolExecutor(1) as pool:
        with acting_as(area.bea):
            report.done("Done.", "")
            waiting = pool.submit(aside, late)
            assert trying.wait(10)
        waiting.result(30)
    assert [str(one) for one in answers] == ["This work has ended already."]
    assert state_of(area.bea, work) == (WorkState.DONE, "Done.")


def test_work_is_cancelled_with_a_button(area: Area, doing: Callable[..., None]) -> None:
    doing(done)
    work = begin(area.bea)
    client = Client()
    sign_in(client, area.bea)
    answer = client.post(reverse("jobs.cancel", kwargs={"work": work}), follow=True)
    assert "Nothing was changed." in answer.content.decode()
    work_off()
    assert acts_of(area.bea) == 0
    again = client.post(reverse("jobs.cancel", kwargs={"work": work}))
    assert again.status_code == 403 and "ended already" in again.content.decode()


def test_work_is_not_done_for_whoever_has_left_meanwhile(area: Area, doing: Callable[..., None]) -> None:
    doing(done)
    begin(area.bea)
    with as_walls() as owner:
        Appointment.objects.using(owner).filter(id=area.bea.appointment_id).update(ended_on=TODAY)
    work_off()
    assert acts_of(area.bea) == 0 and jobs() == []


def kill_the_worker() -> None:
    """As it stands when a worker fetched the job, and was killed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")


def test_work_whose_worker_was_killed_says_so(area: Area, doing: Callable[..., None]) -> None:
    doing(done)
    work = begin(area.bea)
    assert Report(actor=area.bea, work_id=work).started()
    kill_the_worker()
    worker.take_up_interrupted(0)
    assert state_of(area.bea, work) == (WorkState.FAILED, worker.INTERRUPTED)
    work_off()
    assert jobs() == [] and acts_of(area.bea) == 0


def test_work_that_had_not_begun_when_its_worker_was_killed_is_done_by_the_next(
    area: Area, doing: Callable[..., None]
) -> None:
    doing(done)
    work = begin(area.bea)
    kill_the_worker()
    worker.take_up_interrupted(0)
    work_off()
    assert state_of(area.bea, work)[0] == WorkState.DONE and acts_of(area.bea) == 1


@pytest.fixture
def nightly(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Two nightly tasks, of which the first fails."""
    ran: list[str] = []

    def fails(actor: Actor) -> None:
        with acting_as(actor):
            record("audit.verified")
        raise RuntimeError

    def works(actor: Actor) -> None:
        ran.append(f"{actor.role} for {actor.purpose}")

    monkeypatch.setattr(worker, "nightly", lambda: {"first": fails, "second": works})
    return ran


def test_a_nightly_task_that_fails_is_undone_and_stops_no_other(area: Area, nightly: list[str]) -> None:
    worker.run_nightly(0)
    assert nightly == ["commands for nightly"]
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditevent WHERE type = 'audit.verified'")
        assert cursor.fetchone() == (0,)


def test_the_nightly_job_runs_what_the_apps_declare(area: Area, caplog: Any) -> None:
    assert "remove expired files" in setup.nightly()
    worker.run_nightly(0)
    assert not caplog.records
