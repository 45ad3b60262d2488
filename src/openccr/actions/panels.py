"""The plan of a case, and what of it waits for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.access.together import Later
from openccr.actions.addresses import address_of
from openccr.actions.queries.actions import ActionShown, actions_of
from openccr.actions.queries.flags import flags_on
from openccr.actions.queries.prompts import prompts_for
from openccr.actions.rules.carrying import FACES_WORDS, Faces, nothing_faces_who_harms, who_carries
from openccr.actions.rules.flags import FLAG
from openccr.actions.rules.ladder import Step
from openccr.actions.rules.states import ACTION, ENDED, OPEN, ActionState
from openccr.actions.todo_panels import ACTION_TODOS
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, offer
from openccr.ui.panels import Panel

FIRST = 5
"""How many open actions stand on the page that a case opens on; the plan has them all."""

TONES = {ActionState.DONE: "done", ActionState.AGREED: "waiting", ActionState.PROPOSED: "new"}
ESCALATED = {
    Step.LEAD: "Late: with the lead",
    Step.CHAIR: "Late: with the chair",
    Step.BOARD: "Late: for the board",
}
COLUMNS = (
    Column("text", "Action"),
    Column("who", "Who does it"),
    Column("faces", "Falls on"),
    Column("due", "Due"),
    Column("state", "State"),
)
FLAG_COLUMNS = (Column("agency", "Agency"), Column("state", "Flag"), Column("on", "Since", whole=True))


def state_word(action: ActionShown) -> StateWord:
    """The state in words; late is said, not only coloured, and so is how far it was taken."""
    if action.locked and action.state not in ENDED:
        return StateWord("Locked", "serious")
    if action.late:
        return StateWord(_late(action), "late")
    if action.state is ActionState.DONE and action.checked_on:
        return StateWord("Done and confirmed", "done")
    return StateWord(ACTION.states[action.state], TONES.get(action.state, "neutral"))


def _late(action: ActionShown) -> str:
    return ESCALATED[Step(action.escalated_to)] if action.escalated_to else "Late"


def _plan(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    actions = actions_of(file_id, today=timezone.localdate())
    faces = [one.faces for one in actions]
    return {
        "shares": who_carries(faces),
        "warning": "Nothing in this plan faces the person who harms." if nothing_faces_who_harms(faces) else "",
        "table": {
            "caption": "Agreed actions",
            "columns": COLUMNS,
            "rows": [row_of(one) for one in actions],
            "empty": {"text": "No action is agreed yet. Actions are agreed at the meeting."},
        },
    }


def _next(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """The open actions on the page that a case opens on: those due first."""
    actions = actions_of(file_id, today=timezone.localdate())
    waiting = [one for one in actions if one.state in OPEN]
    more = len(waiting) - FIRST
    return {
        "warning": "Nothing in this plan faces the person who harms."
        if nothing_faces_who_harms([one.faces for one in actions])
        else "",
        "table": {
            "caption": "Open actions",
            "columns": COLUMNS,
            "rows": [row_of(one) for one in waiting[:FIRST]],
            "empty": {"text": "No action is open."},
        },
        "more": f"All {len(waiting)} open actions" if more > 0 else "The whole plan",
        "href": reverse("conference.case_actions", kwargs={"file": file_id}),
    }


def row_of(one: ActionShown) -> dict[str, Any]:
    """An action as a row of `COLUMNS`."""
    ended = f"on {day_words(one.ended_on)}" if one.ended_on else ""
    return {
        "href": address_of(one.file_id, one.id),
        "late": one.late,
        "cells": [
            {"text": one.text, "note": one.reason or one.risk},
            {"text": one.agency, "note": one.owner},
            {"text": FACES_WORDS[Faces(one.faces)].capitalize()},
            {"text": one.due_on},
            {"text": state_word(one), "note": ended},
        ],
    }


def _flags_of_case(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    sees_all = actor.whole_area or actor.role == Role.CHAIR
    flags = [
        one for one in flags_on(file_id, today=timezone.localdate()) if sees_all or one.agency_id == actor.agency_id
    ]
    if not flags:
        return None
    return {
        "until": max(one.until_on for one in flags),
        "table": {
            "caption": "Flags",
            "columns": FLAG_COLUMNS,
            "rows": [
                {
                    "cells": [
                        {"text": one.agency, "note": one.system},
                        {"text": StateWord(FLAG.states[one.state], "waiting" if one.waits else "neutral")},
                        {"text": one.changed_on, "note": one.by},
                    ]
                }
                for one in flags
            ],
            "empty": {"text": ""},
        },
    }


def _prompts(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    kinds = practice(actor).agencies.kinds
    agrees = why_not(actor, "actions.agree") is None
    found = [
        {
            "text": one.prompt.name,
            "why": one.why,
            "law": one.prompt.reference,
            "agency": kinds[one.prompt.agency_kind].name,
            "locked": one.prompt.safe_first,
            "action": offer(
                actor, text="Agree it" if agrees else "Propose it", page="actions.accept_prompt",
                may="actions.take_up", post=True, file=file_id, prompt=one.prompt.key,
            )
            | {"label": f"{'Agree' if agrees else 'Propose'}: {one.prompt.name}"},
        }
        for one in prompts_for(actor=actor, file_id=file_id)
    ]  # fmt: skip
    return {"prompts": found} if found else None


def _asks(_: Actor, file_id: UUID) -> list[Later]:
    return [actions_of.later(file_id, today=timezone.localdate())]


SLOT = "case.marac.actions"
PANELS = [
    Panel("case.marac", 40, "Open actions", _next, "actions/panel.html", "actions.see", ahead=_asks, key="actions"),
    Panel(SLOT, 40, "Actions", _plan, "actions/panel.html", "actions.see", ahead=_asks),
    Panel(
        SLOT, 45, "What the law offers", _prompts, "actions/prompts.html", "actions.see",
        ahead=lambda actor, file: [prompts_for.later(actor=actor, file_id=file)],
    ),
    Panel(
        SLOT, 48, "Flags", _flags_of_case, "actions/flags.html", "actions.see",
        ahead=lambda _, file: [flags_on.later(file, today=timezone.localdate())],
    ),
]  # fmt: skip
TODOS = ACTION_TODOS
