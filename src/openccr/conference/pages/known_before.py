"""The part of a referral's page that shows who its victim may be, and leads to putting two records together."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.access.may import why_not
from openccr.conference.pages.around import to_case
from openccr.conference.queries.known_before import Before, known_before
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.linkage.known.finding import KnownHere
from openccr.ui.kinds import Column


def known_table(actor: Actor, file: UUID, *, shown: Collection[UUID]) -> dict[str, Any] | None:
    """Who may be known already, as a table; None where there is nobody to show.

    Args:
        shown: people who stand on the page already.
    """
    if why_not(actor, "linkage.ask_known") is not None:
        return None
    before = known_before(actor=actor, file=file)
    if before is None:
        return None
    rows = [_row(actor, file, before, one) for one in before.found if one.person_id not in shown]
    if not rows and not before.refusal:
        return None
    return {
        "caption": "Is the victim already known?",
        "columns": [Column("name", "Name"), Column("sure", "How sure"), Column("cases", "Known from"),
                    Column("why", "What speaks for it")],
        "rows": rows,
        "empty": {"text": before.refusal},
    }  # fmt: skip


def _row(actor: Actor, file: UUID, before: Before, one: KnownHere) -> dict[str, Any]:
    if why_not(actor, "people.recognise") is None:
        href = reverse("people.same_person_with", args=[file, before.person_id, one.person_id])
    else:
        href = to_case(one.cases[0].file_id) if one.cases else ""
    born = f"born {day_words(one.born_on)}" if one.born_on else ""
    against = f"Against: {', '.join(one.unlike)}" if one.unlike else ""
    return {
        "href": href,
        "cells": [
            {"text": one.name, "note": f"as {one.under}" if one.under else born},
            {"text": "Likely" if one.likely else "Possible"},
            {"text": [f"{case.reference} ({case.part.label.lower()})" for case in one.cases]},
            {"text": list(one.alike), "note": against},
        ],
    }
