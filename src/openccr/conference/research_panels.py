"""What research puts on the to-do list: what an agency is asked, and for her adviser where her voice is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.contact_ending import Ending, contact_ending
from openccr.conference.queries.meeting_lists import agenda_ahead
from openccr.conference.queries.todo import listed_without_her, questions_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.rules import Role
from openccr.people.rules.contact import ASK, CHANNELS
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


def _contact_ends(*, actor: Actor) -> Sequence[Item]:
    """Of every open case that the actor advises; a listed one whose answers have ended stands in the list above."""
    if actor.role != Role.IDVA:
        return []
    today = timezone.localdate()
    listed = listed_without_her(actor=actor, today=today)
    above = {one.file_id for one in listed if any("contact" in words for words in one.lacks)}
    return [
        Item(
            text=f"{one.initials} {one.reference}: {_to_ask(one, today)}",
            href=reverse("people.before_contact", kwargs={"file": one.file_id, "person": one.person_id}),
            file_id=one.file_id,
            due=one.until,
            late=one.until is not None and one.until < today,
            detail=ASK,
        )
        for one in contact_ending(actor, today=today)
        if one.file_id not in above
    ]


def _to_ask(one: Ending, today: date) -> str:
    if not one.channels:
        return "nobody has asked how to make contact safely"
    channels = " and ".join(CHANNELS.get(channel, channel) for channel in one.channels)
    if one.until is None:
        return f"no day is recorded for what was said of {channels}: ask again"
    ended = "counted" if one.until < today else "counts"
    return f"what was said of {channels} {ended} until {day_words(one.until)}: ask again"


def _asks_contact(actor: Actor) -> list[Later]:
    if actor.role != Role.IDVA:
        return []
    return [contact_ending.later(actor, today=timezone.localdate())]


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
    Todo(16, "Safe contact to be asked again", _contact_ends, "people.contact", ahead=_asks_contact),
]
