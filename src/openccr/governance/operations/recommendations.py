"""Recommendations of reviews: writing them down, planning, showing, finishing, assuring. Nobody is named in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content import Pack
from openccr.governance.models import Milestone, Objective, Recommendation, RecommendationEvidence
from openccr.governance.rules.recommendations import (
    ENDED,
    RECOMMENDATION,
    RecommendationFacts,
    why_not_assured,
)
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """What a review recommended.

    Args:
        kind, scope, themes: keys of the pack.
        review: what the review is called here, without a name of a person; `place`: its number in the review.
        also_in: other reviews that recommended the same.
    """

    kind: str
    review: str
    place: str
    words: str
    scope: str
    themes: tuple[str, ...] = ()
    also_in: str = ""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What will be done about it.

    Args:
        agency_id: the agency here that leads it; or `outside`, a body that is none.
        owner: the post that answers for it.
        smart: key of the pack's word → the answer.
        objective_id: the objective of the strategy that carries it on.
    """

    action: str
    agency_id: UUID | None = None
    outside: str = ""
    owner: str = ""
    target_on: date | None = None
    smart: Mapping[str, str] = field(default_factory=dict)
    objective_id: UUID | None = None


def note_recommendation(*, actor: Actor, recommended: Recommended, at: datetime) -> UUID:
    """Write down a recommendation. Returns its id. Raises Refusal for keys that the pack has not, and for one twice."""
    with acting_as(actor):
        must(actor, "governance.recommend")
        _check(recommended, practice(actor))
        _must_be_new(recommended)
        row = Recommendation(partnership_id=actor.partnership, noted_at=at, **_words(recommended))
        row.save(force_insert=True)
        record("recommendation.noted", subjects=[row.id], at=at)
        return row.id


def reword_recommendation(*, actor: Actor, recommendation_id: UUID, recommended: Recommended, at: datetime) -> None:
    """Correct what was written down, a review that was called by somebody's name too.

    Raises NotFound, Refusal once it has ended, and as `note_recommendation`.
    """
    with acting_as(actor):
        must(actor, "governance.recommend")
        row = _going_on(actor, recommendation_id, anybody=True)
        _check(recommended, practice(actor))
        _must_be_new(recommended, beside=row.id)
        Recommendation.objects.filter(id=row.id).update(**_words(recommended))
        record("recommendation.changed", subjects=[row.id], at=at)


def plan_recommendation(*, actor: Actor, recommendation_id: UUID, planned: Planned, at: datetime) -> None:
    """Write down what will be done, who leads it and by when: the coordinator, who alone gives it to an agency.

    Raises NotFound, Refusal once it has ended, and for an agency and a body outside at once.
    """
    with acting_as(actor):
        must(actor, "governance.recommend")
        row = _going_on(actor, recommendation_id, anybody=True)
        if planned.agency_id is not None and planned.outside.strip():
            raise Refusal("Name an agency of the partnership or a body outside, not both.", field="outside")
        if planned.agency_id and not Agency.objects.filter(id=planned.agency_id, left_on=None).exists():
            raise NotFound
        if planned.objective_id and not Objective.objects.filter(id=planned.objective_id).exists():
            raise NotFound
        if set(planned.smart) - set(practice(actor).strategy.smart):
            raise NotFound
        Recommendation.objects.filter(id=row.id).update(
            action=planned.action.strip(), agency_id=planned.agency_id, outside=planned.outside.strip(),
            owner=planned.owner.strip(), target_on=planned.target_on, objective_id=planned.objective_id,
            smart={key: words.strip() for key, words in planned.smart.items()},
        )  # fmt: skip
        record("recommendation.changed", subjects=[row.id], at=at)


def add_milestone(*, actor: Actor, recommendation_id: UUID, words: str, due_on: date, at: datetime) -> UUID:
    """Add a step on the way. Returns its id. Raises NotFound for what another agency leads, Refusal once it ended."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        row = _going_on(actor, recommendation_id)
        if not words.strip():
            raise Refusal("Say what is reached then.", field="words")
        made = Milestone(
            partnership_id=actor.partnership, recommendation_id=row.id, words=words.strip(), due_on=due_on
        )  # fmt: skip
        made.save(force_insert=True)
        record("recommendation.changed", subjects=[row.id, made.id], at=at)
        return made.id


def reach_milestone(*, actor: Actor, milestone_id: UUID, reached_on: date, words: str, at: datetime) -> UUID:
    """Write down that a step was reached, and what shows it. Returns the recommendation's id. Raises as above."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        made = Milestone.objects.filter(id=milestone_id).first()
        if made is None:
            raise NotFound
        _going_on(actor, made.recommendation_id)
        _day_past(reached_on, at=at, field="reached_on")
        Milestone.objects.filter(id=made.id).update(reached_on=reached_on, reached_words=words.strip())
        record("recommendation.changed", subjects=[made.recommendation_id, made.id], at=at)
        return made.recommendation_id


