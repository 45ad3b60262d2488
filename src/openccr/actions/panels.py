"""The plan of a case, and what of it waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.queries import COUNTED, ActionShown, Whose, actions_of, late_in_all, next_actions
from openccr.actions.rules import ACTION, FACES_WORDS, ActionState, Faces, nothing_faces_who_harms, who_carries
from openccr.kernel.actors import Actor
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column
from openccr.ui.panels import Item, Panel, Todo

AHEAD = timedelta(days=14)
"""How far ahead an action stands on the to-do list."""

SHOWN = 25
"""How many actions stand on the to-do list; the rest are in the list of actions."""

TONES = {ActionState.DONE: "done", ActionState.AGREED: "waiting"}
COLUMNS = (
    Column("text", "Action"),
    Column("who", "Who does it"),
    Column("faces", "Falls on"),
    Column("due", "Due"),
    Column("state", "State"),
)


def state_word(action: ActionShown) -> StateWord:
    """The state in words; late is said, not only coloured."""
    if action.late:
        return StateWord("Late", "late")
    return StateWord(ACTION.states[action.state], TONES.get(action.state, "neutral"))


def _plan(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    actions = actions_of(file_id, today=timezone.localdate())
    faces = [one.faces for one in actions]
    return {
        "shares": who_carries(faces),
        "warning": "Nothing in this plan faces the person who harms." if nothing_faces_who_harms(faces) else "",
        "table": {
            "caption": "Agreed actions",
            "columns": COLUMNS,
            "rows": [_row(one) for one in actions],
            "empty": {"text": "No action is agreed yet. Actions are agreed at the meeting."},
        },
    }


def _row(one: ActionShown) -> dict[str, Any]:
    ended = f"on {_day(one.ended_on)}" if one.ended_on else ""
    return {
        "href": reverse("actions.action", kwargs={"file": one.file_id, "action": one.id}),
        "late": one.late,
        "cells": [
            {"text": one.text, "note": one.risk},
            {"text": one.agency, "note": one.owner},
            {"text": FACES_WORDS[Faces(one.faces)].capitalize()},
            {"text": one.due_on},
            {"text": state_word(one), "note": ended},
        ],
    }


def _own(*, actor: Actor) -> Sequence[Item]:
    """What the actor's agency has to do: late and due soon, the longest late first."""
    today = timezone.localdate()
    mine = next_actions(actor, due_by=today + AHEAD, today=today, last=SHOWN)
    return [
        Item(
            text=one.text,
            href=reverse("actions.action", kwargs={"file": one.file_id, "action": one.id}),
            due=one.due_on,
            late=one.late,
            detail=" · ".join(part for part in (f"{one.initials} {one.reference}", one.owner) if part),
        )
        for one in mine
    ]


def _chase(*, actor: Actor) -> Sequence[Item]:
    """What the coordinator chases: how many are late, by agency."""
    if not actor.whole_area:
        return []
    late = late_in_all(today=timezone.localdate())
    more = f"Of the {COUNTED} longest late" if sum(one.count for one in late) >= COUNTED else ""
    return [
        Item(
            text=f"late at {one.agency}",
            href=f"{reverse('actions.list')}?whose={Whose.LATE}",
            due=one.oldest,
            late=True,
            count=one.count,
            detail=more,
        )
        for one in late
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


PANELS = [
    Panel(slot="case.marac", order=40, title="Actions", query=_plan, template="actions/panel.html", may="actions.see"),
]
TODOS = [
    Todo(20, "Actions of your agency", _own, "actions.end", empty="Your agency has no action due in the next 14 days."),
    Todo(45, "Late actions to chase", _chase, "actions.end"),
]
