"""Long work as its owner sees it."""

from __future__ import annotations

from uuid import UUID

from openccr.jobs.models import Work
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


def work_of(*, actor: Actor, work: UUID) -> Work:
    """One's own piece of work. Raises NotFound."""
    found = Work.objects.filter(id=work, appointment_id=actor.appointment).first()
    if found is None:
        raise NotFound
    return found
