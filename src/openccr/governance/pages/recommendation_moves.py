"""Taking a recommendation a step further: begin, finish, assure, reopen, refuse; publishing it, and the public page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from openccr.governance.forms.recommendations import AssuredForm, FinishedForm, PublicForm, ReasonForm
from openccr.governance.operations.recommendations import (
    assure_recommendation,
    begin_recommendation,
    finish_recommendation,
    refuse_recommendation,
    reopen_recommendation,
)
from openccr.governance.operations.recommendations_published import publish_recommendation, take_back_recommendation
from openccr.governance.pages import pages
from openccr.governance.pages.recommendations import ASSURE, FOLLOW_UP, LIST, RECOMMEND, crumb, to_recommendation
from openccr.governance.queries.recommendations import learnt, recommendation_of, recommendation_written
from openccr.governance.rules.recommendations import RECOMMENDATION
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask, button
from openccr.voice.areas import hears
from openccr.voice.pages.public import nothing_there

Act = Callable[..., None]
_AT = "recommendations/<uuid:recommendation>"


def _about(label: str, *, own: bool) -> Callable[..., Asked]:
    def about(*, actor: Actor, recommendation: UUID) -> Asked:
        row = recommendation_written(actor=actor, recommendation_id=recommendation, own=own)
        return Asked(intro=row.words, button=label, crumbs=[LIST, crumb(row), {"text": label}])

    return about


def _operation(act: Act) -> Callable[..., None]:
    def operation(*, actor: Actor, recommendation: UUID, **said: Any) -> None:
        act(actor=actor, recommendation_id=recommendation, at=timezone.now(), **said)

    return operation


def _done(words: str) -> Callable[..., Done]:
    return lambda _, *, recommendation: Done(to_recommendation(recommendation), words)


button(
    pages, f"{_AT}/begin/", name="recommendation_begin", title=RECOMMENDATION.moves["begin"].label, may=FOLLOW_UP,
    operation=_operation(begin_recommendation), done=_done("It is under way."),
)  # fmt: skip

_MOVES: tuple[tuple[str, str, type[forms.Form], Act, str], ...] = (
    ("finish", FOLLOW_UP, FinishedForm, finish_recommendation, "Somebody of another agency assures it next."),
    ("assure", ASSURE, AssuredForm, assure_recommendation, "It is assured."),
    ("reopen", ASSURE, ReasonForm, reopen_recommendation, "It is under way again."),
    ("refuse", RECOMMEND, ReasonForm, refuse_recommendation, "It is written down that it is not taken up, and why."),
)
for _move, _may, _form, _act, _words in _MOVES:
    ask(
        pages, f"{_AT}/{_move}/", name=f"recommendation_{_move}", title=RECOMMENDATION.moves[_move].label, may=_may,
        form=_form, about=_about(RECOMMENDATION.moves[_move].label, own=_may == FOLLOW_UP),
        operation=_operation(_act), done=_done(_words),
    )  # fmt: skip


def _published(*, actor: Actor, recommendation: UUID) -> dict[str, str]:
    shown = recommendation_of(actor=actor, recommendation_id=recommendation, today=timezone.localdate())
    if shown.published is None:
        return {"said": shown.row.words}
    return {"said": shown.published.said, "did": shown.published.did}


ask(
    pages, f"{_AT}/publish/", name="publish_recommendation", title="Publish a recommendation", may=RECOMMEND,
    form=PublicForm, about=_about("Publish it", own=False), initial=_published,
    operation=_operation(publish_recommendation), done=_done("Anybody can read it now."),
)  # fmt: skip

button(
    pages, f"{_AT}/take-back/", name="take_back_recommendation", title="Take it back", may=RECOMMEND,
    operation=_operation(take_back_recommendation), done=_done("It is not public any more."),
)  # fmt: skip


@pages.custom(
    "learning/<slug:area>/", name="learning", title="What we learnt", may="governance.read_learning", public=True,
    methods=("GET", "HEAD"),
)  # fmt: skip
def learning(request: HttpRequest, _: Actor | None, *, area: str) -> HttpResponse:
    """What reviews of deaths recommended and what became of it, for anybody: no person, no review, no day."""
    if not hears(area):
        return nothing_there(request)
    found, themes = learnt(area)
    context = {
        "page": {"title": "What we learnt from reviews of deaths"},
        "demonstration": settings.DEMONSTRATION,
        "area": area,
        "learnt": found,
        "themes": themes,
    }
    return TemplateResponse(request, "governance/learning.html", context)
