"""What linkage puts on to-do lists: records to answer for, pairs to look at, missing links."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.linkage.queries.matches import number_asked
from openccr.linkage.queries.missing import number_waiting
from openccr.ui.panels import Item, Todo


def _asked(*, actor: Actor) -> Sequence[Item]:
    number, day = number_asked(actor)
    words = "record that others may know" if number == 1 else "records that others may know"
    late = day is not None and day < timezone.localdate()
    return [Item(text=words, href=reverse("linkage.held"), count=number, due=day, late=late)] if number else []


def _missing(*, actor: Actor) -> Sequence[Item]:
    number = number_waiting(actor)
    words = "missing link to weigh" if number == 1 else "missing links to weigh"
    return [Item(text=words, href=reverse("linkage.missing"), count=number)] if number else []


TODOS = [
    Todo(44, "Records to answer for", _asked, "linkage.answer", ahead=lambda actor: [number_asked.later(actor)]),
    Todo(46, "Missing links", _missing, "linkage.missing", ahead=lambda actor: [number_waiting.later(actor)]),
]
