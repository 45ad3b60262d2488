"""Paying survivors for their time: offering, with advice on benefits, and paying soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.voice.models import Engagement, Payment
from openccr.voice.rules.payments import MOST_PENCE, PAYMENT, PaymentFacts


def offer_payment(
    *, actor: Actor, agency: UUID, what_for: str, pence: int, advice_from: str, at: datetime,
    engagement: UUID | None = None,
) -> UUID:  # fmt: skip
    """Offer somebody money for their time; no name is kept. Returns its id.

    Args:
        agency: the one that knows who it is, and pays.
        pence: how much.
        advice_from: who advises them on benefits before they accept.

    Raises NotFound, also for an agency that has left, and Refusal without an amount, a reason or somebody who advises.
    """
    with acting_as(actor):
        must(actor, "voice.offer")
        if not Agency.objects.filter(id=agency, partnership_id=actor.partnership, left_on=None).exists():
            raise NotFound
        if engagement and not Engagement.objects.filter(id=engagement).exists():
            raise NotFound
        if not 0 < pence <= MOST_PENCE:
            raise Refusal("Give an amount up to £2,000.", field="pounds")
        if not what_for.strip():
            raise Refusal("Say what it is for.", field="what_for")
        if not advice_from.strip():
            raise Refusal("Say who advises them on benefits before they accept.", field="advice_from")
        row = Payment(
            partnership_id=actor.partnership, agency_id=agency, engagement_id=engagement, what_for=what_for.strip(),
            pence=pence, state=PAYMENT.first, advice_from=advice_from.strip(), offered_on=timezone.localdate(at),
        )  # fmt: skip
        row.save(force_insert=True)
        record("voice.payment", subjects=[row.id], at=at)
        return row.id


def accept_payment(*, actor: Actor, payment: UUID, method: str, at: datetime) -> None:
    """They accepted, and want it in this way; it is due in the pack's days.

    Raises NotFound, Refusal before advice was offered and for a way that the pack does not have.
    """
    with acting_as(actor):
        payments = practice(actor).voice.payments
        if payments is None or method not in payments.methods:
            raise Refusal("Choose in which way they want it.", field="method")
        due_on = timezone.localdate(at) + timedelta(days=payments.pay_days)
    _move(actor, payment, "accept", at=at, method=method, due_on=due_on)


def decline_payment(*, actor: Actor, payment: UUID, at: datetime) -> None:
    """They did not want it, which needs no reason. Raises NotFound, Refusal when it is paid."""
    _move(actor, payment, "decline", at=at, due_on=None)


def pay(*, actor: Actor, payment: UUID, at: datetime) -> None:
    """It is paid. Raises NotFound, Refusal before they accepted."""
    _move(actor, payment, "pay", at=at, paid_on=timezone.localdate(at))


def _move(actor: Actor, payment: UUID, move: str, *, at: datetime, **values: object) -> None:
    with acting_as(actor):
        must(actor, "voice.pay")
        row = Payment.objects.select_for_update().filter(id=payment).first()
        if row is None:
            raise NotFound
        for name, value in values.items():
            setattr(row, name, value)
        row.state = PAYMENT.make(state=row.state, move=move, facts=PaymentFacts(bool(row.advice_from), row.method))
        row.save(update_fields=["state", *values])
        record("voice.payment", subjects=[row.id], at=at)
