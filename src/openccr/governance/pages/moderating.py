"""Moderating together: a component on one screen with the spread of the answers, and agreeing on a score."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.assessment import AgreeForm
from openccr.governance.operations.assessment import agree
from openccr.governance.pages import pages
from openccr.governance.pages.assessment import LIST, MODERATE, scale_steps, to_round
from openccr.governance.queries.assessment import moderated, put
from openccr.governance.rules.assessment import CONFIDENCE, RoundState
from openccr.governance.rules.quality import Follow
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page


def _moderation(*, actor: Actor, round: UUID, component: str) -> Screen:
    shown, puts = moderated(actor=actor, round_id=round, component=component, today=timezone.localdate())
    record("assessment.read", subjects=[round])
    one = shown.form.components[component]
    return Screen(
        title=f"{one.number}. {one.name}",
        data={
            "about": one.about,
            "puts": [
                {
                    "one": found,
                    "said": [
                        {
                            "who": found.names[row.agency_id],
                            "score": "Cannot say" if row.score is None else str(row.score),
                            "sure": CONFIDENCE[row.confidence],
                            "words": row.words,
                        }
                        for row in found.said
                    ],
                    "href": reverse("governance.agree", kwargs={"round": round, "question": found.key})
                    if why_not(actor, MODERATE) is None and shown.row.state == RoundState.MODERATION
                    else "",
                }
                for found in puts
            ],
            "aims": shown.form.recommendations_of(component),
        },
        crumbs=[LIST, {"text": shown.row.name, "href": to_round(round)}, {"text": one.name}],
    )


record_page(
    pages, "self-assessment/<uuid:round>/moderation/<slug:component>/", name="moderation", title="Moderation",
    may="governance.see_ratings", query=_moderation, reads="assessment.read", template="governance/moderation.html",
)  # fmt: skip


def _agree(
    *, actor: Actor, round: UUID, question: str, score: str, words: str, dissent: str, action: str, owner: str,
    review_on: date | None, evidence: list[str] = (),  # type: ignore[assignment]
) -> str:  # fmt: skip
    shown, found = put(actor=actor, round_id=round, question=question, today=timezone.localdate())
    agree(
        actor=actor, round_id=round, question=question, score=int(score), words=words, dissent=dissent,
        follow=Follow(action, owner, review_on), evidence=[found.evidence[int(place)] for place in evidence],
        at=timezone.now(),
    )  # fmt: skip
    return str(shown.row.questions[question][0])


def _agree_about(*, actor: Actor, round: UUID, question: str) -> Asked:
    shown, found = put(actor=actor, round_id=round, question=question, today=timezone.localdate())
    of = shown.row.questions[question][0]
    component = shown.form.components[of]
    back = reverse("governance.moderation", kwargs={"round": round, "component": of})
    given = ", ".join(map(str, found.spread.given)) or "nobody could say"
    return Asked(
        title=found.asks,
        intro=f"Said alone: {given}."
        + (" The answers lie two steps or more apart: hear both ends before you agree." if found.spread.wide else ""),
        crumbs=[LIST, {"text": shown.row.name, "href": to_round(round)}, {"text": component.name, "href": back}],
    )


def _agree_choices(*, actor: Actor, round: UUID, question: str) -> dict[str, Any]:
    shown, found = put(actor=actor, round_id=round, question=question, today=timezone.localdate())
    return {"scale": scale_steps(shown.form), "proposed": found.evidence}


def _agree_initial(*, actor: Actor, round: UUID, question: str) -> dict[str, Any]:
    _, found = put(actor=actor, round_id=round, question=question, today=timezone.localdate())
    now = found.agreed
    if now is None:
        return {"evidence": [str(place) for place, _ in enumerate(found.evidence)]}
    kept = [words for words, _ in now.evidence]
    return {
        "score": str(now.score), "words": now.words, "dissent": now.dissent, "action": now.action, "owner": now.owner,
        "review_on": now.review_on,
        "evidence": [str(place) for place, (words, _) in enumerate(found.evidence) if words in kept],
    }  # fmt: skip


ask(
    pages, "self-assessment/<uuid:round>/agree/<slug:question>/", name="agree", title="Agree on a score", may=MODERATE,
    form=AgreeForm, operation=_agree, about=_agree_about, choices=_agree_choices, initial=_agree_initial,
    done=lambda component, *, round, question: Done(
        reverse("governance.moderation", kwargs={"round": round, "component": component}), "Agreed."
    ),
)  # fmt: skip
