"""What the pages of the self-assessment show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.assessments import Assessment, Baseline, Component, Question
from openccr.governance.evidence import evidence_of
from openccr.governance.models import AssessmentRound, Moderated, Rating
from openccr.governance.queries.rounds_in_time import RoundThen, rounds_until
from openccr.governance.records import records_of
from openccr.governance.rounds import answered_in, facts_of
from openccr.governance.rules.assessment import GAP, RoundFacts, Spread, scored
from openccr.insight.counting import sees_every_figure
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role

PANEL = "Survivors' panel"


@dataclass(frozen=True)
class Judged:
    """A component in a round, beside the round before, other partnerships and what a survey found.

    Args:
        score, before: mean of what was agreed, to one decimal; None where nothing is. Before: to the same questions.
        elsewhere: the middle of the other partnerships of the installation; None below three.
        answered: how many of its questions the actor's agency has answered, or the panel for its worker.
        agreed: how many of its questions are agreed.
    """

    component: Component
    questions: int
    answered: int
    agreed: int
    score: float | None
    before: float | None
    elsewhere: float | None
    baselines: list[Baseline]


@dataclass(frozen=True)
class RoundShown:
    """A round as its page shows it; `past`: the closed rounds until it, the oldest first."""

    row: AssessmentRound
    judged: list[Judged]
    gaps: list[tuple[Question | None, Moderated]]
    rated: list[tuple[str, int]]
    facts: RoundFacts
    form: Assessment
    past: Sequence[RoundThen]


@dataclass(frozen=True)
class Put:
    """A question on the moderation screen: who said what, what could show it, and what was agreed.

    Args:
        said: who, score in the scale's number or None, how sure, in words; the panel last.
        evidence: words and address of what the system proposes.
    """

    key: str
    asks: str
    spread: Spread
    said: list[Rating]
    names: dict[UUID | None, str]
    evidence: list[tuple[str, str]]
    agreed: Moderated | None


def rounds(*, actor: Actor) -> list[AssessmentRound]:
    """All rounds, the newest first."""
    with acting_as(actor):
        must(actor, "governance.assessment")
        return list(AssessmentRound.objects.order_by("-opened_at"))


@once
def round_of(*, actor: Actor, round_id: UUID) -> RoundShown:
    """A round with its components, gaps and who has rated. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.assessment")
        row = _row(round_id)
        form = practice(actor).assessments[row.form.partition("@")[0]]
        agreed = _agreed(row)
        past = rounds_until(row)
        before = _before(row, past)
        now, others = _scores(row, agreed), _elsewhere(row.form)
        whose = None if actor.role == Role.PANEL_WORKER else actor.agency_id
        mine = set(Rating.objects.filter(round_id=row.id, agency=whose).values_list("question", flat=True))
        return RoundShown(
            row=row,
            judged=[
                Judged(
                    component=one,
                    questions=len(keys := _questions(row, one.key)),
                    answered=len(mine & set(keys)),
                    agreed=sum(key in agreed for key in keys),
                    score=now.get(one.key),
                    before=before.get(one.key),
                    elsewhere=others.get(one.key),
                    baselines=form.baselines_of(one.key),
                )
                for one in sorted(form.components.values(), key=lambda one: one.number)
            ],
            gaps=[
                (form.questions.get(key), one)
                for key, one in sorted(agreed.items(), key=lambda pair: (pair[1].score, form.place_of(pair[0])))
                if one.score <= GAP
            ],
            rated=_rated(row),
            facts=facts_of(row),
            form=form,
            past=past,
        )  # fmt: skip


def _before(row: AssessmentRound, past: Sequence[RoundThen]) -> Mapping[str, float]:
    """Component → what the last closed round that asked as much said to the same questions."""
    earlier = (one for one in reversed(past) if one.whole is not None and one.round_id != row.id)
    return next((one.scores for one in earlier), {})


def own_answers(*, actor: Actor, round_id: UUID, component: str, panel: bool) -> tuple[RoundShown, dict[str, Rating]]:
    """The round, and what the agency (or the panel) said to a component's questions. Raises NotFound."""
    shown = round_of(actor=actor, round_id=round_id)
    with acting_as(actor):
        if component not in shown.form.components or not _questions(shown.row, component):
            raise NotFound
        mine = Q(agency=None) if panel else Q(agency=actor.agency_id)
        found = Rating.objects.filter(mine, round_id=round_id, question__in=_questions(shown.row, component))
        return shown, {one.question: one for one in found}


