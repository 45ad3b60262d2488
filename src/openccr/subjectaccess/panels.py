"""What subject access puts on the to-do list: clocks, and what waits for another person's word."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.kernel.actors import Actor
from openccr.subjectaccess.queries import due_soon, open_requests, to_look_at
from openccr.ui.panels import Item, Todo


def _due(*, actor: Actor) -> Sequence[Item]:
    every, _ = open_requests()
    if not every:
        return []
    return [
        Item(text=f"Answer request {one.reference}", href=_to(one.id), due=one.due_on, late=one.late)
        for one in due_soon(actor=actor, today=timezone.localdate())
    ]


def _look(*, actor: Actor) -> Sequence[Item]:
    _, built = open_requests()
    if not built:
        return []
    return [
        Item(text=f"Look at request {reference} and approve it", href=_to(id))
        for id, reference in to_look_at(actor=actor)
    ]


def _to(request: object) -> str:
    return reverse("subjectaccess.request", kwargs={"asked": request})


def _asks(actor: Actor) -> list[Later]:
    return [open_requests.later()]


TODOS = [
    Todo(7, "Requests for one's own data", _due, "subjectaccess.answer", ahead=_asks),
    Todo(9, "Requests to approve", _look, "subjectaccess.approve", ahead=_asks),
]
