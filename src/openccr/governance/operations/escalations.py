"""Passing matters from group to group, and answering them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardDecision, BoardMember, BoardRisk, Matter
from openccr.governance.rules.escalations import UP, why_not_answered, why_not_passed
from openccr.governance.seats import board_of, leads, must_lead, on_day
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def pass_matter(
    *, actor: Actor, board_id: UUID, to_board_id: UUID, way: str, title: str, words: str, at: datetime,
    due_on: date | None = None, decision_id: UUID | None = None, risk_id: UUID | None = None,
    answers_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Pass a matter up or down. Any agency that sits in a group may escalate from it, whatever its size.

    Args:
        due_on: by when it is answered; the pack's days from today when None.
        decision_id: the decision it carries down; a decision of this group.
        risk_id: the risk that it escalates.
        answers_id: the matter that this group got and passes on.

    Returns its id. Raises NotFound, and Refusal for a way that does not exist between the two groups, without words,
    for a day that is past, and for whoever neither leads the group nor sits in it.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        sent, got = board_of(board_id), board_of(to_board_id)
        today = timezone.localdate(at)
        if not leads(actor, board_id):
            sits = BoardMember.objects.filter(on_day(today), board_id=board_id, agency_id=actor.agency).exists()
            if way != UP or not sits:
                raise Refusal("Whoever sits in the group passes matters up; down, whoever leads it.")
        decision = BoardDecision.objects.filter(id=decision_id, board_id=board_id).first() if decision_id else None
        if decision_id and decision is None:
            raise NotFound
        if risk_id and not BoardRisk.objects.filter(id=risk_id, board_id=board_id, closed_on=None).exists():
            raise NotFound
        if answers_id and not Matter.objects.filter(id=answers_id, to_board_id=board_id).exists():
            raise NotFound
        refusal = why_not_passed(
            way, sent=sent.id, got=got.id, above=sent.above_id, got_above=got.above_id, decision=decision is not None
        )
        if refusal is not None:
            raise refusal
        for field, value, missing in (("title", title, "Say what it is about."), ("words", words, "Say what you ask.")):
            if not value.strip():
                raise Refusal(missing, field=field)
        if due_on is not None and due_on < today:
            raise Refusal("Give a day from today on.", field="due_on")
        row = Matter(
            partnership_id=actor.partnership, from_board_id=board_id, to_board_id=to_board_id, way=way,
            agency_id=actor.agency, title=title.strip(), words=words.strip(), decision=decision, risk_id=risk_id,
            answers_id=answers_id, sent_on=today, sent_by=actor.name,
            due_on=due_on or today + timedelta(days=answer_days(actor)),
        )  # fmt: skip
        row.save(force_insert=True)
        record("matter.passed", subjects=[row.id, board_id, to_board_id], at=at)
        return row.id


def answer_days(actor: Actor) -> int:
    """Days in which a matter is answered, by the pack."""
    periods = practice(actor).boards.periods
    return periods.answer_days if periods else 28


def answer_matter(
    *, actor: Actor, matter_id: UUID, answer_kind: str, answer: str, at: datetime, decision_id: UUID | None = None
) -> None:
    """Answer a matter for the group that got it, once. It stays linked with the decision that answers it.

    Raises NotFound, and Refusal for an answer without words, a second one, and whoever does not lead that group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        board = Matter.objects.filter(id=matter_id).values_list("to_board_id", flat=True).first()
        if board is None:
            raise NotFound
        must_lead(actor, board)
        row = Matter.objects.select_for_update().get(id=matter_id)
        if row.answered_on is not None:
            raise Refusal("It is answered already.")
        refusal = why_not_answered(answer_kind, words=answer)
        if refusal is not None:
            raise refusal
        if decision_id and not BoardDecision.objects.filter(id=decision_id, board_id=row.to_board_id).exists():
            raise NotFound
        row.answer_kind, row.answer, row.answer_decision_id = answer_kind, answer.strip(), decision_id
        row.answered_on, row.answered_by = timezone.localdate(at), actor.name
        row.save(update_fields=["answer_kind", "answer", "answer_decision", "answered_on", "answered_by"])
        record("matter.answered", subjects=[row.id, row.from_board_id, row.to_board_id], at=at)
