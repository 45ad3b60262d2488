"""What subject access puts on the to-do list: clocks, and what waits for another person's word."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.subjectaccess.queries import built_by_others, due_soon, to_look_at
from openccr.ui.panels import Item, Todo


def _due(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text=f"Answer request {one.reference}", href=_to(one.id), due=one.due_on, late=one.late)
        for one in due_soon(actor=actor, today=timezone.localdate())
    ]


def _look(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text=f"Look at request {reference} and approve it", href=_to(id))
        for id, reference in to_look_at(actor=actor)
    ]


def _to(request: object) -> str:
    return reverse("subjectaccess.request", kwargs={"asked": request})


TODOS = [
    Todo(
        7, "Requests for one's own data", _due, "subjectaccess.answer",
        ahead=lambda actor: [due_soon.later(actor=actor, today=timezone.localdate())],
    ),
    Todo(
        9, "Requests to approve", _look, "subjectaccess.approve",
        ahead=lambda actor: [built_by_others.later(user_id=actor.user_id)],
    ),
]  # fmt: skip
