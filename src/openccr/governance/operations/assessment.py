"""The self-assessment: opening a round and taking one away, rating alone, moderating together, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import AssessmentRound, Moderated, Rating
from openccr.governance.rounds import answered_in, facts_of, last_gaps, spread_of
from openccr.governance.rules.assessment import (
    CONFIDENCE,
    GAP,
    KINDS,
    OPEN,
    ROUND,
    Asked,
    RoundState,
    asked_in,
    due,
    why_not_agreed,
    why_not_taken_away,
)
from openccr.governance.rules.quality import Follow, why_not_followed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice

FORM = "ccr"
"""The assessment of the pack that a partnership's rounds ask."""


@dataclass(frozen=True)
class Said:
    """An answer to one question; `score` None: they could not say."""

    score: int | None
    confidence: str
    words: str = ""


def open_round(*, actor: Actor, kind: str, name: str, rate_by: date, at: datetime) -> UUID:
    """Open a round. Returns its id.

    Raises Refusal for a kind that is none, without a name, for a day that is past, and while another round is open.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        if kind not in KINDS:
            raise Refusal("Choose what kind of round it is.", field="kind")
        if not name.strip():
            raise Refusal("Give the round a name, such as “Autumn 2026”.", field="name")
        refusal = due(rate_by, today=timezone.localdate(at))
        if refusal is not None:
            raise refusal
        if AssessmentRound.objects.filter(state__in=OPEN).exists():
            raise Refusal("A round is still open.", remedy="Close it or call it off before you open another.")
        form = practice(actor).assessments[FORM]
        every = [
            Asked(one.key, one.component, one.asks)
            for component in form.components.values()
            for one in form.questions_of(component.key)
        ]
        asked = asked_in(kind, every, gaps=last_gaps())
        row = AssessmentRound(
            partnership_id=actor.partnership,
            form=f"{FORM}@{form.version}",
            kind=kind,
            name=name.strip(),
            rate_by=rate_by,
            questions={one.key: [one.component, one.words] for one in asked},
            opened_at=at,
            opened_by=actor.name,
        )
        row.save(force_insert=True)
        record("assessment.opened", subjects=[row.id], at=at)
        return row.id


def rate(
    *, actor: Actor, round_id: UUID, component: str, said: Mapping[str, Said], at: datetime, panel: bool = False
) -> None:
    """Rate the questions of a component for the actor's agency, or, by its worker, for the survivors' panel.

    Again as often as wished, until the rating ends. Questions without an answer are left as they are.

    Raises NotFound, and Refusal when the rating is over, for a score or a confidence that is none, and for a score of
    nought to one without a word on what is missing.
    """
    with acting_as(actor):
        must(actor, "governance.speak_for_panel" if panel else "governance.rate")
        row = AssessmentRound.objects.filter(id=round_id).first()
        asked = {key for key, (of, _) in row.questions.items() if of == component} if row else set()
        if row is None or not asked or not set(said) <= asked:
            raise NotFound
        if row.state != RoundState.RATING:
            raise Refusal("The rating of this round is over.")
        agency = None if panel else actor.agency_id
        for question, one in said.items():
            _check(question, one)
            values = {
                "score": one.score, "confidence": one.confidence, "words": one.words.strip(), "rated_at": at,
                "rated_by": actor.name,
            }  # fmt: skip
            found = Rating.objects.filter(round_id=round_id, question=question, agency=agency)
            if not found.update(**values):
                Rating(
                    partnership_id=actor.partnership, round_id=round_id, agency_id=agency, question=question, **values
                ).save(force_insert=True)
        record("assessment.rated", subjects=[round_id], fields=["panel"] if panel else [], at=at)


def _check(question: str, said: Said) -> None:
    if said.score is not None and not 0 <= said.score <= 4:
        raise Refusal("Choose a step of the scale, or that you cannot say.", field=f"{question}_score")
    if said.confidence not in CONFIDENCE:
        raise Refusal("Say how sure you are.", field=f"{question}_confidence")
    if said.score is not None and said.score <= 1 and not said.words.strip():
        raise Refusal("Say in a few words what is missing.", field=f"{question}_words")


def move_round(*, actor: Actor, round_id: UUID, move: str, at: datetime) -> None:
    """End the rating, or close the round.

    Raises NotFound, Refusal as `rules.assessment.ROUND` says.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        row = _locked(round_id)
        row.state = ROUND.make(state=row.state, move=move, facts=facts_of(row))
        row.moved_at = at
        row.save(update_fields=["state", "moved_at"])
        record("assessment.moved", subjects=[round_id], fields=["state"], at=at)


