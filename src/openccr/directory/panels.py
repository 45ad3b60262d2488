"""What the directory puts on to-do lists: entries to look at again, and questions that nobody has answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.directory.queries.last_person import number_unanswered
from openccr.directory.queries.pathways import PathwayShown, Route
from openccr.directory.queries.proposed import number_proposed
from openccr.directory.queries.services import number_stale, number_to_say_capacity
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def way_shown(one: PathwayShown) -> dict[str, Any]:
    """A level of risk for directory/parts/pathway.html."""
    return {"way": one, "routes": [_route(route) for route in one.routes]}


def _route(route: Route) -> dict[str, Any]:
    row = route.row
    return {
        "href": reverse("directory.service", kwargs={"service": row.id}),
        "name": row.name,
        "provider": row.provider.name,
        "how": route.how,
        "capacity": route.capacity,
    }


def _stale(*, actor: Actor) -> Sequence[Item]:
    number = number_stale(actor, today=timezone.localdate())
    words = "entry of the directory to look at again" if number == 1 else "entries of the directory to look at again"
    return [Item(text=words, href=reverse("directory.stale"), count=number)] if number else []


def _capacity(*, actor: Actor) -> Sequence[Item]:
    number = number_to_say_capacity(actor, today=timezone.localdate())
    words = "to say: does it take people now? Others refer by it"
    return [Item(text=words, href=reverse("directory.capacities"), count=number)] if number else []


def _unanswered(*, actor: Actor) -> Sequence[Item]:
    number = number_unanswered(actor)
    words = "to answer: who would be the last person to come?"
    return [Item(text=words, href=reverse("directory.last_persons"), count=number)] if number else []


def _proposed(*, actor: Actor) -> Sequence[Item]:
    number = number_proposed(actor)
    if not number:
        return []
    if actor.whole_area:
        words = "service that an agency proposes" if number == 1 else "services that agencies propose"
    else:
        words = "proposed service to change first" if number == 1 else "proposed services to change first"
    return [Item(text=words, href=reverse("directory.proposed"), count=number)]


TODOS = [
    Todo(
        69, "Proposed services", _proposed, "directory.keep",
        ahead=lambda actor: [number_proposed.later(actor)],
    ),
    Todo(
        70, "Directory", _stale, "directory.keep",
        ahead=lambda actor: [number_stale.later(actor, today=timezone.localdate())],
    ),
    Todo(
        71, "Who takes people now", _capacity, "directory.keep",
        ahead=lambda actor: [number_to_say_capacity.later(actor, today=timezone.localdate())],
    ),
    Todo(
        72, "The last person to come", _unanswered, "directory.keep",
        ahead=lambda actor: [number_unanswered.later(actor)],
    ),
]  # fmt: skip
