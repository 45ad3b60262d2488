"""What keeping files puts on the to-do list of whoever decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from openccr.documents.retaining import proposed_by_others
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _to_decide(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Look at what {row.proposed_by} proposes to dispose of: {row.reference}",
            href=reverse("documents.approve_disposal", kwargs={"disposal": row.id}),
            detail="Two people decide. Nothing is removed before you agree.",
        )
        for row in proposed_by_others(actor)
    ]


TODOS = [
    Todo(
        45, "Files whose time is over", _to_decide, "documents.dispose",
        ahead=lambda actor: [proposed_by_others.later(actor)],
    )
]  # fmt: skip
