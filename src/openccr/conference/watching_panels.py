"""What is watched of a case, on the case screen and on to-do lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.conference.queries.watching import dates_coming, watched_of
from openccr.conference.rules.dangerous_dates import left_words
from openccr.kernel.actors import Actor
from openccr.ui.kinds import offer
from openccr.ui.panels import Group, Item, Panel, Todo

SHOWN = 30
"""How many dangerous dates stand on a to-do list."""


def _watched(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {
        "watched": watched_of(file_id, today=timezone.localdate()),
        "ends_dates": why_not(actor, "conference.see") is None,
        "actions": [
            offer(actor, text=text, page=page, may="conference.see", file=file_id)
            for text, page in (
                ("Say when somebody was seen", "conference.last_seen"),
                ("Note a dangerous date", "conference.date_add"),
            )
        ],
    }  # fmt: skip


def _dates(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    return [
        Item(
            text=f"{row.file.title} {row.file.reference}: {kind}, {left_words(on=row.on, today=today)}",
            href=reverse("conference.case", kwargs={"file": row.file_id}),
            due=row.on,
            file_id=row.file_id,
            detail=row.words,
        )
        for row, kind in dates_coming(actor, today=today, last=SHOWN)
    ]


WATCHING = Panel(
    "case.marac", 13, "Last seen, and dangerous dates", _watched, "conference/panels/watched.html", "conference.case",
    ahead=lambda _, file: [watched_of.later(file, today=timezone.localdate())], key="watched",
)  # fmt: skip
WATCHING_TODOS = [
    Todo(
        8, "Dangerous dates ahead", _dates, "conference.see", group=Group.COMING,
        ahead=lambda actor: [dates_coming.later(actor, today=timezone.localdate(), last=SHOWN)],
    )
]  # fmt: skip