def add_evidence(
    *, actor: Actor, recommendation_id: UUID, words: str, href: str, on: date, at: datetime
) -> UUID:  # fmt: skip
    """Add what shows that it was done: words, and an address where there is one. Returns its id. Raises as above."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        row = _going_on(actor, recommendation_id)
        if not words.strip():
            raise Refusal("Say what shows it.", field="words")
        _day_past(on, at=at, field="on")
        made = RecommendationEvidence(
            partnership_id=actor.partnership, recommendation_id=row.id, words=words.strip(), href=href.strip(), on=on,
            added_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        record("recommendation.changed", subjects=[row.id, made.id], at=at)
        return made.id


def begin_recommendation(*, actor: Actor, recommendation_id: UUID, at: datetime) -> None:
    """Begin with it. Raises NotFound, Refusal as `rules.recommendations.RECOMMENDATION`."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        _move(_led(actor, recommendation_id), "begin", at=at)


def finish_recommendation(
    *, actor: Actor, recommendation_id: UUID, completed_on: date, impact: str, at: datetime
) -> None:  # fmt: skip
    """Its lead says that it is done, since when, and what it changed. Raises NotFound, Refusal as the state table."""
    with acting_as(actor):
        must(actor, "governance.follow_up")
        row = _led(actor, recommendation_id)
        _day_past(completed_on, at=at, field="completed_on")
        _move(row, "finish", at=at, completed_on=completed_on, impact=impact.strip())


def assure_recommendation(*, actor: Actor, recommendation_id: UUID, words: str, at: datetime) -> None:
    """Somebody of another agency is sure that it is done, and says what they have seen. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.assure")
        row = _row(recommendation_id)
        if refusal := why_not_assured(same_agency=row.agency_id == actor.agency_id, words=words):
            raise refusal
        _move(
            row, "assure", at=at, assured_by=actor.name, assured_on=timezone.localdate(at),
            assured_words=words.strip(),
        )  # fmt: skip


def reopen_recommendation(*, actor: Actor, recommendation_id: UUID, reason: str, at: datetime) -> None:
    """Say that it is not done after all, and why. Raises NotFound, Refusal."""
    _with_reason(actor, recommendation_id, "reopen", may="governance.assure", reason=reason, at=at)


def refuse_recommendation(*, actor: Actor, recommendation_id: UUID, reason: str, at: datetime) -> None:
    """Write down that it is not taken up, and why. Raises NotFound, Refusal."""
    _with_reason(actor, recommendation_id, "refuse", may="governance.recommend", reason=reason, at=at)


def _with_reason(actor: Actor, recommendation_id: UUID, move: str, *, may: str, reason: str, at: datetime) -> None:
    with acting_as(actor):
        must(actor, may)
        row = _row(recommendation_id)
        if not reason.strip():
            raise Refusal("Say why.", field="reason")
        _move(row, move, at=at, reason=reason.strip())


def _row(recommendation_id: UUID) -> Recommendation:
    row = Recommendation.objects.select_for_update().filter(id=recommendation_id).first()
    if row is None:
        raise NotFound
    return row


def _led(actor: Actor, recommendation_id: UUID) -> Recommendation:
    """One that the actor's agency leads, or any for the coordinator."""
    row = Recommendation.objects.filter(id=recommendation_id).first()
    if row is None or (not actor.whole_area and row.agency_id != actor.agency_id):
        raise NotFound
    return row


def _going_on(actor: Actor, recommendation_id: UUID, *, anybody: bool = False) -> Recommendation:
    row = _row(recommendation_id) if anybody else _led(actor, recommendation_id)
    if row.state in ENDED:
        raise Refusal(f"It is {RECOMMENDATION.states[row.state].lower()}, so nothing more is written.")
    return row


def _move(row: Recommendation, move: str, *, at: datetime, **values: object) -> None:
    facts = RecommendationFacts(
        action=row.action,
        target_on=row.target_on,
        led=row.agency_id is not None or bool(row.outside),
        not_reached=row.milestones.filter(reached_on=None).count(),
        evidence=row.evidence.count(),
        impact=str(values.get("impact", row.impact)),
    )
    state = RECOMMENDATION.make(state=row.state, move=move, facts=facts)
    Recommendation.objects.filter(id=row.id).update(state=state, moved_at=at, **values)
    record("recommendation.moved", subjects=[row.id], fields=["state"], at=at)


def _day_past(on: date, *, at: datetime, field: str) -> None:
    if on > timezone.localdate(at):
        raise Refusal("This day is still to come.", field=field)


def _must_be_new(recommended: Recommended, *, beside: UUID | None = None) -> None:
    same = Recommendation.objects.filter(review=recommended.review.strip(), place=recommended.place.strip())
    if any(one != beside for one in same.values_list("id", flat=True)):
        raise Refusal("This number of the review is there already.", field="place")


def _words(recommended: Recommended) -> dict[str, object]:
    return {
        "kind": recommended.kind, "review": recommended.review.strip(), "place": recommended.place.strip(),
        "words": recommended.words.strip(), "scope": recommended.scope, "themes": list(recommended.themes),
        "also_in": recommended.also_in.strip(),
    }  # fmt: skip


def _check(recommended: Recommended, pack: Pack) -> None:
    for field_, words in (("review", recommended.review), ("place", recommended.place), ("words", recommended.words)):
        if not words.strip():
            raise Refusal("This is missing.", field=field_)
    for field_, key, known in (
        ("kind", recommended.kind, pack.strategy.review_kinds), ("scope", recommended.scope, pack.strategy.scopes),
    ):  # fmt: skip
        if key not in known:
            raise Refusal("Choose one of the list.", field=field_)
    if not recommended.themes or set(recommended.themes) - set(pack.strategy.learning):
        raise Refusal("Choose at least one theme.", field="themes")
