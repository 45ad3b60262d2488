"""What the strategy and reviews put on to-do lists: recommendations that are late, contributions to agree to."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.governance.queries.recommendations import late_recommendations, to_assure
from openccr.governance.queries.strategy import to_agree, to_remark
from openccr.governance.rules.recommendations import RecommendationState
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Role
from openccr.ui.panels import Item, Todo


def _late(*, actor: Actor) -> Sequence[Item]:
    number = late_recommendations(actor, today=timezone.localdate())
    words = "recommendation of a review is late" if number == 1 else "recommendations of reviews are late"
    return [Item(text=words, href=reverse("governance.recommendations"), count=number, late=True)] if number else []


def _to_assure(*, actor: Actor) -> Sequence[Item]:
    number = to_assure(actor)
    words = "recommendation is done, says its lead" if number == 1 else "recommendations are done, say their leads"
    href = f"{reverse('governance.recommendations')}?state={RecommendationState.DONE}"
    return [Item(text=f"{words}: to assure", href=href, count=number)] if number else []


def _to_agree(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text="Your agency’s contribution to the strategy, to agree to",
            href=reverse("governance.agree_contribution", kwargs={"agency_contribution": contribution}),
        )
        for contribution in to_agree(actor)
    ]


def _to_remark(*, actor: Actor) -> Sequence[Item]:
    return [] if actor.agency_id is None else _said(actor, "remark", "what your agency thinks", panel=False)


def _to_remark_for_panel(*, actor: Actor) -> Sequence[Item]:
    if actor.role != Role.PANEL_WORKER:
        return []
    return _said(actor, "panel_remark", "what the survivors’ panel thinks", panel=True)


def _said(actor: Actor, page: str, whose: str, *, panel: bool) -> Sequence[Item]:
    return [
        Item(text=f"Say {whose} of “{title}”", href=reverse(f"governance.{page}", kwargs={"strategy": key}), due=until)
        for key, title, until in to_remark(actor, today=timezone.localdate(), panel=panel)
    ]


STRATEGY_TODOS = [
    Todo(
        67, "Strategy in consultation", _to_remark, "governance.contribute",
        ahead=lambda actor: [to_remark.later(actor, today=timezone.localdate(), panel=False)],
    ),
    Todo(
        67, "Strategy in consultation, the panel", _to_remark_for_panel, "governance.speak_for_panel",
        ahead=lambda actor: [to_remark.later(actor, today=timezone.localdate(), panel=True)],
    ),
    Todo(
        67, "Recommendations of reviews", _late, "governance.follow_up",
        ahead=lambda actor: [late_recommendations.later(actor, today=timezone.localdate())],
    ),
    Todo(67, "Recommendations done", _to_assure, "governance.assure", ahead=lambda actor: [to_assure.later(actor)]),
    Todo(68, "Strategy", _to_agree, "governance.contribute", ahead=lambda actor: [to_agree.later(actor)]),
]  # fmt: skip
