"""What a case shows of its people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.people.interpreter_panel import INTERPRETERS
from openccr.people.operations import read_recourse
from openccr.people.queries import PersonShown, open_signs, people_of, possible_duplicates, signs_of, unreviewed
from openccr.people.queries.contact import bans_to_review
from openccr.people.queries.naming import child_first, part_said
from openccr.people.queries.persons import Waiting, waiting_recognitions
from openccr.people.queries.recourse import recourse_is_there
from openccr.people.rules import PartKind
from openccr.people.rules.young import is_child
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column
from openccr.ui.panels import Item, Panel, Todo

COLUMNS = (
    Column("name", "Name"),
    Column("part", "Part in the case"),
    Column("born", "Born"),
    Column("open", "Where they are"),
    Column("page", "More"),
)
ASKED = Column("same", "In other cases")
ONLY_ONE = (
    "Two people decide this, and you are the only coordinator. Invite a deputy as coordinator, under People and roles:"
    " until one agrees, nothing changes."
)


def _people(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    recognises = why_not(actor, "people.recognise") is None
    people = people_of(file_id, today=timezone.localdate())
    alike = {one.person_id for one in possible_duplicates(file_id)} if recognises else set()
    return {
        "caption": "People in this case",
        "columns": (*COLUMNS, ASKED) if alike else COLUMNS,
        "rows": [_row(one, file_id, actor, alike=alike) for one in people],
        "empty": {"text": "Nobody is named in this case yet."},
        "add_href": reverse("people.put_in", args=[file_id]) if why_not(actor, "people.add") is None else "",
    }


def _row(one: PersonShown, file_id: UUID, actor: Actor, *, alike: set[UUID]) -> dict[str, Any]:
    parts = {"file": file_id, "person": one.person_id}
    first = child_first(one, actor=actor)
    cells = [
        {
            "text": one.name or "Name not known",
            "note": f"also {', '.join(one.aliases)}" if one.aliases else "",
        },
        {"text": part_said(one, actor=actor), "note": f"{first} {_tie(one, actor)}".strip()},
        {"text": _born(one), "note": "has died" if one.deceased else ""},
        _whereabouts(actor, parts),
        _page(one, file_id, actor, below=practice(actor).people.young_harmer.below),
    ]
    if alike:
        same = {"text": "Compare", "href": reverse("people.same_person", kwargs=parts)}
        cells.append(same if one.person_id in alike else {"text": "Nobody alike"})
    return {"href": reverse("people.person", kwargs=parts), "cells": cells}


def _page(one: PersonShown, file_id: UUID, actor: Actor, *, below: int) -> dict[str, Any]:
    """A child's own page, or what to know before somebody is contacted."""
    if why_not(actor, "people.children") is not None:
        return {"text": ""}
    if is_child(one.part, one.age, below=below) and one.part is not PartKind.VICTIM:
        href = reverse("people.child", kwargs={"file": file_id, "child": one.person_id})
        return {"text": "Voice, risk and care", "href": href}
    href = reverse("people.before_contact", kwargs={"file": file_id, "person": one.person_id})
    return {"text": f"Before you contact {one.words.object}", "href": href}


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
    if one.unborn:
        return f"{one.expected[0].upper()}{one.expected[1:]}"
    if one.born_on is None:
        return "Not known"
    return f"{day_words(one.born_on)} ({one.age})"


