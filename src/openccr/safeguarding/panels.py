"""Out-referrals on the case screen and on the to-do lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from openccr.safeguarding.queries import Out, open_out, out_of
from openccr.safeguarding.rules import REFERRAL, State
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column
from openccr.ui.panels import Item, Panel, Todo

TONES = {State.DRAFT: "new", State.OUTCOME: "done", State.ESCALATED: "serious", State.WITHDRAWN: "neutral"}


def state_word(one: Out) -> StateWord:
    """The state in words; late is said, not only coloured."""
    if one.late:
        return StateWord("Answer late", "late")
    return StateWord(REFERRAL.states[one.state], TONES.get(one.state, "waiting"))


def due_words(one: Out) -> str:
    """What is owed and by when."""
    return f"{one.due.words}: by {day_words(one.due.on)}" if one.due else ""


def _panel(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    may = why_not(actor, "safeguarding.refer") is None
    return {
        "table": {
            "caption": "Referred to safeguarding",
            "columns": (Column("who", "Who"), Column("to", "To"), Column("state", "State")),
            "rows": [
                {
                    "href": reverse("safeguarding.out", kwargs={"file": file_id, "out": one.id}),
                    "late": one.late,
                    "cells": [
                        {"text": one.person, "note": one.threshold},
                        {"text": one.to, "note": f"by {one.agency}"},
                        {"text": state_word(one), "note": due_words(one)},
                    ],
                }
                for one in out_of(file_id, actor=actor, today=today)
            ],
            "empty": {"text": "Nobody of this case was referred to safeguarding through OpenCCR."},
        },
        "people": [
            {
                "name": one.name or "the child expected",
                "href": reverse("safeguarding.refer", kwargs={"file": file_id, "person": one.person_id}),
            }
            for one in people_of(file_id, today=today)
            if may and not one.deceased and one.part in (PartKind.CHILD, PartKind.VICTIM, PartKind.HARMER)
        ],
    }


def _to_do(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    items = []
    for one in open_out(actor, today=today):
        to_us = one.to_agency_id == actor.agency_id
        if not (to_us or one.late or one.state == State.DRAFT):
            continue
        words = "Answer the referral" if to_us else "Send the draft" if one.state == State.DRAFT else "Chase the answer"
        items.append(
            Item(
                text=f"{words}: {one.initials} {one.reference}",
                href=reverse("safeguarding.out", kwargs={"file": one.file_id, "out": one.id}),
                file_id=one.file_id,
                due=one.due.on if one.due else None,
                late=one.late,
                detail=one.due.words if one.due else "",
            )
        )
    return items


PANELS = [
    Panel(
        slot="case.marac.actions",
        order=46,
        title="Safeguarding referrals",
        query=_panel,
        template="safeguarding/panel.html",
        may="safeguarding.see",
        ahead=lambda actor, file: [out_of.later(file, actor=actor, today=timezone.localdate())],
    ),
]
TODOS = [
    Todo(
        12, "Safeguarding referrals", _to_do, "safeguarding.refer",
        ahead=lambda actor: [open_out.later(actor, today=timezone.localdate())],
    )
]  # fmt: skip
