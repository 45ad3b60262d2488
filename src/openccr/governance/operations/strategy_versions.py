"""A new version of the strategy begins with all that the one before says: nothing is typed again."""

from __future__ import annotations

import uuid
from uuid import UUID

from openccr.governance.models import (
    AgencyContribution,
    AuthorsText,
    Indicator,
    IndicatorValue,
    Objective,
    Outcome,
    Recommendation,
    Strategy,
    TheoryStep,
)
from openccr.governance.strategies import lines_of


def carry_over(before: Strategy, after: Strategy) -> None:
    """Copy lines, typed values, theory of change, contributions and authors' text into a new version.

    Contributions come without their agreement: each agency agrees to the new version anew. Recommendations of reviews
    go on to the copy of the objective that answers them.
    """
    lines, ids = lines_of(before.id), dict[UUID, UUID]()
    outcomes = [_again(one, ids, strategy_id=after.id) for one in lines.outcomes]
    objectives = [_again(one, ids, outcome_id=ids[one.outcome_id]) for one in lines.every_objective]
    indicators = [_again(one, ids, objective_id=ids[one.objective_id]) for one in lines.every_indicator]
    Outcome.objects.bulk_create(outcomes)
    Objective.objects.bulk_create(objectives)
    Indicator.objects.bulk_create(indicators)
    noted = IndicatorValue.objects.filter(indicator__objective__outcome__strategy_id=before.id)
    IndicatorValue.objects.bulk_create([_again(one, ids, indicator_id=ids[one.indicator_id]) for one in noted])
    steps = [_again(one, ids, strategy_id=after.id) for one in TheoryStep.objects.filter(strategy_id=before.id)]
    for step in steps:
        step.leads_to = [str(ids[UUID(one)]) for one in step.leads_to if UUID(one) in ids]
    TheoryStep.objects.bulk_create(steps)
    AgencyContribution.objects.bulk_create(
        _again(one, ids, strategy_id=after.id, agreed_on=None, agreed_by="")
        for one in AgencyContribution.objects.filter(strategy_id=before.id)
    )
    AuthorsText.objects.bulk_create(
        _again(one, ids, strategy_id=after.id) for one in AuthorsText.objects.filter(strategy_id=before.id)
    )
    for old in Recommendation.objects.filter(objective__outcome__strategy_id=before.id).only("id", "objective_id"):
        if old.objective_id is not None:
            Recommendation.objects.filter(id=old.id).update(objective_id=ids[old.objective_id])


def _again(row: object, ids: dict[UUID, UUID], **changed: object):  # type: ignore[no-untyped-def]
    """A copy of a row with an id of its own, and with `changed`."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # type: ignore[attr-defined]
    ids[values["id"]] = uuid.uuid4()
    return type(row)(**values | {"id": ids[values["id"]]} | changed)
