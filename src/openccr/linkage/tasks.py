"""Long work of linkage, and what its clock does."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.documents.operations import fetch, let_go
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor
from openccr.linkage.operations.comparing import TASK, compare
from openccr.linkage.operations.extracts import end_extracts, take_extract
from openccr.linkage.operations.sending import TASK as SENDING
from openccr.linkage.operations.sending import about_of, came_of
from openccr.linkage.rules.signoffs import Use, open_for
from openccr.linkage.signed import standing
from openccr.partnership.services import area_of

STEPS = 40
"""Steps that the engine tells of in a run, about: blocking keys, comparing, weighing, clustering, writing."""


def compare_extracts(*, actor: Actor, report: Report) -> Outcome:
    """Compare everything, in the partnership's own name: whoever asked for it sees nothing of what is compared."""
    done = 0

    def tell(step: str) -> None:
        nonlocal done
        done = min(done + 1, STEPS - 1)
        report(done, STEPS)

    compare(actor=area_of(actor, purpose="compare extracts"), at=timezone.now(), tell=tell)
    # No number of matches: that somebody is known would be told by it.
    return Outcome("Compared. The agencies that hold a record are asked.", reverse("linkage.extracts"))


def take_sent(*, actor: Actor, report: Report, document: str, **about: str) -> Outcome:
    """Take a file that was sent and lies sealed until now."""
    data = fetch(actor=actor, document=UUID(document)).data
    taken = take_extract(
        actor=actor, agency_id=actor.agency, data=data, filename="The file", about=about_of(about),
        at=timezone.now(), report=report,
    )  # fmt: skip
    let_go(actor=actor, document=UUID(document))
    return Outcome(came_of(taken), reverse("linkage.extract", args=[taken.id]))


def _end_extracts(actor: Actor) -> None:
    end_extracts(actor=actor, at=timezone.now())


def _compare(actor: Actor) -> None:
    """What was referred during the day is told to the agencies that hold a record by the next morning."""
    with acting_as(actor):
        signed = open_for(standing(), Use.MATCHING, today=timezone.localdate())
    if signed:
        compare(actor=actor, at=timezone.now())


TASKS = {TASK: compare_extracts, SENDING: take_sent}
NIGHTLY = {"end extracts": _end_extracts, "compare extracts": _compare}
