"""What the pages of costs show: what abuse costs here, and the business cases that were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.commissioning import Ratio, Total
from openccr.governance.costing import Costed, costed
from openccr.governance.models import BusinessCase
from openccr.governance.rules.costs import Line, thawed
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class CostsShown:
    """What abuse costs.

    Args:
        unit_costs: each with what is counted of it here, None where nothing is.
        lines: the counted ones, worked out.
        totals, ratios: published ones, each with its source in full.
    """

    unit_costs: Mapping[str, Costed]
    lines: list[Line]
    totals: list[tuple[Total, str]]
    ratios: list[tuple[Ratio, str]]
    cases: list[BusinessCase]


@once
def costs(*, actor: Actor) -> CostsShown:
    """What abuse costs here as it can be said today. Three queries."""
    with acting_as(actor):
        must(actor, "governance.costs")
        pack, found = practice(actor), costed(actor=actor)
        return CostsShown(
            unit_costs=found,
            lines=[one.line(one.count) for one in found.values() if one.count is not None],
            totals=[(one, pack.sources.in_full(one.source)) for one in pack.costs.totals.values()],
            ratios=[(one, pack.sources.in_full(one.source)) for one in pack.costs.ratios.values()],
            cases=list(BusinessCase.objects.order_by("-made_at")[:50]),
        )


@dataclass(frozen=True)
class CaseShown:
    """A business case as it was made."""

    row: BusinessCase
    lines: list[Line]
    totals: list[tuple[Total, str]]
    ratios: list[tuple[Ratio, str]]


@once
def business_case(*, actor: Actor, case: UUID) -> CaseShown:
    """One business case. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.costs")
        row = BusinessCase.objects.filter(id=case).first()
        if row is None:
            raise NotFound
        pack = practice(actor)
        return CaseShown(
            row,
            thawed(row.lines),
            [(one, pack.sources.in_full(one.source)) for one in pack.costs.totals.values()],
            [(one, pack.sources.in_full(one.source)) for one in pack.costs.ratios.values()],
        )
