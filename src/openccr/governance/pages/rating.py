"""Rating a component alone: for the agency, and by its worker for the survivors' panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.assessment import CANNOT_SAY, RateForm
from openccr.governance.operations.assessment import Said, rate
from openccr.governance.pages import pages
from openccr.governance.pages.assessment import LIST, RATE, SPEAK, scale_steps, to_round
from openccr.governance.queries.assessment import own_answers
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask


def _rating(panel: bool) -> Callable[..., Any]:
    def operation(*, actor: Actor, round: UUID, component: str, **answers: str) -> None:
        said: dict[str, Said] = {}
        for name, score in answers.items():
            question, _, what = name.rpartition("_")
            if what == "score":
                number = None if score == CANNOT_SAY else int(score)
                said[question] = Said(number, answers[f"{question}_confidence"], answers[f"{question}_words"])
        rate(actor=actor, round_id=round, component=component, said=said, at=timezone.now(), panel=panel)

    return operation


def _rate_about(panel: bool) -> Callable[..., Asked]:
    def about(*, actor: Actor, round: UUID, component: str) -> Asked:
        shown, _ = own_answers(actor=actor, round_id=round, component=component, panel=panel)
        one = shown.form.components[component]
        whose = "What the survivors' panel said" if panel else "What your agency says"
        return Asked(
            title=f"{one.number}. {one.name}",
            intro=f"{one.about} {whose}; nobody else sees it until the rating is over.",
            crumbs=[LIST, {"text": shown.row.name, "href": to_round(round)}, {"text": one.name}],
            context={"aims": shown.form.recommendations_of(component), "hints": shown.form.questions_of(component)},
        )

    return about


def _rate_initial(panel: bool) -> Callable[..., dict[str, Any]]:
    def initial(*, actor: Actor, round: UUID, component: str) -> dict[str, Any]:
        _, answers = own_answers(actor=actor, round_id=round, component=component, panel=panel)
        values: dict[str, Any] = {}
        for key, one in answers.items():
            score = CANNOT_SAY if one.score is None else str(one.score)
            values |= {f"{key}_score": score, f"{key}_confidence": one.confidence, f"{key}_words": one.words}
        return values

    return initial


def _rate_choices(panel: bool) -> Callable[..., dict[str, Any]]:
    def choices(*, actor: Actor, round: UUID, component: str) -> dict[str, Any]:
        shown, _ = own_answers(actor=actor, round_id=round, component=component, panel=panel)
        asked = {key: words for key, (of, words) in shown.row.questions.items() if of == component}
        return {"questions": asked, "scale": scale_steps(shown.form)}

    return choices


for _name, _address, _may, _panel in (("rate", "rate", RATE, False), ("rate_panel", "panel", SPEAK, True)):
    ask(
        pages, f"self-assessment/<uuid:round>/{_address}/<slug:component>/", name=_name, title="Rate a component",
        may=_may, form=RateForm, operation=_rating(_panel), about=_rate_about(_panel), initial=_rate_initial(_panel),
        choices=_rate_choices(_panel), template="governance/rate.html",
        done=lambda _outcome, *, round, component: Done(to_round(round), "Saved."),
    )  # fmt: skip