@once
def moderated(*, actor: Actor, round_id: UUID, component: str, today: date) -> tuple[RoundShown, list[Put]]:
    """A component's questions as the moderation sees them. Raises NotFound, also while agencies still rate alone."""
    shown = round_of(actor=actor, round_id=round_id)
    with acting_as(actor):
        must(actor, "governance.see_ratings")
        asked = _questions(shown.row, component)
        if not asked or shown.row.moved_at is None:
            raise NotFound
        said = defaultdict(list)
        for one in Rating.objects.filter(round=shown.row, question__in=asked).select_related("agency"):
            said[one.question].append(one)
        agreed = _agreed(shown.row)
        return shown, [
            _put(actor, shown, key, said=said[key], agreed=agreed.get(key), today=today) for key in asked
        ]  # fmt: skip


def put(*, actor: Actor, round_id: UUID, question: str, today: date) -> tuple[RoundShown, Put]:
    """One of them. Raises NotFound."""
    shown = round_of(actor=actor, round_id=round_id)
    if question not in shown.row.questions:
        raise NotFound
    of = shown.row.questions[question][0]
    shown, found = moderated(actor=actor, round_id=round_id, component=of, today=today)
    return shown, next(one for one in found if one.key == question)


def _put(
    actor: Actor, shown: RoundShown, key: str, *, said: list[Rating], agreed: Moderated | None, today: date
) -> Put:  # fmt: skip
    names: dict[UUID | None, str] = {one.agency_id: one.agency.name if one.agency else PANEL for one in said}
    return Put(
        key=key,
        asks=shown.row.questions[key][1],
        spread=Spread({names[one.agency_id]: one.score for one in said}),
        said=sorted(said, key=lambda one: (one.agency_id is None, names[one.agency_id])),
        names=names,
        evidence=_proposed(actor, shown, key, today),
        agreed=agreed,
    )


def _row(round_id: UUID) -> AssessmentRound:
    row = AssessmentRound.objects.filter(id=round_id).first()
    if row is None:
        raise NotFound
    return row


def _questions(row: AssessmentRound, component: str) -> list[str]:
    return [key for key, (of, _) in row.questions.items() if of == component]


def _agreed(row: AssessmentRound) -> dict[str, Moderated]:
    found = {one.question: one for one in Moderated.objects.filter(round_id=row.id)}
    return {key: found[key] for key in row.questions if key in found}


def _scores(row: AssessmentRound, agreed: dict[str, Moderated]) -> dict[str, float | None]:
    of = defaultdict(list)
    for key, one in agreed.items():
        of[row.questions[key][0]].append(one.score)
    return {component: scored(scores) for component, scores in of.items()}


def _elsewhere(form: str) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT component, middle FROM openccr.elsewhere(%s)", [form])
        return {component: float(middle) for component, middle in cursor.fetchall()}


def _rated(row: AssessmentRound) -> list[tuple[str, int]]:
    """Every agency, and the panel last, with how many questions it answered; for who leads the round."""
    answered = answered_in(row.id)
    names = Agency.objects.order_by("name").values_list("id", "name")
    return [*((name, answered.get(key, 0)) for key, name in names), (PANEL, answered.get(None, 0))]


def _proposed(actor: Actor, shown: RoundShown, key: str, today: date) -> list[tuple[str, str]]:
    """What the system itself can show: the indicators that the question looks at, and the registers of records."""
    question = shown.form.questions.get(key)
    return [*_indicators(actor, question, today), *_registers(actor, shown.row.questions[key][0], today=today)]


@once
def _registers(actor: Actor, component: str, *, today: date) -> list[tuple[str, str]]:
    return records_of(actor, component, today=today)


def _indicators(actor: Actor, question: Question | None, today: date) -> list[tuple[str, str]]:
    if question is None or not question.looks_at or not sees_every_figure():
        return []
    found = {one.key: one for one in evidence_of(actor=actor, today=today)}
    href = reverse("governance.quality")
    return [
        (f"{found[key].name}: {found[key].rounded}", found[key].href or href)
        for key in question.looks_at
        if key in found
    ]
