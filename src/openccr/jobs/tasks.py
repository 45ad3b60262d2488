"""What jobs do by the clock."""

from __future__ import annotations

from django.utils import timezone

from openccr.jobs.operations import forget_answers, forget_old
from openccr.kernel.actors import Actor


def _forget_old(actor: Actor) -> None:
    forget_old(actor=actor, at=timezone.now())


def _forget_answers(actor: Actor) -> None:
    forget_answers(actor=actor, at=timezone.now())


NIGHTLY = {"forget old work": _forget_old, "forget old answers": _forget_answers}
