"""The self-assessment: rounds, one round with its radar and gaps, and paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.rules.states import ACTION
from openccr.audit.operations import record
from openccr.content.schema.assessments import Assessment
from openccr.governance.forms.assessment import RoundForm
from openccr.governance.models import AssessmentRound
from openccr.governance.operations.assessment import open_round
from openccr.governance.pages import pages
from openccr.governance.pages.round_drawn import in_time, radar_of
from openccr.governance.queries.assessment import RoundShown, round_of, rounds
from openccr.governance.queries.gaps import actions_on
from openccr.governance.rules.assessment import KINDS, ROUND, RoundState, why_not_taken_away
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Role
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, page_context, record_page, table

LIST: dict[str, str] = {"text": "Self-assessment", "href": "/self-assessment/"}
SEE, RATE, MODERATE = "governance.assessment", "governance.rate", "governance.moderate"
SPEAK = "governance.speak_for_panel"
MISTAKE = "It was opened by mistake"
UNREAD = (RoundState.RATING, RoundState.CALLED_OFF)
"""While a round stands so, whoever leads it learns who has rated."""


class _Row:
    """A round in the list."""

    def __init__(self, row: AssessmentRound) -> None:
        self.href = to_round(row.id)
        self.name = row.name
        self.kind = KINDS[row.kind].partition(",")[0]
        self.state = ROUND.states[row.state]
        self.rate_by = row.rate_by
        self.opened = timezone.localdate(row.opened_at)


NO_GAP = {RoundState.CLOSED: "No gap was found.", RoundState.CALLED_OFF: "No gap had been agreed."}


def to_round(round_id: UUID) -> str:
    """The address of a round."""
    return reverse("governance.round", kwargs={"round": round_id})


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(row) for row in rounds(actor=actor)],
        columns=[
            Column("name", "Round"), Column("kind", "Kind"), Column("state", "State"),
            Column("rate_by", "Agencies rate until"), Column("opened", "Opened"),
        ],
        empty={"text": "The partnership has not looked at itself yet. A full round takes an hour of each agency."},
        note="Twelve components of a coordinated response and death reviews: each agency and the survivors' panel rate "
        "alone, a meeting agrees, and gaps become actions.",
        actions=[offer(actor, text="Open a round", page="governance.open_round", may=MODERATE) | {"kind": "primary"}],
    )  # fmt: skip


table(
    pages, "self-assessment/", name="rounds", title="Self-assessment of the response", may=SEE, query=_list,
    reads="assessment.read",
)  # fmt: skip


def _open(*, actor: Actor, kind: str, name: str, rate_by: date) -> tuple[UUID, str]:
    found = open_round(actor=actor, kind=kind, name=name, rate_by=rate_by, at=timezone.now())
    words = "The round is open. Ask the agencies’ leads to rate."
    return found, sent(words, to=None, permission=RATE, actor=actor, today=timezone.localdate())


ask(
    pages, "self-assessment/open/", name="open_round", title="Open a round", may=MODERATE, form=RoundForm,
    operation=_open, about=lambda *, actor: Asked(button="Open it", crumbs=[LIST, {"text": "Open a round"}]),
    initial=lambda *, actor: {"kind": "full"},
    done=lambda found: Done(to_round(found[0]), found[1]),
)  # fmt: skip


def _screen(*, actor: Actor, round: UUID) -> Screen:
    shown = round_of(actor=actor, round_id=round)
    record("assessment.read", subjects=[round])
    leads = why_not(actor, "governance.see_ratings") is None
    return Screen(
        title=shown.row.name,
        data={
            "shown": shown,
            "state": ROUND.states[shown.row.state],
            "radar": radar_of(shown),
            "components": _components(shown, actor),
            "beside": _beside(shown),
            "gaps": _gaps(shown, actor),
            "rated": _rated(shown) if leads and shown.row.state in UNREAD else None,
            "in_time": in_time(shown),
            "baselines": _baselines(shown),
        },
        crumbs=[LIST, {"text": shown.row.name}],
        actions=_moves(shown, actor),
    )


def _moves(shown: RoundShown, actor: Actor) -> list[dict[str, Any]]:
    if why_not(actor, MODERATE) is not None:
        return [{"text": "Print", "href": reverse("governance.round_paper", kwargs={"round": shown.row.id})}]
    stays = why_not_taken_away(state=shown.row.state, answered=sum(bool(number) for _, number in shown.rated))
    mistake = offer(actor, text=MISTAKE, page="governance.round_away", may=MODERATE, post=True, round=shown.row.id)
    return [
        *(
            offer(
                actor,
                text=ROUND.moves[move].label,
                page=f"governance.round_{page}",
                may=MODERATE,
                why=why,
                post=page in ("close", "take_up"),
                round=shown.row.id,
            )
            for page, move, why in _offered(shown)
            if stays or page != "call_off"  # nothing was rated, so nothing is kept of it
        ),
        *([] if stays else [mistake]),
        {"text": "Print", "href": reverse("governance.round_paper", kwargs={"round": shown.row.id})},
    ]


def _offered(shown: RoundShown) -> list[tuple[str, str, Refusal | None]]:
    """Page, move and why it is closed; of the two ways to take a round up again the one that leads where it stood."""
    again = {"rate_again": shown.facts.over, "moderate_again": not shown.facts.over}
    offered = ROUND.offered(state=shown.row.state, facts=shown.facts).items()
    return [("take_up" if move in again else move, move, why) for move, why in offered if not again.get(move)]


BESIDE = {"before": "Before", "elsewhere": "Elsewhere"}
"""What a score is compared with: the last round, and other partnerships."""


def _beside(shown: RoundShown) -> list[str]:
    """What there is to compare with: a first round has nothing before it, and few installations three partnerships."""
    return [key for key in BESIDE if any(getattr(one, key) is not None for one in shown.judged)]


def _components(shown: RoundShown, actor: Actor) -> dict[str, Any]:
    rates = shown.row.state == RoundState.RATING and why_not(actor, RATE) is None and actor.agency_id is not None
    panel = shown.row.state == RoundState.RATING and why_not(actor, SPEAK) is None
    answers = rates or (panel and actor.role == Role.PANEL_WORKER)
    talks = shown.facts.over and why_not(actor, "governance.see_ratings") is None
    beside = _beside(shown)
    rows = []
    for one in shown.judged:
        if not one.questions:
            continue
        named = {"round": shown.row.id, "component": one.component.key}
        href = reverse("governance.rate", kwargs=named) if rates else None
        if talks:
            href = reverse("governance.moderation", kwargs=named)
        then = reverse("governance.rate_panel", kwargs=named) if panel else None
        rows.append(
            {
                "href": href,
                "cells": [
                    {"text": f"{one.component.number}. {one.component.name}"},
                    {"text": _of(one.answered if answers else one.agreed, one.questions)},
                    {"text": _score(one.score), "numeric": True},
                    *({"text": _score(getattr(one, key)), "numeric": True} for key in beside),
                    *([{"text": "Panel's answers", "href": then}] if panel else []),
                ],
            }
        )
    return {
        "caption": "Components",
        "columns": [
            Column("component", "Component"), Column("done", "Answered by you" if answers else "Agreed"),
            Column("now", "Now", numeric=True), *(Column(key, BESIDE[key], numeric=True) for key in beside),
            *([Column("panel", "Survivors")] if panel else []),
        ],
        "rows": rows,
        "empty": {"text": ""},
    }  # fmt: skip


def _of(done: int, all_: int) -> str:
    return f"{done} of {all_}"


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


def _gaps(shown: RoundShown, actor: Actor) -> dict[str, Any]:
    today = timezone.localdate()
    none = "Not yet" if why_not(actor, "governance.see_ratings") is None else "–"  # others see their own agency's alone
    logged = actions_on(actor=actor, gaps=[one.id for _, one in shown.gaps], today=today)
    return {
        "caption": "Gaps and what is done about them",
        "columns": [
            Column("question", "Question"), Column("score", "Score", numeric=True),
            Column("action", "What will be done"), Column("owner", "By"), Column("review_on", "Looked at again"),
            Column("actions", "In the action log"),
        ],
        "rows": [
            {
                "href": reverse("governance.gap", kwargs={"gap": one.id}),
                "cells": [
                    {"text": shown.row.questions[one.question][1]}, {"text": str(one.score), "numeric": True},
                    {"text": one.action}, {"text": one.owner}, {"text": one.review_on},
                    {"text": ", ".join(ACTION.states[act.state] for act in logged.get(one.id, ())) or none},
                ],
                "late": bool(one.review_on and one.review_on < today),
            }
            for _, one in shown.gaps
        ],
        "empty": {"text": NO_GAP.get(RoundState(shown.row.state), "No gap is agreed yet.")},
    }  # fmt: skip


def _rated(shown: RoundShown) -> dict[str, Any]:
    asked = len(shown.row.questions)
    return {
        "caption": "Who has rated" if shown.row.state == RoundState.RATING else "Who had rated",
        "columns": [Column("who", "Agency"), Column("answered", "Questions answered")],
        "rows": [{"cells": [{"text": name}, {"text": _of(number, asked)}]} for name, number in shown.rated],
        "empty": {"text": ""},
    }


def _baselines(shown: RoundShown) -> dict[str, Any]:
    rows = [
        {
            "cells": [
                {"text": judged.component.name},
                {"text": f"{one.how or ''} {one.percent:g}% of {one.of} {one.text}".strip()},
                {"text": str(one.year)},
            ]
        }
        for judged in shown.judged
        for one in judged.baselines
    ]
    columns = [Column("component", "Component"), Column("found", "What was found"), Column("year", "Year")]
    return {"caption": "What a survey of partnerships found", "columns": columns, "rows": rows, "empty": {"text": ""}}


record_page(
    pages, "self-assessment/<uuid:round>/", name="round", title="A round", may=SEE, query=_screen,
    reads="assessment.read", template="governance/round.html",
)  # fmt: skip


def scale_steps(form: Assessment) -> list[tuple[str, str]]:
    """The steps of the scale as choices of a form, with what each means."""
    return [(str(step.number), f"{step.number}. {step.name}: {step.text}") for step in form.scale.values()]


@pages.custom(
    "self-assessment/<uuid:round>/print/", name="round_paper", title="Self-assessment", may=SEE, kind="paper",
    methods=("GET", "HEAD"), reads="assessment.read",
)  # fmt: skip
def paper(request: HttpRequest, actor: Actor, *, round: UUID) -> HttpResponse:
    """A round on paper: the components, the radar, and the gaps."""
    shown = round_of(actor=actor, round_id=round)
    record("assessment.read", subjects=[round])
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=f"Self-assessment: {shown.row.name}",
        data={
            "shown": shown, "state": ROUND.states[shown.row.state], "radar": radar_of(shown),
            "gaps": _gaps(shown, actor), "components": _components(shown, actor), "baselines": _baselines(shown),
            "in_time": in_time(shown),
        },
        paper={
            "recipient": actor.name, "reference": shown.row.name, "printed_at": timezone.now(),
            "back_href": to_round(round),
        },
    )  # fmt: skip
    return TemplateResponse(request, "governance/round_paper.html", context)
