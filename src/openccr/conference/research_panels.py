"""What research puts on the to-do list: what an agency is asked, and for her adviser where her voice is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.meeting_lists import agenda_ahead
from openccr.conference.queries.todo import listed_without_her, questions_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.rules import Role
from openccr.ui.kinds import offer
from openccr.ui.panels import Item, Todo


def _research(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    items = []
    for one in questions_to(actor, today=today):
        parts: dict[str, Any] = {"file": one.file_id, "research": one.research_id}
        nil = offer(
            actor, text="Nothing known", page="conference.research_nil", may="conference.research", post=True, **parts
        )
        items.append(
            Item(
                text=f"What does your agency know of {one.initials} {one.reference}?",
                href=reverse("conference.research", kwargs=parts),
                file_id=one.file_id,
                due=one.due_on,
                late=one.due_on < today,
                detail=f"For the meeting of {day_words(one.meeting_on)}",
                action=nil | {"label": f"Nothing known of {one.initials} {one.reference}"},
            )
        )
    return items


def _without_her(*, actor: Actor) -> Sequence[Item]:
    if actor.role != Role.IDVA:
        return []
    return [
        Item(
            text=f"{one.initials} {one.reference}: {' and '.join(one.lacks)}",
            href=reverse("conference.case", kwargs={"file": one.file_id}),
            file_id=one.file_id,
            due=one.meeting_on,
        )
        for one in listed_without_her(actor=actor, today=timezone.localdate())
    ]


def _asks_research(actor: Actor) -> list[Later]:
    today = timezone.localdate()
    return [agenda_ahead.later(today), questions_to.later(actor, today=today)]


def _asks_without_her(actor: Actor) -> list[Later]:
    if actor.role != Role.IDVA:
        return []
    today = timezone.localdate()
    return [agenda_ahead.later(today), listed_without_her.later(actor=actor, today=today)]


RESEARCH_TODOS = [
    Todo(10, "What your agency is asked", _research, "conference.research", ahead=_asks_research),
    Todo(15, "The victim's voice is missing", _without_her, "conference.research", ahead=_asks_without_her),
]
