"""What the partnership's own work puts on to-do lists: its calendar, what is thin or missing, a talk afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.governance.calendar import duties
from openccr.governance.queries.coordination import own_debriefs
from openccr.governance.queries.unreached import unreached
from openccr.governance.queries.watch import missing, thin, watch_ahead
from openccr.kernel.actors import Actor
from openccr.ui.panels import Group, Item, Todo

SHOWN = 10


def _calendar(*, actor: Actor) -> Sequence[Item]:
    """What is soon, line by line; what is late as one line, so that it does not push cases down the list."""
    page = reverse("governance.calendar")
    due = [(one.duty.name, one.standing) for one in duties(actor, today=timezone.localdate()) if one.standing]
    late = sorted(stands.due_on for _, stands in due if stands.late)
    soon = sorted(((stands.due_on, name) for name, stands in due if stands.soon), key=lambda one: one[0])
    words = "thing owed by its calendar" if len(late) == 1 else "things owed by its calendar"
    items = [Item(text=words, href=page, count=len(late), due=late[-1], late=True)] if late else []
    return items + [Item(text=name, href=page, due=day) for day, name in soon[:SHOWN]]


def _watch(*, actor: Actor) -> Sequence[Item]:
    today, page = timezone.localdate(), reverse("governance.watch")
    hollow, lacking = thin(actor, today=today), missing(actor, today=today)
    found = [("hardly carries", "hardly carry", "thin", hollow), ("is missing", "are missing", "missing", lacking)]
    return [
        Item(text=one if len(lines) == 1 else several, href=f"{page}#{key}", count=len(lines), detail=lines[0].text)
        for one, several, key, lines in found
        if lines
    ] + [Item(text="All that is late, thin, missing or ending in the partnership", href=page)]


def _talks(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text="A talk afterwards is offered to you", href=reverse("governance.debriefs"), detail=one.occasion)
        for one in own_debriefs(actor, open_only=True)[:3]
    ]


def _ahead(actor: Actor) -> list[Later]:
    return watch_ahead(actor, today=timezone.localdate())


def _unreached(*, actor: Actor) -> Sequence[Item]:
    """Somebody must write or ring: nobody of that agency has a list on which its days stand."""
    today = timezone.localdate()
    return [
        Item(
            text=f"Nobody at {one.agency} can be told: write to them",
            href=reverse("governance.unreached", kwargs={"represented": one.agency_id}),
            due=one.owed[0].due_on,
            late=one.owed[0].due_on is not None and one.owed[0].due_on < today,
            detail=f"{len(one.owed)} due there" if len(one.owed) > 1 else one.owed[0].words,
        )
        for one in unreached(actor, today=today)[:SHOWN]
    ]


COORDINATION_TODOS = [
    Todo(
        32, "Agencies that nobody can tell", _unreached, "governance.watch",
        ahead=lambda actor: [unreached.later(actor, today=timezone.localdate())],
    ),
    Todo(60, "The partnership's calendar", _calendar, "governance.keep_calendar", ahead=_ahead),
    Todo(61, "The partnership", _watch, "governance.watch", group=Group.COMING, ahead=_ahead),
    Todo(
        62, "After hard work", _talks, "governance.debrief", group=Group.NEW,
        ahead=lambda actor: [own_debriefs.later(actor, open_only=True)],
    ),
]  # fmt: skip