def _recourse(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    rows = [
        {
            "key": f"Said on {day_words(one.said_on)}",
            "text": ". ".join(part for part in (one.status, one.said) if part),
            "note": "Shown to the adviser, and to whom the victim chose",
        }
        for one in (read_recourse(actor=actor, file=file_id) if recourse_is_there(file_id) else ())
    ]
    if why_not(actor, "people.say_recourse") is None:
        href = reverse("people.say_recourse", kwargs={"file": file_id})
        rows.append({"key": "Now", "text": "Write down what is said, or who else may read it", "href": href})
    return {"rows": rows} if rows else None


def _signs(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    found = signs_of(file_id)
    if not found:
        return None
    routes = practice(actor).people.crisis_routes
    return {
        "caption": "Suicidal signs",
        "columns": (Column("what", "What was seen"), Column("done", "What was done"), Column("state", "State")),
        "rows": [
            {
                "href": reverse("people.sign", kwargs={"file": file_id, "sign": one.id})
                if one.closed_at is None
                else "",
                "late": one.closed_at is None and one.due_on < timezone.localdate(),
                "cells": [
                    {"text": one.what, "note": f"{one.seen_by}, {day_words(timezone.localdate(one.seen_at))}"},
                    {
                        "text": one.safety_step or "Nothing written yet",
                        "note": "; ".join(
                            part
                            for part in (
                                f"told: {one.told}" if one.told else "",
                                routes[one.route].name if one.route in routes else "",
                            )
                            if part
                        ),
                    },
                    {"text": StateWord("Closed", "done"), "note": f"{one.closing} ({one.closed_by})"}
                    if one.closed_at
                    else {"text": StateWord("Act today", "late")},
                ],
            }
            for one in found
        ],
    }


def _signs_to_do(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    return [
        Item(
            text=f"Suicidal signs in {one.initials} {one.reference}",
            href=reverse("people.sign", kwargs={"file": one.file_id, "sign": one.id}),
            file_id=one.file_id,
            due=one.due_on,
            late=one.due_on < today,
            detail="Who was told, what was done, which way to help",
        )
        for one in open_signs(actor)
    ]


def _bans_to_do(*, actor: Actor) -> Sequence[Item]:
    """For whoever advises her and whoever coordinates: a ban nobody looks at again cuts her off for good."""
    if not _looks_again(actor):
        return []
    today = timezone.localdate()
    return [
        Item(
            text=f"{one.initials} {one.reference}: is contact still to be forbidden?",
            href=reverse("people.before_contact", kwargs={"file": one.file_id, "person": one.person_id}),
            file_id=one.file_id,
            due=one.review_on,
            late=one.review_on < today,
            detail="Allow it again, or forbid it until a later day.",
        )
        for one in bans_to_review(today=today)
    ]


def _looks_again(actor: Actor) -> bool:
    return actor.whole_area or actor.role == Role.IDVA


def _deaths_to_do(*, actor: Actor) -> Sequence[Item]:
    prompt = practice(actor).people.death.review_prompt
    return [
        Item(
            text=f"{one.initials} {one.reference}: somebody of this case has died",
            href=reverse("people.consider_review", kwargs={"file": one.file_id, "person": one.person_id}),
            file_id=one.file_id,
            detail=prompt,
        )
        for one in unreviewed()
    ]


def _recognitions_to_do(*, actor: Actor) -> Sequence[Item]:
    return [_recognition_to_do(one) for one in waiting_recognitions(actor)]


def _recognition_to_do(one: Waiting) -> Item:
    of_case, ids = f"{one.title} {one.reference}", {"file": one.file_id, "recognition": one.id}
    if not one.apart:
        words, page = "is somebody already known from another case?", "people.second"
        detail = f"{one.asked_by} asks; two people decide, since {one.because}"
    elif one.agreed_by:
        words, page = "take two people apart", "people.apart"
        detail = f"{one.agreed_by} agrees that they are two"
    else:
        words, page = "were two people put together wrongly?", "people.apart_second"
        detail = f"{one.asked_by} asks: {one.because}"
    if one.alone:
        words, detail = "waits for a second coordinator", ONLY_ONE
    return Item(
        text=f"{of_case}: {words}", href=reverse(page, kwargs=ids), file_id=one.file_id, detail=detail
    )  # fmt: skip


def _open_signs(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    """On the page that a case opens on: only what is not closed."""
    return _signs(actor=actor, file_id=file_id) if any(one.closed_at is None for one in signs_of(file_id)) else None


PANELS = [
    Panel("case.marac", 12, "Suicidal signs", _open_signs, "ui/panels/table.html", "people.signs"),
    Panel("case.marac.risk", 30, "Suicidal signs", _signs, "ui/panels/table.html", "people.signs"),
    Panel("case.marac.people", 30, "People", _people, "people/panel.html", "people.see"),
    INTERPRETERS,
    Panel(
        "case.marac.people",
        35,
        "Recourse to public funds",
        _recourse,
        "ui/panels/summary.html",
        "people.recourse",
        ahead=lambda _, file: [recourse_is_there.later(file)],
    ),
]
TODOS = [
    Todo(
        2,
        "Suicidal signs: act today",
        _signs_to_do,
        "people.signs",
        ahead=lambda actor: [open_signs.later(actor)],
    ),
    Todo(
        12,
        "Two records of one person?",
        _recognitions_to_do,
        "people.recognise",
        ahead=lambda actor: [waiting_recognitions.later(actor)],
    ),
    Todo(
        9,
        "Contact that is forbidden",
        _bans_to_do,
        "people.contact",
        ahead=lambda actor: [bans_to_review.later(today=timezone.localdate())] if _looks_again(actor) else [],
    ),
    Todo(4, "Consider a death review", _deaths_to_do, "people.consider_death", ahead=lambda _: [unreviewed.later()]),
]
