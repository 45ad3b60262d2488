"""What the sending area is told of its case: that it is here, listed or not, and that an answer is taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import ArrivedTransfer, Hearing
from openccr.conference.rules.hearings import CaseListed, CaseTakenOff
from openccr.conference.rules.referrals import ReferralDecided, ReferralState
from openccr.conference.rules.transfers import TRANSFER, NotListed, TransferFacts
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

_ANSWERS = {
    ReferralState.NOT_MET: NotListed.CRITERIA,
    ReferralState.REDIRECTED: NotListed.OTHER_FORUM,
    ReferralState.OUT_OF_AREA: NotListed.OTHER_AREA,
    ReferralState.WITHDRAWN: NotListed.TAKEN_OFF,
}
_DECIDES_AGAIN = (ReferralState.RECEIVED, ReferralState.ACCEPTED)
"""States in which no answer that was given before is true any more: neither that it is listed nor that it is not."""


def acknowledge(*, actor: Actor, arrived: UUID, at: datetime) -> None:
    """Say that a transfer has arrived. Raises NotFound and Refusal."""
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked_arrival(actor, arrived)
        row.state = TRANSFER.make(state=row.state, move="acknowledge", facts=TransferFacts())
        row.acknowledged_at, row.by_name = at, actor.name
        row.save(update_fields=["state", "acknowledged_at", "by_name"])
        record("transfer.acknowledged", subjects=[row.id], at=at)
        _tell_sender(row, at=at)


def not_list(*, actor: Actor, arrived: UUID, answer: str, at: datetime) -> bool:
    """Answer that it is not listed. Returns whether the other area learns so by itself. Raises NotFound and Refusal."""
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked_arrival(actor, arrived)
        if row.referral_id is not None:
            raise Refusal("It is a referral here already.", remedy="Decide on the referral: the answer follows.")
        _answer(actor, row, "not_list", answer, at=at)
        return row.inside


def take_answer_back(*, actor: Actor, arrived: UUID, at: datetime) -> bool:
    """Take back that a case which nobody took in yet is not listed: it may be taken in, or answered anew.

    Returns whether the other area learns so by itself. Raises NotFound, Refusal for any other.
    """
    with acting_as(actor):
        must(actor, "conference.transfer")
        row = locked_arrival(actor, arrived)
        if row.referral_id is not None:
            raise Refusal("It is a referral here already.", remedy="Decide again on the referral: the answer follows.")
        _answer(actor, row, "answer_again", "", at=at)
        record("transfer.answer_taken_back", subjects=[row.id], at=at)
        return row.inside


def answer_transfer(*, actor: Actor, event: CaseListed | CaseTakenOff | ReferralDecided) -> None:
    """Tell the sending area what became of its case: listed, taken off, turned down or passed on, or decided on again.

    Args:
        actor: who sees what arrived: the partnership's service actor.
    """
    with acting_as(actor):
        if isinstance(event, CaseListed):
            referral = Hearing.objects.values_list("referral_id", flat=True).get(id=event.hearing_id)
            move, answer = "list", ""
        else:
            referral = event.referral_id
            move, answer = "not_list", _ANSWERS.get(ReferralState(event.state), "")
            if event.state in _DECIDES_AGAIN:
                move = "answer_again"
        row = ArrivedTransfer.objects.filter(referral_id=referral).first()
        if row is None or (move == "not_list" and not answer):
            return
        if TRANSFER.refusal(state=row.state, move=move, facts=TransferFacts(answer=answer)) is None:
            _answer(actor, row, move, answer, at=timezone.now())


def _answer(actor: Actor, row: ArrivedTransfer, move: str, answer: str, *, at: datetime) -> None:
    row.state = TRANSFER.make(state=row.state, move=move, facts=TransferFacts(answer=answer))
    row.answer, row.answered_at, row.by_name = answer, None if move == "answer_again" else at, actor.name
    row.acknowledged_at = row.acknowledged_at or at
    row.save(update_fields=["state", "answer", "answered_at", "acknowledged_at", "by_name"])
    if move == "not_list":
        record("transfer.not_listed", subjects=[row.id], at=at)
    _tell_sender(row, at=at)


def _tell_sender(row: ArrivedTransfer, *, at: datetime) -> None:
    if row.inside:
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.answer_transfer(%s, %s)", [row.id, at])


def locked_arrival(actor: Actor, arrived: UUID) -> ArrivedTransfer:
    """What arrived, locked until the transaction ends. Raises NotFound."""
    found = ArrivedTransfer.objects.select_for_update(of=("self",)).filter(id=arrived, agency_id=actor.agency).first()
    if found is None:
        raise NotFound
    return found
