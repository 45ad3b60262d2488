"""What linkage puts on to-do lists: records to answer for, pairs to look at, missing links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.linkage.queries.matches import number_asked, number_said
from openccr.linkage.queries.missing import number_waiting
from openccr.linkage.queries.review import MANY, numbers_of_pairs
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


def _said(*, actor: Actor) -> Sequence[Item]:
    number = number_said(actor, since=_week_ago())
    words = "answer of an agency about its records" if number == 1 else "answers of agencies about their records"
    return [Item(text=words, href=reverse("linkage.answers"), count=number)] if number else []


def _pairs(*, actor: Actor) -> Sequence[Item]:
    waiting, second = numbers_of_pairs(actor)
    found = []
    if second:
        words = "pair needs a second person" if second == 1 else "pairs need a second person"
        found.append(Item(text=words, href=reverse("linkage.review"), count=second))
    if waiting:
        more = "So many at least." if waiting == MANY else ""
        words = "pair to look at: one person, or two?" if waiting == 1 else "pairs to look at: one person, or two?"
        found.append(Item(text=words, href=reverse("linkage.review"), count=waiting, detail=more))
    return found


def _week_ago() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=7), time.min))


TODOS = [
    Todo(44, "Records to answer for", _asked, "linkage.answer", ahead=lambda actor: [number_asked.later(actor)]),
    Todo(
        45, "What agencies said", _said, "linkage.answers",
        ahead=lambda actor: [number_said.later(actor, since=_week_ago())],
    ),
    Todo(46, "Missing links", _missing, "linkage.missing", ahead=lambda actor: [number_waiting.later(actor)]),
    Todo(48, "Pairs to look at", _pairs, "linkage.review", ahead=lambda actor: [numbers_of_pairs.later(actor)]),
]  # fmt: skip
