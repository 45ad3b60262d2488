"""A child's own page: voice, risk, worker, and where, sealed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.child_forms import FactsForm, PlaceForm, VoiceForm
from openccr.people.operations import hear_child, place_child, tell_of_child
from openccr.people.pages import pages
from openccr.people.queries import Child, child_of
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

ALONE = {"yes": "Seen without the adults", "no": "The adults were there", "unknown": "Not known who was there"}


def _child(*, actor: Actor, file: UUID, person: UUID) -> Screen:
    child = child_of(actor=actor, file=file, person=person, today=timezone.localdate())
    parts: dict[str, Any] = {"file": file, "child": person}
    young = practice(actor).people.young_harmer
    return Screen(
        title="A child of this case",
        data={
            "who": child.shown.name or "Name not known",
            "prompt": young.prompt if child.harms else "",
            "facts": {"rows": _facts(child, label=young.label), "empty": {"text": ""}},
            "voices": _voices(child),
            "refer_href": reverse("safeguarding.refer", kwargs={"file": file, "person": person}),
        },
        actions=[
            offer(actor, text="Write down what was said", page="people.child_voice", may="people.children", **parts)
            | {"kind": "primary"},
            offer(actor, text="Risk, worker, who is kept out", page="people.child_facts", may="people.children",
                  **parts),
            offer(actor, text="School and care", page="people.child_places", may="people.children", **parts),
            offer(actor, text="Open sealed whereabouts", page="people.whereabouts", may="people.reveal", file=file,
                  person=person),
        ],
        crumbs=crumbs_to(file),
        file_id=file,
    )  # fmt: skip


def _facts(child: Child, *, label: str) -> list[dict[str, Any]]:
    shown = child.shown
    age = f"{shown.age}" if shown.age is not None else "Not known"
    if shown.unborn:
        age = f"{shown.expected[0].upper()}{shown.expected[1:]}"
    by = f"{child.source}, {day_words(timezone.localdate(child.said_at))}" if child.said_at else ""
    return [
        {"key": "Age today", "text": age},
        {"key": "Part in the case", "text": label if child.harms else shown.part.label},
        {"key": "In danger of", "text": child.risk, "note": by},
        {"key": "With social care", "text": child.status},
        {"key": "Worker", "text": child.worker},
        {"key": "Kept out", "text": child.kept_out},
        {"key": "Sealed", "text": list(child.sealed) or "No school, lead or carer written down"},
    ]


def _voices(child: Child) -> dict[str, Any]:
    return {
        "caption": "What this child said",
        "columns": (Column("said", "In the child's words"), Column("whom", "To whom"), Column("on", "When")),
        "rows": [
            {
                "cells": [
                    {"text": one.said},
                    {"text": one.to_whom, "note": ALONE.get(one.alone, "")},
                    {"text": one.on, "note": f"Written by {one.written_by}"},
                ]
            }
            for one in child.voices
        ],
        "empty": {"text": "Nobody has written down what this child says. Who sees the child next, and alone?"},
    }


record_page(
    pages, "case/<uuid:file>/children/<uuid:child>/", name="child", title="A child of this case",
    may="people.children", reads="child.read", template="people/child.html",
    query=lambda *, actor, file, child: _child(actor=actor, file=file, person=child),
)  # fmt: skip


def _about(title: str) -> Any:
    def about(*, actor: Actor, file: UUID, child: UUID) -> Asked:
        found = child_of(actor=actor, file=file, person=child, today=timezone.localdate())
        return Asked(title=title, intro=found.shown.name or "Name not known", crumbs=crumbs_to(file))

    return about


def _done(_: object, *, file: UUID, child: UUID) -> Done:
    return Done(reverse("people.child", kwargs={"file": file, "child": child}), "Saved.")


def _stamped(operation: Any) -> Any:
    return lambda *, child, **given: operation(at=timezone.now(), person=child, **given)


def _before(*, actor: Actor, file: UUID, child: UUID) -> dict[str, Any]:
    found = child_of(actor=actor, file=file, person=child, today=timezone.localdate())
    names = {one.name: key for key, one in practice(actor).people.child_statuses.items()}
    return {"risk": found.risk, "status": names.get(found.status, ""), "worker": found.worker,
            "kept_out": found.kept_out}  # fmt: skip


def _statuses(*, actor: Actor, file: UUID, child: UUID) -> dict[str, Any]:
    return {"statuses": {key: one.name for key, one in practice(actor).people.child_statuses.items()}}


ask(
    pages, "case/<uuid:file>/children/<uuid:child>/voice/", name="child_voice", title="What a child said",
    may="people.children", form=VoiceForm, about=_about("What did this child say?"), reads="child.read",
    initial=lambda **_: {"said_on": timezone.localdate()}, operation=_stamped(hear_child), done=_done,
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/children/<uuid:child>/facts/", name="child_facts", title="How a child is",
    may="people.children", form=FactsForm, about=_about("How is this child?"), reads="child.read", initial=_before,
    choices=_statuses, operation=_stamped(tell_of_child), done=_done,
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/children/<uuid:child>/places/", name="child_places", title="School and care",
    may="people.children", form=PlaceForm, about=_about("School and care, kept sealed"), reads="child.read",
    operation=_stamped(place_child), done=_done,
)  # fmt: skip
