"""The theory of change of a strategy, as the rules draw it: its steps, and its outcomes as the last column."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from openccr.access.together import together
from openccr.content.schema.strategy import Strategy as Form
from openccr.governance.models import Outcome, TheoryStep
from openccr.governance.rules.theory import Step

OUTCOMES = "Outcomes"


def heads_of(form: Form) -> list[str]:
    """The columns' names from left to right, the outcomes last."""
    return [*(one.name for one in form.columns()), OUTCOMES]


def steps_of(strategy_id: UUID, form: Form) -> list[Step]:
    """Every step and outcome, in the order of their columns. One query."""
    rows, outcomes = together(
        TheoryStep.objects.filter(strategy_id=strategy_id).order_by("place", "id"),
        Outcome.objects.filter(strategy_id=strategy_id).order_by("place", "id"),
    )
    return ordered(rows, outcomes, form)


def ordered(rows: Sequence[TheoryStep], outcomes: Sequence[Outcome], form: Form) -> list[Step]:
    """Steps and outcomes in the order of their columns."""
    order = {one.key: number for number, one in enumerate(form.columns())}
    steps = [
        Step(str(one.id), order[one.stage], one.words, tuple(one.leads_to), one.assumption)
        for one in rows
        if one.stage in order
    ]
    ends = [Step(str(one.id), len(order), one.words) for one in outcomes]
    return [*sorted(steps, key=lambda one: one.column), *ends]
