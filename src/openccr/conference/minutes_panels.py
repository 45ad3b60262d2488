"""What minutes put on the to-do list: the coordinator begins and issues them, the chair agrees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later
from openccr.conference.queries.minutes_waiting import MinutesWaiting, minutes_waiting
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.minutes import MinutesState
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.schedules import offsets
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.panels import Group, Item, Todo

_TO_DO = {
    "": "Begin the minutes of {}",
    MinutesState.DRAFT: "Agree the minutes of {}",
    MinutesState.AGREED: "Issue the minutes of {}",
}


def _asks(actor: Actor) -> list[Later]:
    return [minutes_waiting.later(actor, now=_today())]


def _today() -> datetime:
    """The day's first moment: asked twice on one page, it is one question."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _is_theirs(actor: Actor, one: MinutesWaiting) -> bool:
    return one.mine if one.state == MinutesState.DRAFT else actor.whole_area


def _to_do(*, actor: Actor) -> Sequence[Item]:
    return [
        _item(actor, one, _TO_DO[one.state]) for one in minutes_waiting(actor, now=_today()) if _is_theirs(actor, one)
    ]


def _with_the_chair(*, actor: Actor) -> Sequence[Item]:
    if not actor.whole_area:
        return []
    found = minutes_waiting(actor, now=_today())
    return [
        _item(actor, one, "The chair has not agreed the minutes of {}")
        for one in found
        if one.state == MinutesState.DRAFT and not one.mine
    ]


def _item(actor: Actor, one: MinutesWaiting, words: str) -> Item:
    due = offsets(one.on, calendar_of(practice(actor), kind=PROCESS)).minutes_due_on
    return Item(
        text=words.format(day_words(one.on)),
        href=reverse("conference.minutes", kwargs={"meeting": one.meeting_id}),
        due=due,
        late=due < timezone.localdate(),
    )


MINUTES_TODOS = [
    Todo(22, "Minutes", _to_do, "conference.minutes", ahead=_asks),
    Todo(22, "Minutes not agreed yet", _with_the_chair, "conference.issue_minutes", group=Group.BLOCKED, ahead=_asks),
]
