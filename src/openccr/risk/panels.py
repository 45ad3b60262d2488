"""What a case shows of risk, and what waits to be assessed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.access.together import Later
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.risk.queries import (
    ChangeShown,
    Risk,
    all_risks,
    changes_of,
    due_for,
    half_answered,
    latest_risk,
    raised_elsewhere,
)
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, offer
from openccr.ui.panels import Item, Panel, Todo

COLUMNS = (Column("on", "Answered", whole=True), Column("tool", "Tool"), Column("text", "Result"), Column("by", "By"))


def _risk_now(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """What stands, and what calls for a new assessment."""
    stands = latest_risk(file_id)
    elsewhere = raised_elsewhere(stands, all_risks(file_id)) if stands else []
    waiting = [one for one in changes_of(file_id) if one.answered_on is None]
    closes = why_not(actor, "risk.close_change") is None
    rows = _summary(stands, elsewhere, waiting, file_id if closes else None)
    return {
        "latest": stands,
        "summary": {"rows": rows} if rows else None,
        "actions": [
            offer(actor, text="Enter an assessment", page="risk.choose", may="risk.assess", file=file_id),
            offer(actor, text="Report a change", page="risk.change", may="risk.report_change", file=file_id),
        ],
        "empty": {"text": "No tool used yet. That nobody has asked says nothing about the risk."},
    }


def _risk(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """The same with every assessment there was."""
    versions = all_risks(file_id)
    answered = [one for one in versions if one.answers][:2]
    return _risk_now(actor=actor, file_id=file_id) | {
        "versions": {"caption": "All assessments", "columns": COLUMNS, "rows": [_version(one) for one in versions]},
        "beside": reverse("risk.beside", args=[file_id, answered[1].id, answered[0].id]) if len(answered) == 2 else "",
    }


def _asks(_: Actor, file_id: UUID) -> list[Later]:
    return [all_risks.later(file_id), changes_of.later(file_id)]


def _summary(
    stands: Risk | None, elsewhere: Sequence[tuple[str, date]], waiting: Sequence[ChangeShown], closing: UUID | None
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if stands:
        rows = [
            {"key": "Result", "text": StateWord(stands.text, "serious" if stands.high else "neutral")},
            {"key": "Asked", "text": stands.on, "note": f"{stands.tool}. {stands.agency}", "href": _to(stands)},
        ]
        if stands.judgement_reason:
            rows.append({"key": "Reasons", "text": stands.judgement_reason})
        if stands.flags:
            rows.append({"key": "Calls for judgement, whatever the score", "text": list(stands.flags)})
        if elsewhere:
            raised = [f"{name}, {day_words(on)}" for name, on in elsewhere]
            rows.append({"key": "Raised by another assessment, and not answered since", "text": raised})
    today = timezone.localdate()
    for one in waiting:
        if one.not_done:
            said = f"{one.name}, {day_words(one.happened_on)}. Said by {one.not_done_by}"
            rows.append({"key": "Could not be assessed again", "text": f"Because: {one.not_done}", "note": said})
            continue
        state = StateWord("Late" if one.late(today) else "Not yet done", "late" if one.late(today) else "waiting")
        told = f"{one.name}, {day_words(one.happened_on)}. Assess again by {day_words(one.due_on)}."
        rows.append(
            {"key": "To be assessed again", "text": state, "note": " ".join(part for part in (told, one.words) if part)}
        )
        if closing:
            href = reverse("risk.not_done", args=[closing, one.id])
            rows.append({"key": "", "text": "Say that it could not be done, and why", "href": href})
    return rows


def _version(one: Risk) -> dict[str, Any]:
    by = ", ".join(part for part in (one.author, one.agency) if part)
    cells = (one.on, one.tool, one.text, by)
    return {
        "href": _to(one),
        "cells": [{"text": cell} for cell in cells],
    }


def _to(one: Risk) -> str:
    return reverse("risk.assessment", args=[one.file_id, one.id])


def _due(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    return [
        Item(
            text=f"Assess the risk again: {one.initials} {one.reference}",
            href=reverse("risk.choose", args=[one.file_id]),
            file_id=one.file_id,
            due=one.change.due_on,
            late=one.change.late(today),
            detail=f"{one.change.name}, {day_words(one.change.happened_on)}",
        )
        for one in due_for(actor, today=today)
    ]


def _kept(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Go on with the assessment of {one.initials} {one.reference}",
            href=reverse("risk.new", args=[one.file_id, one.instrument]),
            file_id=one.file_id,
            detail=f"Kept on {day_words(timezone.localdate(one.saved_at))}; nobody else sees it until it is saved",
        )
        for one in half_answered()
    ]


PANELS = [
    Panel("case.marac", 20, "Risk", _risk_now, "risk/panel.html", "risk.see", ahead=_asks),
    Panel("case.marac.risk", 20, "Risk", _risk, "risk/panel.html", "risk.see", ahead=_asks),
]

TODOS = [
    Todo(
        15,
        "Risk to be assessed again",
        _due,
        "risk.assess",
        ahead=lambda actor: [due_for.later(actor, today=timezone.localdate())],
    ),
    Todo(16, "Half answered", _kept, "risk.assess", ahead=lambda _: [half_answered.later()]),
]
