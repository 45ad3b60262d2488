"""Every night: asking again for what is late."""

from __future__ import annotations

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.safeguarding.operations import chase_late


def chase(actor: Actor) -> None:
    """Chase this partnership's late answers."""
    chase_late(actor=actor, at=timezone.now())


NIGHTLY = {"safeguarding.chase": chase}
