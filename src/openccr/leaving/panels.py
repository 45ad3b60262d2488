"""What leaving puts on the to-do list of whoever may agree."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from openccr.kernel.actors import Actor
from openccr.leaving.queries import exports
from openccr.ui.panels import Item, Todo


def _to_agree(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Agree, or speak with {row.asked_by}: the whole area is to be taken out",
            href=reverse("leaving.export", kwargs={"export": row.id}),
        )
        for row in exports()
        if row.agreed_at is None and row.asked_user != actor.user_id
    ]


TODOS = [Todo(8, "Taking the area out", _to_agree, "leaving.agree")]
