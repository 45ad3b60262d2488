"""Recommendations of reviews: the tracker, and one of them with what is done, what shows it and what is published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.recommendations import SoughtForm
from openccr.governance.models import Recommendation
from openccr.governance.pages import pages
from openccr.governance.pages.outcomes import actions_table
from openccr.governance.queries.outcomes import choices_of_objective
from openccr.governance.queries.recommendations import (
    RecommendationShown,
    Sought,
    recommendation_of,
    recommendations,
)
from openccr.governance.rules.recommendations import ENDED, NOT_DONE, RECOMMENDATION, RecommendationState, is_late
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Column, Listing, Screen, offer, paged, record_page, table

LIST: dict[str, str] = {"text": "Recommendations of reviews", "href": "/recommendations/"}
SEE, RECOMMEND, FOLLOW_UP, ASSURE = (
    "governance.learning", "governance.recommend", "governance.follow_up", "governance.assure",
)  # fmt: skip
_MAY = {
    "begin": FOLLOW_UP, "finish": FOLLOW_UP, "assure": ASSURE, "reopen": ASSURE, "refuse": RECOMMEND,
}  # fmt: skip


def to_recommendation(recommendation_id: UUID) -> str:
    """The address of a recommendation."""
    return reverse("governance.recommendation", kwargs={"recommendation": recommendation_id})


def crumb(row: Recommendation) -> dict[str, str]:
    """The way back to a recommendation."""
    return {"text": f"{row.review}, {row.place}", "href": to_recommendation(row.id)}


class _Row:
    """A recommendation in the tracker."""

    def __init__(self, row: Recommendation, themes: dict[str, str]) -> None:
        self.id = row.id
        self.href = to_recommendation(row.id)
        self.place = f"{row.review}, {row.place}"
        self.words = row.words
        self.themes = ", ".join(themes[key] for key in row.themes if key in themes)
        self.led_by = row.agency.name if row.agency else row.outside
        self.target_on = row.target_on
        self.state = RECOMMENDATION.states[row.state]
        self.late = is_late(state=row.state, target_on=row.target_on, today=timezone.localdate())


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    themes = {key: one.name for key, one in practice(actor).strategy.learning.items()}
    form = SoughtForm(params, themes=list(themes.items()), agencies=choices_of_objective(actor=actor)["agencies"])
    sought = Sought(**form.cleaned_data) if form.is_valid() else Sought()
    rows, total, stand = recommendations(actor=actor, sought=sought, page=paged(page))
    return Listing(
        rows=[_Row(row, themes) for row in rows],
        columns=[
            Column("place", "Review"), Column("words", "What is recommended"), Column("themes", "Themes"),
            Column("led_by", "Led by"), Column("target_on", "By"), Column("state", "State"),
        ],
        total=total,
        filters=form,
        empty={"text": "No recommendation is written down. Half of what reviews recommend is never acted on."},
        note=f"{stand} Done is what the lead says; assured is what another agency has seen.",
        actions=[
            offer(actor, text="Write one down", page="governance.new_recommendation", may=RECOMMEND)
            | {"kind": "primary"},
        ],
    )  # fmt: skip


table(
    pages, "recommendations/", name="recommendations", title="Recommendations of reviews", may=SEE, query=_list,
    reads="recommendation.read",
)  # fmt: skip


def _screen(*, actor: Actor, recommendation: UUID) -> Screen:
    shown = recommendation_of(actor=actor, recommendation_id=recommendation, today=timezone.localdate())
    record("recommendation.read", subjects=[recommendation])
    row, form = shown.row, practice(actor).strategy
    return Screen(
        title=f"{row.review}, {row.place}",
        data={
            "shown": shown,
            "state": RECOMMENDATION.states[row.state],
            "late": is_late(state=row.state, target_on=row.target_on, today=timezone.localdate()),
            "reason": row.reason if row.state in NOT_DONE else "",
            "kind": form.review_kinds[row.kind].name if row.kind in form.review_kinds else "",
            "scope": form.scopes[row.scope].name if row.scope in form.scopes else "",
            "themes": ", ".join(form.learning[key].name for key in row.themes if key in form.learning),
            "milestones": _milestones(shown, actor),
            "actions": actions_table(shown.actions),
            "same": [
                (f"{one.review}, {one.place}: {one.words}", to_recommendation(one.id)) for one in shown.same_theme
            ],
        },
        crumbs=[LIST, {"text": f"{row.review}, {row.place}"}],
        actions=_actions(shown, actor),
    )  # fmt: skip


def _answers(row: Recommendation, actor: Actor) -> bool:
    return why_not(actor, FOLLOW_UP) is None and (actor.whole_area or row.agency_id == actor.agency_id)


def _milestones(shown: RecommendationShown, actor: Actor) -> dict[str, Any]:
    may, today = _answers(shown.row, actor) and shown.row.state not in ENDED, timezone.localdate()
    return {
        "caption": "Milestones",
        "columns": [
            Column("words", "Milestone"), Column("due_on", "By"), Column("reached", "Reached"),
            Column("shows", "Shown by"),
        ],
        "rows": [
            {
                "href": reverse("governance.reach_milestone", kwargs={"milestone": one.id})
                if may and one.reached_on is None
                else "",
                "late": one.reached_on is None and one.due_on < today,
                "cells": [
                    {"text": one.words}, {"text": one.due_on}, {"text": one.reached_on or "Not yet"},
                    {"text": one.reached_words},
                ],
            }
            for one in shown.milestones
        ],
        "empty": {"text": "No milestone yet."},
    }  # fmt: skip


def _actions(shown: RecommendationShown, actor: Actor) -> list[dict[str, Any]]:
    row = shown.row
    named = {"recommendation": row.id}
    found = []
    for move, why in shown.offered.items():
        if why_not(actor, _MAY[move]) is not None or (_MAY[move] == FOLLOW_UP and not _answers(row, actor)):
            continue
        # What is asked with the impact can be answered in the form itself.
        hint = "" if move in ("finish", "assure") and row.state == RecommendationState.DONE else str(why or "")
        found.append(
            {
                "text": RECOMMENDATION.moves[move].label,
                "href": reverse(f"governance.recommendation_{move}", kwargs=named),
                "post": move == "begin",
                "disabled_reason": hint,
            }
        )
    if row.state not in ENDED:
        if _answers(row, actor):
            found += [_link("Add a milestone", "new_milestone", row), _link("Add what shows it", "new_evidence", row)]
        if why_not(actor, RECOMMEND) is None:
            found += [
                _link("Plan it", "plan_recommendation", row), _link("Add an action", "recommendation_action", row),
                _link("Correct the words", "reword_recommendation", row),
            ]  # fmt: skip
    if why_not(actor, RECOMMEND) is None:
        found.append(_link("Publish again" if shown.published else "Publish", "publish_recommendation", row))
        if shown.published:
            found.append(_link("Take it back", "take_back_recommendation", row) | {"post": True})
    return found


def _link(text: str, name: str, row: Recommendation) -> dict[str, Any]:
    return {"text": text, "href": reverse(f"governance.{name}", kwargs={"recommendation": row.id})}


record_page(
    pages, "recommendations/<uuid:recommendation>/", name="recommendation", title="A recommendation", may=SEE,
    query=_screen, reads="recommendation.read", template="governance/recommendation.html",
)  # fmt: skip
