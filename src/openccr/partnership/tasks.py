"""What the partnership does by the clock."""

from __future__ import annotations

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.partnership.leaving import suspend_unused


def _suspend_unused(actor: Actor) -> None:
    suspend_unused(actor=actor, at=timezone.now())


NIGHTLY = {"suspend unused accounts": _suspend_unused}
