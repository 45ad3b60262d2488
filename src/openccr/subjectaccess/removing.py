"""Requests that were answered long ago go by the pack's period; that they were answered stays in the log."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.subjectaccess.models import SubjectRequest

_YEAR = timedelta(days=365)


def _before(actor: Actor, at: datetime) -> datetime | None:
    rule = practice(actor).law.record_classes.get("requests")
    return at - _YEAR * rule.years if rule and rule.years else None


def requests_over(*, actor: Actor, at: datetime) -> int:
    """How many requests are over their time."""
    before = _before(actor, at)
    return SubjectRequest.objects.filter(answered_at__lt=before).count() if before else 0


def remove_old_requests(*, actor: Actor, at: datetime) -> int:
    """Remove what is over its time, for the nightly job. Returns how many requests."""
    with acting_as(actor):
        must(actor, "subjectaccess.remove_old")
        before = _before(actor, at)
        if before is None:
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.remove_old_requests(%s)", [before])
            gone = [row[0] for row in cursor.fetchall()]
        if gone:
            record("subject_access.removed", subjects=gone, at=at)
        return len(gone)
