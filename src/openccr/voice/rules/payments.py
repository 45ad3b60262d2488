"""Paying survivors for their time: offered with advice on benefits, in the way they choose, and soon.

Source: domain 9.4. What counts for whose benefits stands nowhere in OpenCCR: a wrong word costs dearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal

MOST_PENCE = 200_000
"""More for one time is a typing mistake."""


class PaymentState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PAID = "paid"


@dataclass(frozen=True)
class PaymentFacts:
    """What decides about a payment: whether advice on benefits was offered, and in which way they want it."""

    advice_offered: bool
    method: str = ""


def _advised(facts: PaymentFacts) -> Refusal | None:
    if facts.advice_offered:
        return None
    return Refusal("Offer advice on benefits before anybody accepts.", remedy="Say who gives it.", field="advice_from")


def _chosen(facts: PaymentFacts) -> Refusal | None:
    return None if facts.method else Refusal("Say in which way they want it.", field="method")


PAYMENT = Moves(
    states={
        PaymentState.OFFERED: "Offered",
        PaymentState.ACCEPTED: "Accepted",
        PaymentState.DECLINED: "They did not want it",
        PaymentState.PAID: "Paid",
    },
    first=PaymentState.OFFERED,
    moves=(
        Move("accept", "Accepted", (PaymentState.OFFERED,), PaymentState.ACCEPTED, (_advised, _chosen)),
        Move("decline", "They did not want it", (PaymentState.OFFERED, PaymentState.ACCEPTED), PaymentState.DECLINED),
        Move("pay", "Paid", (PaymentState.ACCEPTED,), PaymentState.PAID),
    ),
)


def is_late(state: str, due_on: date | None, *, today: date) -> bool:
    """Whether somebody waits for money past the day it was promised for."""
    return state == PaymentState.ACCEPTED and due_on is not None and due_on < today
