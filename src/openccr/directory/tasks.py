"""Every night: asking the owners of entries whether they are still right."""

from __future__ import annotations

from django.utils import timezone

from openccr.directory.operations.chasing import chase_owners
from openccr.kernel.actors import Actor


def _chase(actor: Actor) -> None:
    chase_owners(actor=actor, today=timezone.localdate(), at=timezone.now())


NIGHTLY = {"ask the owners of directory entries": _chase}
