"""What survivors' voice puts on to-do lists: answers owed, and messages that nobody has read."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.periods import add_working_days
from openccr.partnership.practice import practice
from openccr.ui.panels import Item, Todo
from openccr.voice.queries.contributions import number_unread, owed, to_tell
from openccr.voice.queries.engagements import payments_due, payments_to_see_to, planned_by_others
from openccr.voice.queries.messages import waiting
from openccr.voice.rules.contributions import State
from openccr.voice.rules.engagements import checks_of, missing


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


def _to_tell(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text="Tell them what became of what you passed on",
            href=reverse("voice.contribution", kwargs={"contribution": contribution}),
        )
        for contribution in to_tell(actor)
    ]


def _unread(*, actor: Actor) -> Sequence[Item]:
    number = number_unread(actor)
    words = "thing that a survivor said, to read and send on" if number == 1 else "things said, to read and send on"
    href = f"{reverse('voice.list')}?state={State.RECEIVED}"
    return [Item(text=words, href=href, count=number)] if number else []


def _waiting(*, actor: Actor) -> Sequence[Item]:
    """What waits for those on duty, due when the pack says that it is read."""
    days = waiting()
    if not days:
        return []
    words = "thing written without a name, unread" if len(days) == 1 else "things written without a name, unread"
    pack = practice(actor)
    hours = pack.voice.hours
    due = add_working_days(days[0], hours.working_days, pack.holidays) if hours else None
    late = due is not None and due < timezone.localdate()
    return [Item(text=words, href=reverse("voice.messages"), count=len(days), due=due, late=late)]


def _payments(*, actor: Actor) -> Sequence[Item]:
    today, href = timezone.localdate(), reverse("voice.payments")
    offered, elsewhere = payments_to_see_to(actor, today=today)
    found = (
        (payments_due(actor), "payment to somebody who was heard", "payments to people who were heard"),
        (elsewhere, "payment that another agency owes somebody", "payments that other agencies owe"),
    )
    items = [
        Item(text=one if len(days) == 1 else several, href=href, count=len(days), due=days[0], late=days[0] < today)
        for days, one, several in found
        if days
    ]
    if offered:
        words = "payment to offer" if len(offered) == 1 else "payments to offer"
        items.append(
            Item(text=f"{words}: with advice on benefits, in the way they want it", href=href, count=len(offered))
        )
    return items


def _to_let_out(*, actor: Actor) -> Sequence[Item]:
    rows = planned_by_others(actor)
    voice = practice(actor).voice if rows else None
    return [
        Item(text=f"Look at it before it goes out: {one.title}", href=reverse("voice.engagement", args=[one.id]))
        for one in rows
        if voice is not None and not missing(checks_of(voice, children=one.children), one.checks)
    ]


TODOS = [
    Todo(65, "What survivors said, unread", _unread, "voice.keep", ahead=lambda actor: [number_unread.later(actor)]),
    Todo(
        67,
        "Payments to those who are heard",
        _payments,
        "voice.pay",
        ahead=lambda actor: [
            payments_due.later(actor),
            payments_to_see_to.later(actor, today=timezone.localdate()),
        ],
    ),
    Todo(8, "Survivors' messages", _waiting, "voice.duty", ahead=lambda actor: [waiting.later()]),
    Todo(
        64, "How survivors are asked", _to_let_out, "voice.plan", ahead=lambda actor: [planned_by_others.later(actor)]
    ),
    Todo(66, "What survivors said", _owed, "voice.answer", ahead=lambda actor: [owed.later(actor)]),
    Todo(66, "What you passed on", _to_tell, "voice.pass_on", ahead=lambda actor: [to_tell.later(actor)]),
]
