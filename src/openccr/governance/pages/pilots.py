"""Pilots: the list, one pilot, planning, correcting, starting, evaluating and going on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.pilots import EvaluateForm, GoOnForm, PilotForm
from openccr.governance.operations.pilots import correct_pilot, evaluate_pilot, go_on, plan_pilot, start_pilot
from openccr.governance.pages import pages
from openccr.governance.pages.funding import HOME, agencies, may_offer, panel
from openccr.governance.queries.pilots import PilotShown, pilot_of, pilots
from openccr.governance.rules.pilots import OUTCOMES, PILOT, Evaluation, PilotState, why_not_corrected
from openccr.governance.rules.quality import Follow
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import (
    PER_PAGE,
    Asked,
    Column,
    Done,
    Listing,
    ask,
    button,
    offer,
    page_context,
    paged,
    stamped,
    table,
)

LIST: dict[str, str] = {"text": "Pilots", "href": "/pilots/"}
SEE, KEEP = "governance.pilots", "governance.keep_pilots"
TOGETHER = "Several together"
CORRECT = "Correct it"
TONES = {PilotState.PLANNED: "new", PilotState.RUNNING: "neutral", PilotState.EVALUATED: "done"}


def to_pilot(pilot: UUID) -> str:
    """The address of a pilot."""
    return reverse("governance.pilot", kwargs={"pilot": pilot})


def _crumbs(actor: Actor, *more: dict[str, str]) -> list[dict[str, str]]:
    """The way to here; by the page of resources only for who may open it."""
    home = [HOME] if why_not(actor, "governance.contracts") is None else []
    return [*home, LIST, *more]


class _Row:
    """A pilot in the list."""

    def __init__(self, one: PilotShown) -> None:
        self.id, self.href, self.late = one.row.id, to_pilot(one.row.id), one.late
        self.name = one.row.name
        self.kind = one.kind.name if one.kind else one.row.kind
        self.who = one.row.agency.name if one.row.agency else TOGETHER
        self.evaluate_by = one.row.evaluate_by
        self.state = _state(one)
        self.outcome = OUTCOMES.get(one.row.outcome, "")


def _state(one: PilotShown) -> StateWord:
    if one.late:
        return StateWord("Evaluation late", "late")
    return StateWord(PILOT.states[one.row.state], TONES[PilotState(one.row.state)])


def _list(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    found = pilots(actor=actor, today=timezone.localdate())
    return Listing(
        rows=[_Row(one) for one in found[paged(page)]],
        columns=[
            Column("name", "Pilot"), Column("kind", "Kind"), Column("who", "Run by"),
            Column("evaluate_by", "Evaluated by", whole=True), Column("state", "State"), Column("outcome", "Outcome"),
        ],
        empty={"text": "Nothing is being tried: sanctuary, mobile advocacy, co-location, flexible funds."},
        total=len(found) if len(found) > PER_PAGE else None,
        note="What is tried is looked at, and then taken on, changed or stopped: no pilot just runs out.",
        actions=[
            {**one, "kind": "primary"}
            for one in may_offer(actor, text="Plan a pilot", page="governance.pilot_new", may=KEEP)
        ],
    )  # fmt: skip


table(pages, "pilots/", name="pilots", title="Pilots", may=SEE, query=_list, reads="pilot.read")


@pages.custom("pilots/<uuid:pilot>/", name="pilot", title="Pilot", may=SEE, methods=("GET", "HEAD"), reads="pilot.read")
def _pilot(request: HttpRequest, actor: Actor, *, pilot: UUID) -> HttpResponse:
    """One pilot: what it is to find out, and what it found."""
    one = pilot_of(actor=actor, pilot=pilot, today=timezone.localdate())
    record("pilot.read", subjects=[pilot])
    panels = [panel("The pilot", {"rows": _facts(one)}, kind="summary")]
    if one.row.evaluated_on:
        panels.append(panel("What it found", {"rows": _found(one)}, kind="summary"))
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=one.row.name, crumbs=_crumbs(actor, {"text": one.row.name}), actions=_actions(actor, one), panels=panels,
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _facts(one: PilotShown) -> list[dict[str, Any]]:
    return [
        {"key": "State", "text": _state(one)},
        {
            "key": "Kind",
            "text": one.kind.name if one.kind else one.row.kind,
            "note": one.kind.about if one.kind else "",
        },
        {"key": "Run by", "text": one.row.agency.name if one.row.agency else TOGETHER},
        {"key": "What it is to find out", "text": one.row.asks},
        {"key": "Its evaluation asks", "text": list(one.kind.asks) if one.kind else []},
        {"key": "From", "text": one.row.starts_on},
        {"key": "Evaluated by", "text": one.row.evaluate_by},
    ]


def _found(one: PilotShown) -> list[dict[str, Any]]:
    row = one.row
    reached = "Nobody counted" if one.reached is None else str(one.reached)
    asked = one.kind.asks if one.kind else ()
    answers = sorted(row.answers, key=lambda question: asked.index(question) if question in asked else len(asked))
    return [
        {"key": "Evaluated", "text": row.evaluated_on},
        {"key": "People reached", "text": reached},
        *({"key": question, "text": row.answers[question]} for question in answers if row.answers[question]),
        {"key": "What changed", "text": row.changed},
        {"key": "What survivors say", "text": row.survivors_said},
        {"key": "Whom it did not reach", "text": row.not_reached},
        {"key": "What follows", "text": OUTCOMES[row.outcome]},
        {"key": "What will be done", "text": row.action, "note": row.owner},
        {"key": "Looked at again", "text": row.review_on},
    ]


def _actions(actor: Actor, one: PilotShown) -> list[dict[str, Any]]:
    if why_not(actor, KEEP) is not None:
        return []
    correct = offer(actor, text=CORRECT, page="governance.pilot_correct", may=KEEP, pilot=one.row.id)
    return [
        *([] if why_not_corrected(one.row.state) else [correct]),
        *(offer(
            actor, text=PILOT.moves[move].label, page=f"governance.pilot_{move}", may=KEEP, why=why,
            post=move == "start", pilot=one.row.id,
        )
        for move, why in PILOT.offered(state=one.row.state, facts=one.facts).items()),
    ]  # fmt: skip


def _about(words: str) -> Any:
    def about(*, actor: Actor, pilot: UUID) -> Asked:
        row = pilot_of(actor=actor, pilot=pilot, today=timezone.localdate()).row
        return Asked(crumbs=_crumbs(actor, {"text": row.name, "href": to_pilot(pilot)}, {"text": words}))

    return about


def _kinds(*, actor: Actor) -> dict[str, Any]:
    kinds = practice(actor).commissioning.pilots.values()
    return {**agencies(actor=actor), "kinds": [(one.key, f"{one.name}: {one.about}") for one in kinds]}


def _planned(*, actor: Actor, pilot: UUID) -> dict[str, Any]:
    row = pilot_of(actor=actor, pilot=pilot, today=timezone.localdate()).row
    return {
        "kind": row.kind, "name": row.name, "asks": row.asks, "agency_id": row.agency_id, "starts_on": row.starts_on,
        "evaluate_by": row.evaluate_by,
    }  # fmt: skip


def _questions(actor: Actor, pilot: UUID) -> tuple[str, ...]:
    kind = pilot_of(actor=actor, pilot=pilot, today=timezone.localdate()).kind
    return kind.asks if kind else ()


def _evaluate(
    *, actor: Actor, pilot: UUID, reached: int | None, changed: str, survivors_said: str, not_reached: str,
    outcome: str, action: str, owner: str, review_on: date | None, **answers: str,
) -> None:  # fmt: skip
    asked = _questions(actor, pilot)
    evaluation = Evaluation(
        reached=reached,
        answers={question: answers.get(f"answer_{number}", "").strip() for number, question in enumerate(asked)},
        changed=changed, survivors_said=survivors_said, not_reached=not_reached, outcome=outcome,
        follow=Follow(action, owner, review_on),
    )  # fmt: skip
    evaluate_pilot(actor=actor, pilot=pilot, evaluation=evaluation, at=timezone.now())


ask(
    pages, "pilots/new/", name="pilot_new", title="Plan a pilot", may=KEEP, form=PilotForm,
    operation=stamped(plan_pilot), choices=_kinds,
    about=lambda *, actor: Asked(button="Plan it", crumbs=_crumbs(actor, {"text": "Plan a pilot"})),
    done=lambda pilot: Done(to_pilot(pilot), "The pilot is planned."),
)  # fmt: skip
ask(
    pages, "pilots/<uuid:pilot>/correct/", name="pilot_correct", title="Correct what is planned", may=KEEP,
    form=PilotForm, operation=stamped(correct_pilot), choices=lambda *, actor, pilot: _kinds(actor=actor),
    about=_about(CORRECT), initial=_planned, done=lambda _, *, pilot: Done(to_pilot(pilot), "The pilot is corrected."),
)  # fmt: skip
button(
    pages, "pilots/<uuid:pilot>/start/", name="pilot_start", title="Start it", may=KEEP,
    operation=stamped(start_pilot), done=lambda _, *, pilot: Done(to_pilot(pilot), "It runs."),
)  # fmt: skip
ask(
    pages, "pilots/<uuid:pilot>/evaluate/", name="pilot_evaluate", title="Evaluate the pilot", may=KEEP,
    form=EvaluateForm, operation=_evaluate, about=_about("Evaluate it"),
    choices=lambda *, actor, pilot: {"questions": _questions(actor, pilot)},
    done=lambda _, *, pilot: Done(to_pilot(pilot), "The evaluation is saved."),
)  # fmt: skip
ask(
    pages, "pilots/<uuid:pilot>/go-on/", name="pilot_go_on", title="Go on, changed", may=KEEP, form=GoOnForm,
    operation=stamped(go_on), about=_about("Go on"),
    done=lambda _, *, pilot: Done(to_pilot(pilot), "It goes on."),
)  # fmt: skip
