"""What the directory puts on to-do lists: entries that their owner should look at again."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.directory.queries import number_stale
from openccr.kernel.actors import Actor
from openccr.ui.panels import Item, Todo


def _stale(*, actor: Actor) -> Sequence[Item]:
    number = number_stale(actor, today=timezone.localdate())
    words = "entry of the directory to look at again" if number == 1 else "entries of the directory to look at again"
    return [Item(text=words, href=reverse("directory.stale"), count=number)] if number else []


TODOS = [
    Todo(
        70, "Directory", _stale, "directory.keep",
        ahead=lambda actor: [number_stale.later(actor, today=timezone.localdate())],
    )
]  # fmt: skip
