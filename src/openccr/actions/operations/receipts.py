"""What a receipt ends: an action that asks for nothing but the agency's flag is done once the flag is on.

Nobody says the same thing twice, and no agency is chased for what it has confirmed (SL-REP-OLD, flag and tag).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.actions.models import Action, FlagReceipt
from openccr.actions.operations.ending import end_row
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import OPEN
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice


def end_flag_actions(*, actor: Actor, receipts: Iterable[FlagReceipt], at: datetime) -> None:
    """End the open actions that these receipts are the evidence of; part of another operation.

    Args:
        receipts: flags that are on, as they stand now.
    """
    wanted: dict[tuple[UUID | None, UUID], FlagReceipt] = {(row.file_id, row.agency_id): row for row in receipts}
    words = [
        one.name
        for process in practice(actor).processes.values()
        for one in process.suggested_actions.values()
        if one.by_flag
    ]
    found = Action.objects.filter(text__in=words, state__in=OPEN, file_id__in={file for file, _ in wanted})
    for action in found.exclude(lock=Lock.LOCKED):
        row = wanted.get((action.file_id, action.agency_id))
        if row is not None and row.on_on is not None:
            where = f" in {row.system}" if row.system else ""
            evidence = f"The flag has been on{where} since {day_words(row.on_on)}."
            end_row(actor=actor, row=action, move="complete", ended_on=localdate(at), at=at, evidence=evidence)
