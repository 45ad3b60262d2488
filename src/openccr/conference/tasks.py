"""Long work of the conference."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import LONG_SECONDS, acting_as
from openccr.conference.operations.uploads import TASK, take
from openccr.conference.queries.referrals import batch_of
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor


def import_referrals(*, actor: Actor, report: Report, document: str) -> Outcome:
    """Bring in a file of referrals, all or nothing."""
    with acting_as(actor, lasts=LONG_SECONDS):
        batch = take(actor=actor, document=UUID(document), at=timezone.now(), report=report)
        found = batch_of(batch)
    words = f"{found.accepted} taken, {found.already_known} known already, {found.refused} refused."
    return Outcome(words, reverse("conference.imported", kwargs={"batch": batch}))


TASKS = {TASK: import_referrals}
