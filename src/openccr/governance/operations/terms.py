"""Writing and agreeing terms of reference and business delivery plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardTerms
from openccr.governance.rules.terms import KINDS, TERMS, TermsFacts, TermsState, why_not_reviewed_on
from openccr.governance.seats import board_of, must_lead
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.kernel.unfilled import unfilled
from openccr.partnership.practice import practice


def parts_asked(actor: Actor, kind: str) -> dict[str, str]:
    """Key → name of the parts that the pack asks of terms of reference or a delivery plan. Raises NotFound."""
    if kind not in KINDS:
        raise NotFound
    boards = practice(actor).boards
    return {key: one.name for key, one in (boards.terms if kind == "terms" else boards.plan).items()}


def write_terms(*, actor: Actor, board_id: UUID, kind: str, parts: Mapping[str, str], at: datetime) -> None:
    """Write a draft: a new version where the last one is agreed, otherwise the draft that is there.

    Raises NotFound, and Refusal for whoever does not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        board_of(board_id)
        must_lead(actor, board_id)
        said = {key: parts.get(key, "").strip() for key in parts_asked(actor, kind)}
        last = BoardTerms.objects.filter(board_id=board_id, kind=kind).order_by("-number").first()
        written = {"parts": said, "written_at": at, "written_by": actor.name}
        if last is not None and last.state == TermsState.DRAFT:
            BoardTerms.objects.filter(id=last.id).update(**written)
        else:
            BoardTerms(
                partnership_id=actor.partnership, board_id=board_id, kind=kind,
                number=last.number + 1 if last else 1, **written,
            ).save(force_insert=True)  # fmt: skip
        record("board.terms", subjects=[board_id], fields=[kind], at=at)


def agree_terms(
    *, actor: Actor, board_id: UUID, kind: str, agreed_on: date, review_on: date, at: datetime
) -> None:  # fmt: skip
    """Write down that the group agreed its draft, and when it looks at it again. The version before is replaced.

    Raises NotFound without a draft, Refusal for parts that are empty, for days that cannot be, and for whoever does
    not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        must_lead(actor, board_id)
        row = BoardTerms.objects.filter(board_id=board_id, kind=kind, state=TermsState.DRAFT).first()
        if row is None:
            raise NotFound
        names = parts_asked(actor, kind)
        empty = tuple(name for key, name in names.items() if not row.parts.get(key))
        facts = TermsFacts(empty=empty, blanks=tuple(unfilled(row.parts.values())))
        row.state = TERMS.make(state=row.state, move="agree", facts=facts)
        if agreed_on > timezone.localdate(at):
            raise Refusal("The day it was agreed has not come.", field="agreed_on")
        refusal = why_not_reviewed_on(review_on, agreed_on=agreed_on)
        if refusal is not None:
            raise refusal
        before = BoardTerms.objects.filter(board_id=board_id, kind=kind, state=TermsState.AGREED)
        before.update(state=TermsState.REPLACED)
        row.agreed_on, row.review_on, row.agreed_by = agreed_on, review_on, actor.name
        row.save(update_fields=["state", "agreed_on", "review_on", "agreed_by"])
        record("board.terms", subjects=[board_id, row.id], fields=[kind, "state"], at=at)
