"""Going through a practice case to its end: the day is kept, and nothing of the answers."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Practised
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


def practised(*, actor: Actor, case: str, at: datetime) -> None:
    """Keep that the actor has gone through a practice case; once is enough. Raises NotFound for one the pack lacks."""
    with acting_as(actor):
        must(actor, "conference.practise")
        if case not in practice(actor).quality.practice:
            raise NotFound
        if Practised.objects.filter(appointment_id=actor.appointment, case=case).exists():
            return
        row = Practised(id=uuid.uuid4(), appointment_id=actor.appointment, case=case, done_on=timezone.localdate(at))
        Practised.objects.bulk_create([row])
        record("practice.done", at=at)
