"""What documents do by the clock."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.documents.making import TASK, make_papers
from openccr.documents.operations import remove_expired, remove_left_behind
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor


def papers(
    *, actor: Actor, report: Report, kind: str, about: str, agencies: str, person: str = "", back: str = ""
) -> Outcome:
    """Make a paper for each of those agencies, in one transaction."""
    made = make_papers(
        actor=actor, kind=kind, about=UUID(about), agencies=[UUID(one) for one in agencies.split(",")], person=person,
        at=timezone.now(), report=report,
    )  # fmt: skip
    return Outcome("1 paper is ready." if len(made) == 1 else f"{len(made)} papers are ready.", back)


def _remove_expired(actor: Actor) -> None:
    remove_expired(actor=actor, at=timezone.now())


def _remove_left_behind(actor: Actor) -> None:
    remove_left_behind(actor=actor, at=timezone.now())


NIGHTLY = {"remove expired files": _remove_expired, "remove files left behind": _remove_left_behind}
TASKS = {TASK: papers}
