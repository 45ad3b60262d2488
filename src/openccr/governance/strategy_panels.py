"""What the strategy and reviews put on to-do lists: recommendations that are late, contributions to agree to."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.governance.queries.recommendations import late_recommendations
from openccr.governance.queries.strategy import to_agree
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _late(*, actor: Actor) -> Sequence[Item]:
    number = late_recommendations(actor, today=timezone.localdate())
    words = "recommendation of a review is late" if number == 1 else "recommendations of reviews are late"
    return [Item(text=words, href=reverse("governance.recommendations"), count=number, late=True)] if number else []


def _to_agree(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text="Your agency’s contribution to the strategy, to agree to",
            href=reverse("governance.agree_contribution", kwargs={"agency_contribution": contribution}),
        )
        for contribution in to_agree(actor)
    ]


STRATEGY_TODOS = [
    Todo(
        67, "Recommendations of reviews", _late, "governance.follow_up",
        ahead=lambda actor: [late_recommendations.later(actor, today=timezone.localdate())],
    ),
    Todo(68, "Strategy", _to_agree, "governance.contribute", ahead=lambda actor: [to_agree.later(actor)]),
]  # fmt: skip
