"""Long work of leaving."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor
from openccr.leaving.operations import TASK, make_now


def export_area(*, actor: Actor, report: Report, export: str) -> Outcome:
    """Take the whole area out."""
    document = make_now(actor=actor, export=UUID(export), at=timezone.now(), told=report)
    return Outcome("Made and encrypted.", reverse("documents.download", kwargs={"document": document}))


TASKS = {TASK: export_area}
