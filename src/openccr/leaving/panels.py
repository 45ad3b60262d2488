"""What leaving puts on the to-do list of whoever may agree."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from openccr.kernel.actors import Actor
from openccr.leaving.queries import not_agreed
from openccr.ui.panels import Item, Todo


def _to_agree(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Agree, or speak with {asked_by}: the whole area is to be taken out",
            href=reverse("leaving.export", kwargs={"export": export}),
        )
        for export, asked_by, asked_user in not_agreed(actor.role)
        if asked_user != actor.user_id
    ]


TODOS = [Todo(8, "Taking the area out", _to_agree, "leaving.agree", ahead=lambda actor: [not_agreed.later(actor.role)])]
