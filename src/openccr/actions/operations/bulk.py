"""A representative reports on many actions at once: what is right is saved, what is not is said row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.operations.ending import complete, decline, give_up, start
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What somebody says of one action. `move` is start, complete, give_up or decline."""

    action: UUID
    move: str
    words: str = ""
    ended_on: date


def report_many(*, actor: Actor, reports: Sequence[Reported], at: datetime) -> dict[UUID, Refusal]:
    """Save each report by itself. Returns those that could not be saved: action → why not; the rest are saved."""
    refused: dict[UUID, Refusal] = {}
    with acting_as(actor):
        must(actor, "actions.end")
        files = dict(Action.objects.filter(id__in=[one.action for one in reports]).values_list("id", "file_id"))
        for one in reports:
            try:
                with transaction.atomic():
                    if one.action not in files:
                        raise NotFound
                    _report(actor, files[one.action], one, at=at)
            except Refusal as why:
                refused[one.action] = why
    return refused


def _report(actor: Actor, file: UUID | None, one: Reported, *, at: datetime) -> None:
    if one.move == "start":
        start(actor=actor, file=file, action=one.action, at=at)
    elif one.move == "complete":
        complete(actor=actor, file=file, action=one.action, evidence=one.words, ended_on=one.ended_on, at=at)
    elif one.move == "give_up":
        give_up(actor=actor, file=file, action=one.action, reason=one.words, ended_on=one.ended_on, at=at)
    elif one.move == "decline":
        if file is None:
            raise Refusal("No victim is in an action of the partnership.", remedy="Choose another answer.")
        decline(actor=actor, file=file, action=one.action, reason=one.words, ended_on=one.ended_on, at=at)
    else:
        raise Refusal("Choose what became of it.", field="move")
