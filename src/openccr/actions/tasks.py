"""What is done for actions every night."""

from __future__ import annotations

from django.utils import timezone

from openccr.actions.operations.owners import move_from_all_who_left
from openccr.actions.operations.reminding import remind
from openccr.kernel.actors import Actor


def _move_leavers(actor: Actor) -> None:
    move_from_all_who_left(actor=actor, today=timezone.localdate(), at=timezone.now())


def _remind(actor: Actor) -> None:
    remind(actor=actor, today=timezone.localdate(), at=timezone.now())


NIGHTLY = {"move the actions of leavers": _move_leavers, "remind of actions": _remind}
"""Leavers first, so that nobody is reminded of what is no longer theirs."""
