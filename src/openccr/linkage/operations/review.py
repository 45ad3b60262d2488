"""Reviewing pairs: a decision, a second person where it matters, undo; and learning from what was decided."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import AreaWeights, ReviewPair
from openccr.linkage.rules.measured import LEAST, learned
from openccr.linkage.rules.review import PAIR, PairFacts, consequential, why_not_decided
from openccr.linkage.settled import is_found_two
from openccr.partnership.humans import same_human


def decide(*, actor: Actor, pair: UUID, decision: str, reason: str, at: datetime) -> bool:
    """Say whether the two are one. Returns whether it stands; else a second person confirms it.

    Nothing is merged: people of cases are put together on their own page, by whoever may.

    Raises NotFound for a pair the actor may not see, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "linkage.review")
        row = _pair(pair)
        refusal = why_not_decided(decision=decision, reason=reason)
        if refusal is not None:
            raise refusal
        second = consequential(kind=row.kind, decision=decision, probability=row.probability)
        state = PAIR.make(
            state=row.state, move="propose" if second else "decide", facts=PairFacts(settled=is_found_two(row))
        )
        ReviewPair.objects.filter(id=pair).update(
            state=state,
            decision=decision,
            reason=reason.strip(),
            decided_at=at,
            decided_by=actor.name,
            decider_id=actor.user_id,
            second="",
            second_at=None,
            second_by="",
        )
        record("linkage.pair_decided", subjects=[pair], fields=[decision], at=at)
        return not second


def confirm(*, actor: Actor, pair: UUID, words: str, at: datetime) -> None:
    """Agree with what another person proposed. Raises Refusal for one's own proposal; who disagrees undoes it."""
    with acting_as(actor):
        must(actor, "linkage.review")
        row = _pair(pair)
        facts = PairFacts(
            row.decision, row.decider_id, actor.user_id, same_human(actor, row.decider_id), is_found_two(row)
        )
        state = PAIR.make(state=row.state, move="confirm", facts=facts)
        ReviewPair.objects.filter(id=pair).update(
            state=state, second=words.strip(), second_at=at, second_by=actor.name, seconder_id=actor.user_id
        )
        record("linkage.pair_confirmed", subjects=[pair], at=at)


def undo(*, actor: Actor, pair: UUID, at: datetime) -> None:
    """Take a decision back: the pair waits again. What was decided stays in the log."""
    with acting_as(actor):
        must(actor, "linkage.review")
        row = _pair(pair)
        state = PAIR.make(state=row.state, move="undo", facts=PairFacts())
        ReviewPair.objects.filter(id=pair).update(
            state=state,
            decision="",
            reason="",
            decided_at=None,
            decided_by="",
            decider_id=None,
            second="",
            second_at=None,
            second_by="",
            seconder_id=None,
        )
        record("linkage.pair_undone", subjects=[pair], at=at)


def learn(*, actor: Actor, at: datetime) -> None:
    """Fit how sure the model is to what this area's reviewers decided; the next run compares with it.

    Raises Refusal while there are too few decisions.
    """
    with acting_as(actor):
        must(actor, "linkage.learn")
        with connection.cursor() as cursor:
            cursor.execute("SELECT probability, decision FROM openccr.review_decisions()")
            said = cursor.fetchall()
        if len(said) < LEAST:
            raise Refusal(f"{LEAST} decisions are needed, and there are {len(said)}.")
        fitted = learned([chance for chance, _ in said], [decision == "same" for _, decision in said])
        AreaWeights.objects.bulk_create(
            [
                AreaWeights(
                    partnership_id=actor.partnership,
                    intercept=fitted.intercept,
                    slope=fitted.slope,
                    decisions=len(said),
                    fitted_at=at,
                    fitted_by=actor.name,
                )
            ]
        )
        record("linkage.learned", subjects=[actor.partnership], at=at)


def _pair(pair: UUID) -> ReviewPair:
    row = ReviewPair.objects.select_for_update().filter(id=pair).first()
    if row is None:
        raise NotFound
    return row
