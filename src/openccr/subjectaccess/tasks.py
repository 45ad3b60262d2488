"""What subject access does by the clock."""

from __future__ import annotations

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.subjectaccess.removing import remove_old_requests


def _remove_old(actor: Actor) -> None:
    remove_old_requests(actor=actor, at=timezone.now())


NIGHTLY = {"remove old requests": _remove_old}
