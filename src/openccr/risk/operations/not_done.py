"""Saying that an assessment which a change called for could not be done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment, Change, NotDone
from openccr.risk.operations.there import agency_name
from openccr.risk.rules import answered_by, why_not_closed


def close_change(*, actor: Actor, file: UUID, change: UUID, reason: str, at: datetime) -> None:
    """Say why risk could not be assessed again after a change. It leaves the to-do list and stays in the history.

    Args:
        reason: what was tried and what stood in the way.

    Raises NotFound for a change that is not on that file, Refusal as `rules.why_not_closed`.
    """
    with acting_as(actor):
        must(actor, "risk.close_change")
        row = Change.objects.filter(id=change, file_id=file).first()
        if row is None:
            raise NotFound
        refusal = why_not_closed(
            reason=reason,
            answered=_answered(actor, row),
            closed=NotDone.objects.filter(change=row).exists(),
        )
        if refusal is not None:
            raise refusal
        NotDone.objects.bulk_create(
            [
                NotDone(
                    file_id=file, change=row, reason=reason.strip(), agency_name=agency_name(actor),
                    author_name=actor.name, at=at,
                )
            ]
        )  # fmt: skip
        sentence = f"Risk could not be assessed again, because: {reason.strip()}"
        note(file_id=file, kind="risk", sentence=sentence, at=at, about_id=row.id)
        record("risk.not_done", file_id=file, subjects=[row.id, row.person_id], at=at)


def _answered(actor: Actor, row: Change) -> bool:
    """Whether a whole assessment has answered the change; a supplement or a score that a referral brought does not."""
    supplements = [name for name, tool in practice(actor).instruments.items() if tool.supplement]
    whole = Assessment.objects.filter(file_id=row.file_id, appointment_id__isnull=False)
    return any(
        answered_by(
            happened_on=row.happened_on, reported_at=row.reported_at, assessed_on=one.assessed_on,
            entered_at=one.entered_at,
        )
        for one in whole.exclude(instrument__in=supplements)
    )  # fmt: skip