def call_round_off(*, actor: Actor, round_id: UUID, why: str, at: datetime) -> None:
    """Call an open round off. What was rated and agreed is kept; nothing counts it, and another may be opened.

    Raises NotFound, and Refusal without a reason and as `rules.assessment.ROUND` says.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        if not why.strip():
            raise Refusal("Say why it is called off.", field="why")
        row = _locked(round_id)
        row.state = ROUND.make(state=row.state, move="call_off", facts=facts_of(row))
        row.called_off_at, row.called_off_by, row.called_off_why = at, actor.name, why.strip()
        row.save(update_fields=["state", "called_off_at", "called_off_by", "called_off_why"])
        record("assessment.called_off", subjects=[round_id], fields=["state"], at=at)


def take_round_up(*, actor: Actor, round_id: UUID, at: datetime) -> None:
    """Take a round that was called off up again where it stood: agencies rate, or it is moderated.

    Raises NotFound, and Refusal as `rules.assessment.ROUND` says, while another round is open too.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        row = _locked(round_id)
        move = "rate_again" if row.moved_at is None else "moderate_again"
        row.state = ROUND.make(state=row.state, move=move, facts=facts_of(row))
        row.called_off_at, row.called_off_by, row.called_off_why = None, "", ""
        row.save(update_fields=["state", "called_off_at", "called_off_by", "called_off_why"])
        record("assessment.taken_up", subjects=[round_id], fields=["state"], at=at)


def _locked(round_id: UUID) -> AssessmentRound:
    row = AssessmentRound.objects.select_for_update().filter(id=round_id).first()
    if row is None:
        raise NotFound
    return row


def take_round_away(*, actor: Actor, round_id: UUID, at: datetime) -> None:
    """Take a round away that was opened by mistake, as long as nobody has rated.

    Raises NotFound, Refusal as `rules.assessment.why_not_taken_away`.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        row = _locked(round_id)
        refusal = why_not_taken_away(state=row.state, answered=sum(map(bool, answered_in(round_id).values())))
        if refusal is not None:
            raise refusal
        AssessmentRound.objects.filter(id=round_id).delete()
        record("assessment.taken_away", subjects=[round_id], at=at)


def agree(
    *, actor: Actor, round_id: UUID, question: str, score: int | None, words: str, dissent: str, follow: Follow,
    evidence: Sequence[tuple[str, str]], at: datetime,
) -> None:  # fmt: skip
    """Write down what the meeting agreed on a question; again as often as it comes back to it.

    Args:
        evidence: words and address of each record chosen as evidence.

    Raises NotFound, and Refusal outside moderation, without what the score needs, and for a gap without action, owner
    and day.
    """
    with acting_as(actor):
        must(actor, "governance.moderate")
        row = AssessmentRound.objects.filter(id=round_id).first()
        if row is None or question not in row.questions:
            raise NotFound
        if row.state != RoundState.MODERATION:
            raise Refusal(f"The round is {ROUND.states[row.state].lower()}, so nothing is agreed now.")
        spread = spread_of(row, question)
        refusal = why_not_agreed(
            score=score, words=words, wide=spread.wide, dissent=dissent, action=follow.action
        ) or why_not_followed(follow, needed=score is not None and score <= GAP, today=timezone.localdate(at))
        if refusal is not None:
            raise refusal
        values = {
            "score": score, "words": words.strip(), "dissent": dissent.strip(), "action": follow.action.strip(),
            "owner": follow.owner.strip(), "review_on": follow.review_on, "evidence": [list(one) for one in evidence],
            "agreed_at": at, "agreed_by": actor.name,
        }  # fmt: skip
        if not Moderated.objects.filter(round_id=round_id, question=question).update(**values):
            Moderated(
                partnership_id=actor.partnership, round_id=round_id, question=question, **values
            ).save(force_insert=True)  # fmt: skip
        record("assessment.agreed", subjects=[round_id], fields=["score"], at=at)
