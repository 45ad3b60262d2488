"""Deciding sentence by sentence, or many of one kind at once as the rules proposed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import seal
from openccr.audit.operations import Act, record_all
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.subjectaccess.collecting import collect
from openccr.subjectaccess.models import Passage, SubjectRequest
from openccr.subjectaccess.rules.deciding import Decision, Outcome, usual_exemption, why_not_decided
from openccr.subjectaccess.rules.requests import Capacity
from openccr.subjectaccess.rules.tagging import Mark, Source, proposed
from openccr.subjectaccess.standing import PURPOSE, opened, request_of

_DECIDED = ("outcome", "exemption", "reason", "kept_sealed", "decided_user", "decided_by", "decided_at")


def decide(*, actor: Actor, request: UUID, passage: UUID, decision: Decision, at: datetime) -> None:
    """Decide about one sentence. Raises NotFound, Refusal as `why_not_decided`."""
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row = request_of(request, move="decide")
        found = Passage.objects.filter(id=passage, request=row).first()
        if found is None:
            raise NotFound
        text = opened(found.sealed, request_id=row.id).decode()
        marks = [Mark(one) for one in found.marks]
        kept_marks = _marks_of(actor, row, found, decision.kept) if decision.outcome is Outcome.PART else marks
        exemptions = practice(actor).law.exemptions
        if refusal := why_not_decided(decision, text=text, marks=marks, kept_marks=kept_marks, exemptions=exemptions):
            raise refusal
        _write(actor, found, decision, at=at)
        found.save(update_fields=_DECIDED)
        record_all([Act(type="subject_access.decided", file_id=found.file_id, subjects=(row.id, found.id))], at=at)


def confirm_proposals(*, actor: Actor, request: UUID, passages: Collection[UUID], at: datetime) -> int:
    """Decide these as the rules proposed: let go without a mark, kept back by the usual exemption with one.

    Returns how many. Raises NotFound; Refusal for one that no exemption of the pack fits.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row = request_of(request, move="decide")
        found = list(Passage.objects.filter(id__in=passages, request=row, outcome=""))
        fits = {key: one.fits for key, one in practice(actor).law.exemptions.items()}
        for one in found:
            marks = [Mark(mark) for mark in one.marks]
            exemption = usual_exemption(marks, fits)
            if marks and not exemption:
                raise Refusal("No exemption of the pack fits one of these.", remedy="Decide it by itself.")
            outcome = Outcome.WITHHOLD if marks else Outcome.RELEASE
            reason = "; ".join(mark.label for mark in marks)[:300]
            _write(actor, one, Decision(outcome=outcome, exemption=exemption, reason=reason), at=at)
        Passage.objects.bulk_update(found, _DECIDED, batch_size=500)
        files: dict[UUID, list[UUID]] = {}
        for one in found:
            files.setdefault(one.file_id, []).append(one.id)
        record_all(
            [Act(type="subject_access.decided", file_id=file, subjects=(row.id, *ids)) for file, ids in files.items()],
            at=at,
        )
        return len(found)


def _marks_of(actor: Actor, row: SubjectRequest, passage: Passage, text: str) -> list[Mark]:
    """The marks of what is let go in part. The record is read again: who is named in it may have changed."""
    assert row.subject_id is not None  # it was searched
    case = collect(
        actor=actor, subject_id=row.subject_id, hostile=row.hostile, parent=row.capacity == Capacity.PARENT
    ).case
    return list(proposed(text, whose=True, source=Source(passage.source), case=case).marks)


def _write(actor: Actor, row: Passage, decision: Decision, *, at: datetime) -> None:
    row.outcome, row.reason = decision.outcome.value, decision.reason.strip()
    row.exemption = "" if decision.outcome is Outcome.RELEASE else decision.exemption
    kept = decision.kept.strip().encode() if decision.outcome is Outcome.PART else b""
    row.kept_sealed = seal(kept, purpose=PURPOSE, owner=row.request_id) if kept else b""
    row.decided_user, row.decided_by, row.decided_at = actor.user_id, actor.name, at
