"""What survivors' voice puts on to-do lists: answers owed, and messages that nobody has read."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo
from openccr.voice.queries.contributions import number_unread, owed
from openccr.voice.queries.engagements import payments_due
from openccr.voice.queries.messages import waiting
from openccr.voice.rules.contributions import State


def _owed(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    return [
        Item(
            text="Survivors wait for your agency's answer",
            href=reverse("voice.answer", kwargs={"contribution": contribution}),
            due=due_on,
            late=due_on < today,
        )
        for contribution, due_on in owed(actor)
    ]


def _unread(*, actor: Actor) -> Sequence[Item]:
    number = number_unread(actor)
    words = "thing that a survivor said, to read and send on" if number == 1 else "things said, to read and send on"
    href = f"{reverse('voice.list')}?state={State.RECEIVED}"
    return [Item(text=words, href=href, count=number)] if number else []


def _waiting(*, actor: Actor) -> Sequence[Item]:
    number = waiting()
    words = "thing written without a name, unread" if number == 1 else "things written without a name, unread"
    return [Item(text=words, href=reverse("voice.messages"), count=number)] if number else []


def _payments(*, actor: Actor) -> Sequence[Item]:
    days = payments_due(actor)
    if not days:
        return []
    words = "payment to somebody who was heard" if len(days) == 1 else "payments to people who were heard"
    href = reverse("voice.payments")
    return [Item(text=words, href=href, count=len(days), due=days[0], late=days[0] < timezone.localdate())]


TODOS = [
    Todo(65, "What survivors said, unread", _unread, "voice.keep", ahead=lambda actor: [number_unread.later(actor)]),
    Todo(67, "Payments you owe", _payments, "voice.pay", ahead=lambda actor: [payments_due.later(actor)]),
    Todo(8, "Survivors' messages", _waiting, "voice.duty", ahead=lambda actor: [waiting.later()]),
    Todo(66, "What survivors said", _owed, "voice.answer", ahead=lambda actor: [owed.later(actor)]),
]
