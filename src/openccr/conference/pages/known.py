"""Who may be the victim of a referral that is being typed, of the people its writer sees already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.conference.operations.drafts import Opened, open_draft
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_case
from openccr.conference.rules.known import asked_of, asked_of_victim
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.linkage.known.finding import KnownHere
from openccr.linkage.operations.known import ask_known
from openccr.people.rules import Description
from openccr.ui.kinds import Column, page_context


def to_known(draft: UUID) -> str:
    """The address of who may be known already, for a draft."""
    return reverse("conference.draft_known", kwargs={"draft": draft})


@pages.custom("referrals/drafts/<uuid:draft>/known/", name="draft_known", title="Is the victim already known?",
              may="conference.refer", kind="custom", methods=("GET", "HEAD"))  # fmt: skip
def known(request: HttpRequest, actor: Actor, *, draft: UUID) -> HttpResponse:
    """Who may be known: a part put beside the questions while they are answered, or, without scripts, a page."""
    context = known_context(actor, open_draft(actor=actor, draft=draft))
    if "HX-Request" in request.headers:
        return TemplateResponse(request, "conference/parts/known.html", context)
    home = reverse("conference.draft", kwargs={"draft": draft})
    page = page_context(request.page, back={"href": home, "text": "All steps"}, **context)  # type: ignore[attr-defined]
    return TemplateResponse(request, "conference/drafts/known.html", page)


LOOKED_UP = 20
"""Of how many victims of a file it is asked before they are taken. The others show it on their referrals' own pages."""


def known_in_file(actor: Actor, victims: Sequence[tuple[int, Description]]) -> dict[str, Any] | None:
    """Who of a file's victims may be known, as a table for `ui/brought_in.html`; None where nobody may be asked.

    Asked as while a referral is typed: counted, recorded, and only of whom the actor sees.

    Args:
        victims: with the number of their row.
    """
    if why_not(actor, "linkage.ask_known") is not None or not victims:
        return None
    rows, refusal = [], ""
    for number, victim in victims[:LOOKED_UP]:
        asked = asked_of_victim(victim)
        try:
            found = ask_known(actor=actor, asked=asked, today=timezone.localdate(), at=timezone.now())
        except Refusal as why:
            refusal = str(why)
            break
        rows += [_known_row(number, one) for one in found]
    more = len(victims) - LOOKED_UP
    return {
        "caption": "Who may be known already",
        "columns": [
            Column("row", "Row", numeric=True), Column("name", "Known as"), Column("sure", "How sure"),
            Column("cases", "Known from"), Column("why", "What speaks for it"),
        ],
        "rows": rows,
        "empty": {"text": refusal or "Nobody like the victims is in the cases you can see."},
        "note": f"The first {LOOKED_UP} rows were looked up; the other {more} show it on their own pages."
        if more > 0 else "",
        "refusal": refusal,
    }  # fmt: skip


def _known_row(number: int, one: KnownHere) -> dict[str, Any]:
    born = f"born {day_words(one.born_on)}" if one.born_on else ""
    against = f"Against: {', '.join(one.unlike)}" if one.unlike else ""
    return {
        "href": to_case(one.cases[0].file_id) if one.cases else "",
        "cells": [
            {"text": number, "numeric": True},
            {"text": one.name, "note": f"as {one.under}" if one.under else born},
            {"text": "Likely" if one.likely else "Possible"},
            {"text": [f"{case.reference} ({case.part.label.lower()})" for case in one.cases]},
            {"text": list(one.alike), "note": against},
        ],
    }


def known_context(actor: Actor, opened: Opened) -> dict[str, Any]:
    """What `conference/parts/known.html` shows of a draft."""
    asked = asked_of(opened.answers)
    try:
        found = ask_known(actor=actor, asked=asked, today=timezone.localdate(), at=timezone.now())
    except Refusal as why:
        return {"known_refusal": str(why)}
    rows = [
        {
            "name": one.name,
            "under": one.under,
            "born_on": one.born_on,
            "likely": one.likely,
            "alike": one.alike,
            "unlike": one.unlike,
            "cases": [
                {"reference": case.reference, "part": case.part.label, "href": to_case(case.file_id)}
                for case in one.cases
            ],
        }
        for one in found
    ]
    return {"known": rows, "known_asked": asked.enough}
