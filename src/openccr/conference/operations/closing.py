"""Closing a case and opening it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.operations import close_file, note, reopen_file
from openccr.conference.closing import closing_facts
from openccr.conference.rules.closing import why_not_closed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def close_case(*, actor: Actor, file_id: UUID, reason: str, at: datetime) -> None:
    """Close a case: the agencies invited no longer see it, and the time for which it is kept begins.

    Raises NotFound; Refusal as `why_not_closed`.
    """
    with acting_as(actor):
        must(actor, "conference.close_case")
        facts = closing_facts(file_id, actor=actor)
        if refusal := why_not_closed(facts, reason=reason, today=localdate(at)):
            raise refusal
        note(file_id=file_id, kind="closed", sentence=f"Closed: {reason.strip()}", at=at)
        close_file(actor=actor, file_id=file_id, at=at)


def reopen_case(*, actor: Actor, file_id: UUID, reason: str, at: datetime) -> None:
    """Open a closed case again; agencies see it when it is listed again. Raises NotFound, Refusal without a reason."""
    with acting_as(actor):
        must(actor, "conference.close_case")
        if not reason.strip():
            raise Refusal("Say why it is opened again.", field="reason")
        reopen_file(actor=actor, file_id=file_id, at=at)
        note(file_id=file_id, kind="reopened", sentence=f"Opened again: {reason.strip()}", at=at)
