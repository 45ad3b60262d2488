"""What was found when somebody looked at who had opened a case: read again by whoever looks into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.casefiles.models import EmergencyAccess, OpeningReview
from openccr.casefiles.pages import pages
from openccr.casefiles.reviewing import reviews_of
from openccr.casefiles.rules import OUTCOMES, VERDICTS
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Column, Listing, table


@dataclass(frozen=True)
class _Review:
    """One opening of the case that was, or is to be, looked at: a row of the list."""

    id: UUID
    at: datetime
    opened: str
    why: str
    found: str
    words: str
    by: str
    href: str


def _when(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{day_words(here)}, {here:%H:%M}"


def _by(name: str, at: datetime | None) -> str:
    return f"{name}, {day_words(timezone.localtime(at))}" if at else ""


def _emergency(row: EmergencyAccess) -> _Review:
    waits = reverse("casefiles.review_emergency", args=[row.file_id, row.id]) if row.reviewed_at is None else ""
    return _Review(
        row.id, row.at, f"{row.name}, {_when(row.at)}", f"In an emergency: “{row.reason}”",
        "Not yet reviewed" if waits else VERDICTS.get(row.verdict, row.verdict), row.verdict_words,
        _by(row.reviewed_by, row.reviewed_at), waits,
    )  # fmt: skip


def _drawn(row: OpeningReview) -> _Review:
    waits = reverse("casefiles.review_opening", args=[row.file_id, row.id]) if row.reviewed_at is None else ""
    return _Review(
        row.id, row.opened_at, f"{row.name}, {_when(row.opened_at)}", "Drawn at random from a week’s openings",
        "Not yet looked at" if waits else OUTCOMES.get(row.outcome, row.outcome), row.words,
        _by(row.reviewed_by, row.reviewed_at), waits,
    )  # fmt: skip


def _reviews(*, actor: Actor, params: Any, page: int, file: UUID) -> Listing:
    emergencies, drawn = reviews_of(file, actor=actor)
    rows = [*map(_emergency, emergencies), *map(_drawn, drawn)]
    return Listing(
        rows=sorted(rows, key=lambda one: one.at, reverse=True),
        columns=(
            Column("opened", "Who opened it"), Column("why", "Why it is looked at"), Column("found", "What was found"),
            Column("words", "In the reviewer’s words"), Column("by", "By"),
        ),
        empty={"text": "Nobody has opened it in an emergency, and no opening of it was drawn to be looked at."},
        crumbs=crumbs_to(file),
    )  # fmt: skip


table(
    pages, "case/<uuid:file>/reviews/", name="reviews", title="What reviews found", may="casefiles.alerts",
    query=_reviews, reads="alert.read",
)  # fmt: skip
