"""What somebody queued before they left is not done afterwards (T12); committed, as the worker sees it."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from openccr.access.acting import acting_as
from openccr.conference.operations.uploads import REFERRALS
from openccr.jobs import worker
from openccr.jobs.models import Work
from openccr.jobs.operations import start
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor
from tests.makers import Area
from tests.partnership.test_out_at_once import leave


def test_t_leave_work_that_still_waits_is_not_done(committed: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def task(*, actor: Actor, report: Report, document: str) -> Outcome:
        done.append(document)
        return Outcome("Done.")

    monkeypatch.setattr(worker, "tasks", lambda: {REFERRALS.task: task})
    work = start(actor=committed.bea, task=REFERRALS.task, name="Bringing in referrals", document="7")
    leave(committed)
    call_command("worker", "--once")
    assert done == []
    with acting_as(committed.bea):
        assert [one.state for one in Work.objects.filter(id=work)] != ["done"]
