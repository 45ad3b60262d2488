"""Home's line for somebody who is new: ten minutes of practice with invented cases."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.practising import should_practise
from openccr.kernel.actors import Actor
from openccr.ui.panels import Group, Item, Todo


def _practice(*, actor: Actor) -> list[Item]:
    if not should_practise(actor, today=timezone.localdate()):
        return []
    return [Item(text="Practise with invented cases: ten minutes", href=reverse("conference.practice"))]


def _ahead(actor: Actor) -> list[Later]:
    return [should_practise.later(actor, today=timezone.localdate())]


PRACTICE_TODOS = [Todo(95, "New here", _practice, "conference.practise", group=Group.NEW, ahead=_ahead)]
