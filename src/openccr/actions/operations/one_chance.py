"""One-chance mode stops actions that bring her family, her community or a mediator in, on every way they are made."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.casefiles.queries import why_not_worded
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def check_words(actor: Actor, file_id: UUID, text: str, *, at: datetime, reason: str = "") -> None:
    """Stop an action whose words one-chance mode stops, unless the chair gives a reason; part of another operation.

    Args:
        text: the words of the action.
        reason: why it is agreed all the same; it stands on the timeline for everybody on the case.

    Raises Refusal.
    """
    refusal = why_not_worded(file_id, text)
    if refusal is None:
        return
    if not reason.strip():
        raise Refusal(
            str(refusal),
            remedy="Word it without them, ask the adviser, or let the chair agree it with a reason.",
            field="text",
        )
    must(actor, "actions.override_one_chance")
    note(file_id=file_id, kind="one_chance", sentence=f"Agreed although one-chance mode is on: {reason.strip()}", at=at)
    record("action.one_chance_overridden", file_id=file_id, at=at)
