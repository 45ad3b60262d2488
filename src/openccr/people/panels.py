"""What a case shows of its people."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.operations import read_recourse
from openccr.people.queries import PersonShown, people_of
from openccr.people.rules import PartKind
from openccr.ui.kinds import Column
from openccr.ui.panels import Panel

COLUMNS = (
    Column("name", "Name"),
    Column("part", "Part in the case"),
    Column("born", "Born"),
    Column("open", "Where they are"),
)
ASKED = Column("same", "In other cases")


def _people(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    recognises = why_not(actor, "people.recognise") is None
    people = people_of(file_id, today=timezone.localdate())
    return {
        "caption": "People in this case",
        "columns": (*COLUMNS, ASKED) if recognises else COLUMNS,
        "rows": [_row(one, file_id, actor, recognises=recognises) for one in people],
        "empty": {"text": "Nobody is named in this case yet."},
    }


def _row(one: PersonShown, file_id: UUID, actor: Actor, *, recognises: bool) -> dict[str, Any]:
    parts = {"file": file_id, "person": one.person_id}
    cells = [
        {"text": one.name or "Name not known", "note": f"also {', '.join(one.aliases)}" if one.aliases else ""},
        {"text": one.part.label, "note": _tie(one, actor)},
        {"text": _born(one), "note": "has died" if one.deceased else ""},
        _whereabouts(actor, parts),
    ]
    if recognises:
        cells.append({"text": "Compare", "href": reverse("people.same_person", kwargs=parts)})
    return {"cells": cells}


def _whereabouts(actor: Actor, parts: dict[str, UUID]) -> dict[str, Any]:
    if why_not(actor, "people.reveal") is not None:
        return {"text": "Sealed"}
    return {"text": "Open, with a reason", "href": reverse("people.whereabouts", kwargs=parts)}


def _tie(one: PersonShown, actor: Actor) -> str:
    known = practice(actor).relationships.relationships
    tie = known[one.relationship].name if one.relationship in known else ""
    if one.part is PartKind.VICTIM or not tie:
        return ""
    return f"{tie[0].lower()}{tie[1:]} of the victim" if one.part is PartKind.HARMER else tie


def _born(one: PersonShown) -> str:
    if one.expected_on:
        return f"Expected {_day(one.expected_on)}"
    if one.born_on is None:
        return "Not known"
    return f"{_day(one.born_on)} ({one.age})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _recourse(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    rows = [
        {"key": f"Said on {_day(one.said_on)}", "text": one.said, "note": "Shown to her adviser alone"}
        for one in read_recourse(actor=actor, file=file_id)
    ]
    return {"rows": rows} if rows else None


PANELS = [
    Panel(
        slot="case.marac", order=30, title="People", query=_people, template="ui/panels/table.html", may="people.see"
    ),
    Panel(
        slot="case.marac",
        order=35,
        title="Recourse to public funds",
        query=_recourse,
        template="ui/panels/summary.html",
        may="people.recourse",
    ),
]
