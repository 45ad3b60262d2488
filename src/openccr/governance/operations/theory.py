"""The theory of change: steps of a draft, and what each leads to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import TheoryStep
from openccr.governance.rules.theory import Step, why_not_led
from openccr.governance.strategies import next_place, strategy_row
from openccr.governance.theories import steps_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def put_step(
    *, actor: Actor, strategy_id: UUID, column: str, words: str, leads_to: tuple[str, ...], assumption: str,
    at: datetime, step_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Write a step, new or changed. Returns its id.

    Args:
        column: key of the pack's columns; outcomes are a column of their own and no step.
        leads_to: ids of steps and outcomes further on.
        assumption: what must be true for it to lead there.

    Raises NotFound, Refusal without words, for what lies further back, and once the strategy is no draft.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = strategy_row(strategy_id, writing=True)
        form = practice(actor).strategy
        order = [one.key for one in form.columns()]
        if column not in order:
            raise Refusal("Choose a column.", field="column")
        if not words.strip():
            raise Refusal("Say what it is.", field="words")
        others = [one for one in steps_of(row.id, form) if one.id != str(step_id)]
        step = Step(str(step_id or ""), order.index(column), words.strip(), tuple(leads_to))
        if refusal := why_not_led(step, others):
            raise refusal
        said = {
            "stage": column, "words": words.strip(), "leads_to": list(leads_to), "assumption": assumption.strip()
        }  # fmt: skip
        if step_id is None:
            made = TheoryStep(
                partnership_id=actor.partnership, strategy_id=row.id, **said,
                place=next_place(TheoryStep.objects.filter(strategy_id=row.id)),
            )  # fmt: skip
            made.save(force_insert=True)
            step_id = made.id
        elif not TheoryStep.objects.filter(id=step_id, strategy_id=row.id).update(**said):
            raise NotFound
        record("strategy.changed", subjects=[row.id, step_id], at=at)
        return step_id


def remove_step(*, actor: Actor, step_id: UUID, at: datetime) -> UUID:
    """Take a step out of a draft, and out of what led to it. Returns the strategy's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = TheoryStep.objects.filter(id=step_id).first()
        if row is None:
            raise NotFound
        strategy_row(row.strategy_id, writing=True)
        row.delete()
        for other in TheoryStep.objects.filter(strategy_id=row.strategy_id, leads_to__contains=[str(step_id)]):
            left = [one for one in other.leads_to if one != str(step_id)]
            TheoryStep.objects.filter(id=other.id).update(leads_to=left)
        record("strategy.changed", subjects=[row.strategy_id, step_id], fields=["removed"], at=at)
        return row.strategy_id
