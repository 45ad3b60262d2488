"""Paying survivors for their time: offered with advice on benefits, accepted in their way, paid soon."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table
from openccr.ui.kinds.showing import paged
from openccr.voice.forms.engagements import AcceptForm, OfferForm
from openccr.voice.models import Payment
from openccr.voice.operations.payments import accept_payment, decline_payment, offer_payment, pay
from openccr.voice.pages import pages
from openccr.voice.pages.contributions import LIST
from openccr.voice.queries.contributions import agencies, vocabulary
from openccr.voice.queries.engagements import open_engagements, payment_of, payments
from openccr.voice.rules.payments import PAYMENT, PaymentFacts, PaymentState, is_late

MAY, OFFER = "voice.pay", "voice.offer"
PAYMENTS: dict[str, str] = {"text": "Payments", "href": "/voice/payments/"}


def pounds(pence: int) -> str:
    """An amount as people write it."""
    return f"£{pence / 100:,.2f}"


class _Row:
    """A payment in the list. It names nobody."""

    def __init__(self, row: Payment, today: date) -> None:
        self.href = reverse("voice.payment", kwargs={"payment": row.id})
        self.what_for = row.what_for
        self.amount = pounds(row.pence)
        self.agency = row.agency.name
        self.state = PAYMENT.states[row.state]
        self.due_on = row.due_on if row.state == PaymentState.ACCEPTED else None
        self.late = is_late(row.state, row.due_on, today=today)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    found, today = payments(actor=actor), timezone.localdate()
    make = offer(actor, text="Offer somebody payment", page="voice.offer", may=OFFER) | {"kind": "primary"}
    words = vocabulary(actor)[0].payments
    return Listing(
        rows=[_Row(row, today) for row in found[paged(page)]],
        total=len(found),
        columns=[
            Column("what_for", "What for"), Column("amount", "Amount", numeric=True), Column("agency", "Who pays"),
            Column("state", "State"), Column("due_on", "Due"),
        ],
        empty={
            "text": "Nobody was offered payment yet. Time is work: "
            + (
                "offer it to everybody who is asked."
                if why_not(actor, OFFER) is None
                else "ask the coordinator to offer it to everybody who is asked."
            )
        },
        note=words.advice if words else "",
        crumbs=[LIST, {"text": "Payments"}],
        actions=[make] if why_not(actor, OFFER) is None else [],
    )  # fmt: skip


table(pages, "voice/payments/", name="payments", title="Payments to those who are heard", may=MAY, query=_list)


def _offer(*, actor: Actor, agency: str, engagement: str, pounds: Decimal, **said: Any) -> tuple[UUID, str]:
    found = offer_payment(
        actor=actor, agency=UUID(agency), engagement=UUID(engagement) if engagement else None,
        pence=int(pounds * 100), at=timezone.now(), **said,
    )  # fmt: skip
    today = timezone.localdate()
    return found, sent(
        "Written down. Whoever knows them offers it.", to=[UUID(agency)], permission=MAY, actor=actor, today=today
    )


def _advice(actor: Actor) -> str:
    words = vocabulary(actor)[0].payments
    return words.advice if words else ""


ask(
    pages, "voice/payments/offer/", name="offer", title="Offer somebody payment", may=OFFER, form=OfferForm,
    operation=_offer,
    choices=lambda *, actor: {"agencies": agencies(actor=actor), "engagements": open_engagements(actor=actor)},
    about=lambda *, actor: Asked(intro=_advice(actor), crumbs=[LIST, PAYMENTS, {"text": "Offer"}]),
    done=lambda found: Done(reverse("voice.payment", kwargs={"payment": found[0]}), found[1]),
)  # fmt: skip


def _screen(*, actor: Actor, payment: UUID) -> Screen:
    row = payment_of(actor=actor, payment=payment)
    words = vocabulary(actor)[0].payments
    methods = words.methods if words else {}
    facts = PaymentFacts(bool(row.advice_from), "asked on the page")
    actions = [
        {
            "text": PAYMENT.moves[move].label, "href": reverse(f"voice.payment_{move}", kwargs={"payment": row.id}),
            "post": move != "accept", "disabled_reason": str(why) if why else "",
        }
        for move, why in PAYMENT.offered(state=row.state, facts=facts).items()
    ]  # fmt: skip
    rows = [
        {"key": "State", "text": PAYMENT.states[row.state]},
        {"key": "Amount", "text": pounds(row.pence)},
        {"key": "Who knows them and pays", "text": row.agency.name},
        {"key": "Who advises on benefits", "text": row.advice_from},
        {"key": "In which way", "text": methods[row.method].name if row.method in methods else "Not chosen yet"},
        {"key": "Offered on", "text": row.offered_on},
        {"key": "Due", "text": row.due_on or "Not accepted yet"},
        {"key": "Paid on", "text": row.paid_on or "Not yet"},
    ]
    return Screen(
        title=row.what_for,
        data={"facts": {"rows": rows}, "advice": words.advice if words else ""},
        crumbs=[LIST, PAYMENTS, {"text": row.what_for}],
        actions=actions,
    )


record_page(
    pages, "voice/payments/<uuid:payment>/", name="payment", title="A payment", may=MAY, query=_screen,
    template="voice/payment.html",
)  # fmt: skip


def _methods(*, actor: Actor, payment: UUID) -> dict[str, Any]:
    words = vocabulary(actor)[0].payments
    return {"methods": words.methods if words else {}}


ask(
    pages, "voice/payments/<uuid:payment>/accept/", name="payment_accept", title="They accepted", may=MAY,
    form=AcceptForm, choices=_methods,
    operation=lambda *, actor, payment, method: accept_payment(
        actor=actor, payment=payment, method=method, at=timezone.now()
    ),
    about=lambda *, actor, payment: Asked(
        title=payment_of(actor=actor, payment=payment).what_for, intro=_advice(actor),
        crumbs=[LIST, PAYMENTS, {"text": "Accepted"}],
    ),
    done=lambda found, *, payment: Done(PAYMENTS["href"], "Saved. It is due soon."),
)  # fmt: skip

for _name, _title, _operation in (("decline", "They did not want it", decline_payment), ("pay", "Paid", pay)):
    button(
        pages, f"voice/payments/<uuid:payment>/{_name}/", name=f"payment_{_name}", title=_title, may=MAY,
        operation=lambda *, actor, payment, _do=_operation: _do(actor=actor, payment=payment, at=timezone.now()),
        done=lambda found, *, payment: Done(PAYMENTS["href"], "Saved."),
    )  # fmt: skip
