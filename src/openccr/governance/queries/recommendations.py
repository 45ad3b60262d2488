"""What the pages of recommendations show: to members, and to anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.content.schema.strategy import Strategy as Form
from openccr.governance.models import (
    Milestone,
    Objective,
    PublishedRecommendation,
    PublishedThemes,
    Recommendation,
    RecommendationEvidence,
)
from openccr.governance.rules.recommendations import (
    RECOMMENDATION,
    RecommendationFacts,
    RecommendationState,
    carried_out,
)
from openccr.governance.rules.strategy import SmartWord, records_against, smart_in_words
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice, usual_pack

WAITING = (RecommendationState.OPEN, RecommendationState.UNDER_WAY)
SHOWN = 500


@dataclass(frozen=True)
class Sought:
    """What the list is narrowed by: a theme, a state, an agency, or a word."""

    theme: str = ""
    state: str = ""
    agency: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationShown:
    """A recommendation as its page shows it."""

    row: Recommendation
    smart: list[SmartWord]
    milestones: list[Milestone]
    evidence: list[RecommendationEvidence]
    actions: list[ActionShown]
    published: PublishedRecommendation | None
    same_theme: list[Recommendation]
    offered: dict[str, Refusal | None]


def recommendations(*, actor: Actor, sought: Sought, page: slice) -> tuple[list[Recommendation], int, str]:
    """A page of the recommendations, how many there are, and how they stand in words. Three queries."""
    with acting_as(actor):
        must(actor, "governance.learning")
        found = _narrowed(Recommendation.objects.select_related("agency"), sought)
        states = Counter(Recommendation.objects.exclude(agency=None).values_list("state", flat=True))
        return list(found.order_by("target_on", "review", "place")[page]), found.count(), carried_out(states)


@once
def recommendation_of(*, actor: Actor, recommendation_id: UUID, today: date) -> RecommendationShown:
    """One of them, with others of the same theme in other reviews. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.learning")
        row = Recommendation.objects.select_related("agency", "objective").filter(id=recommendation_id).first()
        if row is None:
            raise NotFound
        milestones = list(Milestone.objects.filter(recommendation_id=row.id).order_by("due_on", "id"))
        evidence = list(RecommendationEvidence.objects.filter(recommendation_id=row.id).order_by("on", "id"))
        facts = RecommendationFacts(
            action=row.action, target_on=row.target_on, led=row.agency_id is not None or bool(row.outside),
            not_reached=sum(one.reached_on is None for one in milestones), evidence=len(evidence), impact=row.impact,
        )  # fmt: skip
        others = Recommendation.objects.filter(themes__contains=row.themes[:1]).exclude(review=row.review)
        return RecommendationShown(
            row=row,
            smart=smart_of_recommendation(practice(actor).strategy, row, milestones),
            milestones=milestones,
            evidence=evidence,
            actions=area_actions(today=today, arises_id=row.id),
            published=PublishedRecommendation.objects.filter(recommendation_id=row.id).first(),
            same_theme=list(others.order_by("review", "place")[:20]) if row.themes else [],
            offered=RECOMMENDATION.offered(state=row.state, facts=facts),
        )


def smart_of_recommendation(form: Form, row: Recommendation, milestones: list[Milestone]) -> list[SmartWord]:
    """Its five words, with what the records lack for each."""
    records = records_against(measured=True, due_on=row.target_on, begins_on=None, ends_on=None, answers=True)
    if not milestones:
        records["measurable"] = "It has no milestone yet."
    return smart_in_words([(one.key, one.name, one.asks) for one in form.smart_words()], row.smart, records=records)


def recommendation_written(*, actor: Actor, recommendation_id: UUID, own: bool = False) -> Recommendation:
    """Its own row, for whoever writes it. `own`: one that the actor's agency leads, or any for the coordinator.

    Raises NotFound.
    """
    with acting_as(actor):
        must(actor, "governance.learning")
        row = Recommendation.objects.filter(id=recommendation_id).first()
        if row is None or (own and not actor.whole_area and row.agency_id != actor.agency_id):
            raise NotFound
        return row


def milestone_of(*, actor: Actor, milestone_id: UUID) -> Milestone:
    """A milestone of a recommendation that the actor's agency leads, or any for the coordinator. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        row = Milestone.objects.filter(id=milestone_id).select_related("recommendation").first()
        if row is None or (not actor.whole_area and row.recommendation.agency_id != actor.agency_id):
            raise NotFound
        return row


def objective_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """The objectives that may carry a recommendation on, as (id, words)."""
    with acting_as(actor):
        found = Objective.objects.exclude(outcome__strategy__state="replaced").order_by("words")
        return [(str(key), words) for key, words in found.values_list("id", "words")]


@asked
def late_recommendations(actor: Actor, *, today: date) -> Steps[int]:
    """How many recommendations that the actor answers for are late, counted up to 100. One query."""
    (rows,) = yield (_late(actor, today).order_by().values_list("id")[:100],)
    return len(rows)


@asked
def to_assure(actor: Actor) -> Steps[int]:
    """How many recommendations other agencies say are done and nobody has assured, counted up to 100. One query."""
    done = Recommendation.objects.filter(state=RecommendationState.DONE).exclude(agency=actor.agency_id)
    (rows,) = yield (done.exclude(impact="").order_by().values_list("id")[:100],)
    return len(rows)


def _late(actor: Actor, today: date) -> QuerySet[Recommendation]:
    late = Recommendation.objects.filter(state__in=WAITING, target_on__lt=today)
    return late if actor.whole_area else late.filter(agency=actor.agency_id)


def _narrowed(found: QuerySet[Recommendation], sought: Sought) -> QuerySet[Recommendation]:
    if sought.theme:
        found = found.filter(themes__contains=[sought.theme])
    if sought.state:
        found = found.filter(state=sought.state)
    if sought.agency:
        found = found.filter(agency_id=sought.agency)
    if sought.text:
        found = found.filter(Q(words__icontains=sought.text) | Q(review__icontains=sought.text))
    return found


@dataclass(frozen=True)
class Learnt:
    """A recommendation as anybody may read it, its themes and state in words."""

    said: str
    did: str
    led_by: str
    state: str
    themes: str


def learnt(area: str) -> tuple[list[Learnt], list[tuple[str, str]]]:
    """What an area has published, for anybody: recommendations, and each theme with in how many reviews it came up.

    Args:
        area: its code, in letters of either case.
    """
    form, area = usual_pack().strategy, area.lower()
    rows = PublishedRecommendation.objects.filter(area=area).order_by("-on", "id")[:SHOWN]
    themes = PublishedThemes.objects.filter(area=area).first()
    names = {key: one.name for key, one in form.learning.items()}
    shown = [
        Learnt(
            one.said, one.did, one.led_by, RECOMMENDATION.states[one.state],
            ", ".join(names[key] for key in one.themes if key in names),
        )
        for one in rows
    ]  # fmt: skip
    return shown, [(names[key], number) for key, number in (themes.themes if themes else {}).items() if key in names]
