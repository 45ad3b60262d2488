"""What the self-assessment puts on to-do lists: to rate, for one's agency or for the survivors' panel."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.governance.queries.rating import ToRate, to_rate
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Role
from openccr.ui.panels import Item, Todo


def _rate(*, actor: Actor) -> Sequence[Item]:
    return [
        _item(one, "rate for your agency", one.by_agency)
        for one in to_rate(actor)
        if one.by_agency < one.questions and actor.agency_id is not None
    ]


def _rate_for_panel(*, actor: Actor) -> Sequence[Item]:
    # The coordinator can stand in for a panel without a worker; it is nobody's duty then.
    if actor.role != Role.PANEL_WORKER:
        return []
    return [_item(one, "rate with the panel", one.by_panel) for one in to_rate(actor) if one.by_panel < one.questions]


def _item(one: ToRate, words: str, answered: int) -> Item:
    return Item(
        text=f"{one.name}: {words}",
        href=reverse("governance.round", kwargs={"round": one.round_id}),
        due=one.rate_by,
        late=one.rate_by < timezone.localdate(),
        detail=f"{answered} of {one.questions} questions answered",
    )


ASSESSMENT_TODOS = [
    Todo(64, "Self-assessment", _rate, "governance.rate", ahead=lambda actor: [to_rate.later(actor)]),
    Todo(
        64, "Self-assessment, the panel", _rate_for_panel, "governance.speak_for_panel",
        ahead=lambda actor: [to_rate.later(actor)],
    ),
]  # fmt: skip
