"""Emergency access and its review, how often it was used, and who opened a case that is not their work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.casefiles.emergency import emergency_counts, open_in_emergency, review_emergency
from openccr.casefiles.emergency_forms import EmergencyForm, OpeningForm, ReviewForm, SeenForm
from openccr.casefiles.models import CaseAlert, EmergencyAccess
from openccr.casefiles.pages import pages
from openccr.casefiles.reviewing import opening_to_review, review_opening
from openccr.casefiles.rules import ALERTS
from openccr.casefiles.watching import alerts_of, see_alerts
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table

ask(
    pages, "emergency/", name="emergency", title="Emergency access", may="casefiles.emergency", form=EmergencyForm,
    step_up=True, done=lambda file: Done(reverse("conference.case", args=[file]), "Open for one hour."),
    operation=lambda *, actor, reference, reason: open_in_emergency(
        actor=actor, reference=reference, reason=reason, at=timezone.now()
    ),
    about=lambda *, actor: Asked(
        intro="For a night on which somebody's safety hangs on a case that you were not let into. It opens one case for"
        " one hour.",
        warning="The coordinator and the adviser are told at once, and somebody else reviews what you did. How often it"
        " is used is published.",
        button="Open this case for an hour",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class _Counted:
    """Three months as a row of a table."""

    quarter: str
    used: int
    reviewed: int
    wrong: int


def _counts(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[
            _Counted(f"{one.starts:%B %Y}, three months", one.used, one.reviewed, one.wrong)
            for one in emergency_counts()
        ],
        columns=(
            Column("quarter", "From"), Column("used", "Used", numeric=True),
            Column("reviewed", "Reviewed", numeric=True), Column("wrong", "Found not right", numeric=True),
        ),
        empty={"text": "Emergency access has never been used here."},
        note="Everybody who works here may see how often it is used; why, is for the coordinator.",
        actions=[offer(actor, text="Emergency access", page="casefiles.emergency", may="casefiles.emergency")],
    )  # fmt: skip


table(
    pages, "emergency/counts/", name="emergency_counts", title="How often emergency access was used",
    may="casefiles.emergency_counts", query=_counts, reads="emergency.counted",
)  # fmt: skip


def _about_review(*, actor: Actor, file: UUID, emergency: UUID) -> Asked:
    row = EmergencyAccess.objects.filter(id=emergency, file_id=file, reviewed_at=None).first()
    if row is None:
        raise NotFound
    at = timezone.localtime(row.at)
    return Asked(
        intro=f"{row.name} opened it on {day_words(at)} at {at:%H:%M}, for an hour: “{row.reason}”",
        crumbs=crumbs_to(file),
        button="Save the review",
    )


ask(
    pages, "case/<uuid:file>/emergency/<uuid:emergency>/", name="review_emergency", title="Review an emergency access",
    may="casefiles.review_emergency", form=ReviewForm, about=_about_review, reads="access.read",
    operation=lambda *, actor, file, emergency, verdict, words: review_emergency(
        actor=actor, file=file, emergency=emergency, verdict=verdict, words=words, at=timezone.now()
    ),
    done=lambda _, *, file, emergency: Done(reverse("casefiles.reviews", args=[file]), "Saved."),
)  # fmt: skip


def _once(event: Sequence[CaseAlert]) -> str:
    """What one look is for, when somebody opened case after case."""
    if len(event) == 1:
        return ""
    first, last = timezone.localtime(event[0].at), timezone.localtime(event[-1].at)
    return f"One of {len(event)} cases from {first:%H:%M} to {last:%H:%M}. Looked into once, for all of them."


def _alerts(*, actor: Actor, file: UUID) -> Screen:
    rows, events = alerts_of(file, at=timezone.now())
    notes = {row.id: note for event in events for row in event if (note := _once(event))}
    shown = [*(row for row in rows if row.seen_at is None), *(row for event in events for row in event)]
    crumbs = crumbs_to(file)
    reviews = offer(actor, text="What reviews found", page="casefiles.reviews", may="casefiles.alerts", file=file)
    return Screen(
        title="Openings to look into",
        crumbs=crumbs,
        file_id=file,
        data={
            "caption": "Who opened the case, and why it is to be looked into",
            "columns": (Column("who", "Who"), Column("what", "What"), Column("seen", "Looked into")),
            "rows": [
                {
                    "cells": [
                        {"text": row.name, "note": f"{timezone.localtime(row.at):%d %B %Y, %H:%M}"},
                        {"text": ALERTS.get(row.kind, row.kind), "note": notes.get(row.id, "")},
                        {"text": f"By {row.seen_by}" if row.seen_at else "Not yet"},
                    ]
                }
                for row in rows
            ],
            "empty": {"text": "No opening of it is to be looked into."},
        },
        actions=[
            offer(
                actor,
                text="I have looked into it",
                page="casefiles.see_alerts",
                may="casefiles.alerts",
                post=True,
                said={"shown": list(dict.fromkeys(row.id for row in shown))},
                file=file,
            ),
            offer(actor, text="Keep somebody out", page="casefiles.keep_out", may="casefiles.exclude", file=file),
            reviews,
        ]
        if shown
        else [reviews],
    )


record_page(
    pages, "case/<uuid:file>/alerts/", name="alerts", title="Openings to look into", may="casefiles.alerts",
    query=_alerts, reads="alert.read", template="casefiles/alerts.html",
)  # fmt: skip

button(
    pages, "case/<uuid:file>/alerts/seen/", name="see_alerts", title="Looked into", may="casefiles.alerts",
    form=SeenForm, operation=lambda *, actor, file, shown: see_alerts(
        actor=actor, file=file, shown=shown, at=timezone.now()
    ),
    done=lambda _, *, file: Done(reverse("casefiles.alerts", args=[file]), "Saved."),
)  # fmt: skip


def _about_opening(*, actor: Actor, file: UUID, opened: UUID) -> Asked:
    row = opening_to_review(file, opened)
    at = timezone.localtime(row.opened_at)
    return Asked(
        intro=f"{row.name} opened it on {day_words(at)} at {at:%H:%M}. Each week a few openings are drawn at"
        " random; it says nothing against anybody.",
        crumbs=crumbs_to(file),
        button="Save",
    )


ask(
    pages, "case/<uuid:file>/opened/<uuid:opened>/", name="review_opening", title="Was it opened for work?",
    may="casefiles.alerts", form=OpeningForm, about=_about_opening, reads="alert.read",
    operation=lambda *, actor, file, opened, outcome, words: review_opening(
        actor=actor, file=file, opened=opened, outcome=outcome, words=words, at=timezone.now()
    ),
    done=lambda _, *, file, opened: Done(reverse("casefiles.reviews", args=[file]), "Saved."),
)  # fmt: skip
