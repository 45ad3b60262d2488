"""The strategy: beginning a version, writing it, consulting, agreeing; contributions and remarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.operations.last_person import ask_last_person
from openccr.governance.models import AuthorsText, Strategy, StrategyRemark
from openccr.governance.operations.strategy_versions import carry_over
from openccr.governance.rules.strategy import (
    STRATEGY,
    StrategyState,
    why_not_consulted,
    why_not_dated,
)
from openccr.governance.strategies import ASKED_AS, facts_of, last_person_of, lines_of, strategy_row
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands at the head of a strategy."""

    title: str
    vision: str = ""
    begins_on: date
    ends_on: date
    review_on: date


def begin_strategy(*, actor: Actor, written: Written, at: datetime) -> UUID:
    """Begin a version; of an agreed strategy, all its lines are carried over. Returns its id.

    Raises Refusal while another version is being written, and for days that are none.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        _check(written)
        writing = (StrategyState.DRAFT, StrategyState.CONSULTATION)
        if Strategy.objects.filter(state__in=writing).exists():
            raise Refusal("A version is being written already.", remedy="Go on with that one.")
        before = Strategy.objects.order_by("-number").first()
        row = Strategy(
            partnership_id=actor.partnership,
            number=before.number + 1 if before else 1,
            opened_at=at,
            opened_by=actor.name,
            **_words(written),
        )
        row.save(force_insert=True)
        if before is not None:
            carry_over(before, row)
        ask_last_person(
            actor=actor,
            kind=ASKED_AS,
            about_id=row.id,
            about=f"{row.title}, version {row.number}",
            agency_id=None,
            at=at,
        )
        record("strategy.begun", subjects=[row.id], at=at)
        return row.id


def write_strategy(*, actor: Actor, strategy_id: UUID, written: Written, at: datetime) -> None:
    """Change what stands at the head of a draft. Raises NotFound, Refusal once it is no draft any more."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        _check(written)
        strategy_row(strategy_id, writing=True)
        Strategy.objects.filter(id=strategy_id).update(**_words(written))
        record("strategy.changed", subjects=[strategy_id], at=at)


def consult(*, actor: Actor, strategy_id: UUID, until: date, at: datetime) -> None:
    """Ask partners and the survivors' panel what they think, until a day.

    Raises NotFound, Refusal as `rules.strategy.STRATEGY` and for too short a time.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        today = timezone.localdate(at)
        days = practice(actor).strategy.consultation_days
        if refusal := why_not_consulted(until, today=today, days=days):
            raise refusal
        _move(actor, strategy_id, "consult", at=at, consulted_from=today, consulted_until=until)


def redraft(*, actor: Actor, strategy_id: UUID, at: datetime) -> None:
    """Go on writing; what was said in the consultation stays, and one that is not over is broken off by it.

    Raises NotFound, Refusal.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        until = strategy_row(strategy_id).consulted_until
        over = until is not None and until < timezone.localdate(at)
        values = {} if over else {"consulted_from": None, "consulted_until": None}
        _move(actor, strategy_id, "redraft", at=at, **values)


def agree_strategy(*, actor: Actor, strategy_id: UUID, agreed_on: date, agreed_where: str, at: datetime) -> None:
    """Write down that the board agreed it; the version before is replaced.

    Raises NotFound, Refusal as `rules.strategy.STRATEGY`, for a day to come and without the board.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        if agreed_on > timezone.localdate(at):
            raise Refusal("This day is still to come.", field="agreed_on")
        if not agreed_where.strip():
            raise Refusal("Say which board agreed it.", field="agreed_where")
        Strategy.objects.filter(state=StrategyState.AGREED).exclude(id=strategy_id).update(
            state=StrategyState.REPLACED, moved_at=at
        )
        _move(actor, strategy_id, "agree", at=at, agreed_on=agreed_on, agreed_where=agreed_where.strip())


def _move(actor: Actor, strategy_id: UUID, move: str, *, at: datetime, **values: object) -> None:
    row = strategy_row(strategy_id)
    facts = facts_of(
        row, lines_of(row.id), practice(actor).strategy, today=timezone.localdate(at),
        unanswered=StrategyRemark.objects.filter(strategy_id=row.id, answered_at=None).count(),
        last_person=last_person_of(row.id) is not None,
        texts=list(AuthorsText.objects.filter(strategy_id=row.id).values_list("words", flat=True)),
    )  # fmt: skip
    state = STRATEGY.make(state=row.state, move=move, facts=facts)
    Strategy.objects.filter(id=row.id).update(state=state, moved_at=at, **values)
    record("strategy.moved", subjects=[row.id], fields=["state"], at=at)


def _check(written: Written) -> None:
    if not written.title.strip():
        raise Refusal("Give the strategy a name.", field="title")
    refusal = why_not_dated(begins_on=written.begins_on, ends_on=written.ends_on, review_on=written.review_on)
    if refusal is not None:
        raise refusal


def _words(written: Written) -> dict[str, object]:
    return {
        "title": written.title.strip(), "vision": written.vision.strip(), "begins_on": written.begins_on,
        "ends_on": written.ends_on, "review_on": written.review_on,
    }  # fmt: skip
