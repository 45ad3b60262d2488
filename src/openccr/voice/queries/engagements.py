"""Engagements with survivors, payments, and who was heard, as the pages show them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.voice.models import Engagement, HeardCount, Payment
from openccr.voice.rules.engagements import EngagementState
from openccr.voice.rules.payments import PaymentState

SHOWN = 200


def engagements(*, actor: Actor) -> list[Engagement]:
    """Every engagement with how many things were said in it (`said`), those not closed first, then the newest."""
    with acting_as(actor):
        must(actor, "voice.plan")
        found = Engagement.objects.annotate(said=Count("contributions")).order_by("-ends_on")[:SHOWN]
        return sorted(found, key=lambda one: one.state == EngagementState.CLOSED)


def engagement_of(*, actor: Actor, engagement: UUID) -> Engagement:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.plan")
        row = Engagement.objects.filter(id=engagement).first()
        if row is None:
            raise NotFound
        return row


def engagement_titles(*, actor: Actor) -> list[tuple[str, str]]:
    """Every engagement that things can have been said in, as (id, title), the newest first."""
    with acting_as(actor):
        must(actor, "voice.plan")
        found = Engagement.objects.exclude(state=EngagementState.PLANNED).order_by("-ends_on", "title")[:SHOWN]
        return [(str(key), title) for key, title in found.values_list("id", "title")]


def open_engagements(*, actor: Actor) -> list[tuple[str, str]]:
    """Those that have gone out, as (id, title)."""
    with acting_as(actor):
        found = Engagement.objects.filter(state=EngagementState.OUT).order_by("title")
        return [(str(key), title) for key, title in found.values_list("id", "title")]


def payments(*, actor: Actor) -> list[Payment]:
    """Payments as far as the actor sees them: those that wait for money first."""
    with acting_as(actor):
        must(actor, "voice.pay")
        found = Payment.objects.select_related("agency").order_by("due_on", "-offered_on")[:SHOWN]
        return sorted(found, key=lambda one: one.state in (PaymentState.PAID, PaymentState.DECLINED))


def payment_of(*, actor: Actor, payment: UUID) -> Payment:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.pay")
        row = Payment.objects.select_related("agency").filter(id=payment).first()
        if row is None:
            raise NotFound
        return row


@asked
def planned_by_others(actor: Actor) -> Steps[list[Engagement]]:
    """Engagements that somebody else planned and that have not gone out. One query."""
    found = Engagement.objects.filter(state=EngagementState.PLANNED).exclude(planned_by=actor.appointment)
    (rows,) = yield (found.order_by("ends_on", "title")[:SHOWN],)
    return list(rows)


@asked
def payments_due(actor: Actor) -> Steps[list[date]]:
    """The days on which the actor's own agency owes money to somebody who was heard, the first first. One query."""
    mine = Payment.objects.filter(state=PaymentState.ACCEPTED, agency=actor.agency_id).order_by("due_on")
    (rows,) = yield (mine.values_list("due_on")[:SHOWN],)
    return [row[0] for row in rows]


@asked
def payments_to_see_to(actor: Actor, *, today: date) -> Steps[tuple[list[date], list[date]]]:
    """On which days the actor's own agency was asked to offer somebody money, and which days went by elsewhere unpaid.

    Who coordinates sees what others owe; nobody else does. Two lists in one query.
    """
    offered, late = yield (
        Payment.objects.filter(state=PaymentState.OFFERED, agency=actor.agency_id)
        .order_by("offered_on")
        .values_list("offered_on")[:SHOWN],
        Payment.objects.filter(state=PaymentState.ACCEPTED, due_on__lt=today)
        .exclude(agency=actor.agency_id)
        .order_by("due_on")
        .values_list("due_on")[:SHOWN],
    )
    return [row[0] for row in offered], [row[0] for row in late]


def heard_by_group(*, actor: Actor, first: date, last: date) -> dict[str, int]:
    """Group → how many people of it were heard in a period's quarters; "" is all who were asked of themselves.

    Exact: for coordinators and advisers alone. Whoever shows it to others rounds it (insight).
    """
    with acting_as(actor):
        must(actor, "voice.plan")
        found = HeardCount.objects.filter(quarter_on__gte=first, quarter_on__lte=last)
        return dict(found.values_list("group").annotate(heard=Sum("number")))
