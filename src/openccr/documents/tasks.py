"""What documents do by the clock."""

from __future__ import annotations

from django.utils import timezone

from openccr.documents.operations import remove_expired, remove_left_behind
from openccr.kernel.actors import Actor


def _remove_expired(actor: Actor) -> None:
    remove_expired(actor=actor, at=timezone.now())


def _remove_left_behind(actor: Actor) -> None:
    remove_left_behind(actor=actor, at=timezone.now())


NIGHTLY = {"remove expired files": _remove_expired, "remove files left behind": _remove_left_behind}
