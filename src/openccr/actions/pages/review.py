"""What opens the next meeting: what earlier ones agreed and is not done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.actions.pages import pages
from openccr.actions.panels import COLUMNS, row_of
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.review import ON_PAGE, Review, incomplete_of_all
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Screen, record_page

CASE = Column("case", "Case", whole=True)
SINCE = timedelta(days=42)
"""What ended without being done within these days is told: since the meeting before, where one meets each month."""


def review_tables(review: Review) -> list[dict[str, Any]]:
    """The review as tables, each kind apart; empty ones say so."""
    kinds: tuple[tuple[str, str, Sequence[ActionShown]], ...] = (
        ("Not done by the agency", "Nothing is late.", review.not_done),
        ("Waiting until the victim knows and is safe", "Nothing waits for that.", review.waiting),
        ("No longer possible", "Nothing became impossible.", review.impossible),
        ("The victim chose another way", "Nothing was declined.", review.her_way),
        ("Not due yet", "Nothing else is open.", review.under_way),
    )
    return [
        {"caption": caption, "columns": [CASE, *COLUMNS], "rows": [_row(one) for one in rows], "empty": {"text": empty}}
        for caption, empty, rows in kinds
    ]


def _row(one: ActionShown) -> dict[str, Any]:
    """The case stands first: a meeting goes through its earlier cases."""
    row = row_of(one)
    return row | {"cells": [{"text": one.case}, *row["cells"]]}


def _review(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    review = incomplete_of_all(ended_since=today - SINCE, today=today)
    record("actions.listed", subjects=[one.id for one in review.every])
    return Screen(
        title="Not done yet",
        data={"tables": review_tables(review), "most": ON_PAGE if review.cut else 0},
        crumbs=[{"text": "Actions", "href": reverse("actions.list")}, {"text": "Not done yet"}],
    )


record_page(
    pages, "actions/review/", name="review", title="Not done yet", may="actions.see", query=_review,
    template="actions/review.html",
)  # fmt: skip
