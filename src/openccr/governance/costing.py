"""The unit costs of the pack with what is counted here: what the business case and its page stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openccr.content.schema.commissioning import Restatement, UnitCost
from openccr.governance.rules.costs import Counted, Line, counted, line_of
from openccr.insight.counting import form_of, versioned
from openccr.insight.models import Release
from openccr.insight.rules.freezing import thawed
from openccr.insight.rules.quarters import last_day, quarter_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.once import once
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Costed:
    """A unit cost, its source in full, what was signed off that counts it (None: nothing), and its restatement."""

    cost: UnitCost
    source: str
    count: Counted | None
    restatement: tuple[Restatement, str] | None

    def line(self, count: Counted) -> Line:
        """That many times the cost."""
        return line_of(self.cost, count, source=self.source, restatement=self.restatement)


@once
def costed(*, actor: Actor) -> Mapping[str, Costed]:
    """The pack's unit costs by key. One query, inside `acting_as`.

    Only figures that were signed off are taken, as they were published: whoever reads a business case can tell no case
    by it, nor by two of them made one after the other.
    """
    pack = practice(actor)
    release = Release.objects.filter(form=versioned(form_of(pack))).order_by("first_on", "number").last()
    figures = thawed(release.twelve_months) if release else ()
    of = ""
    if release is not None:
        of = f"twelve months to {day_words(last_day(quarter_of(release.first_on).twelve_months))}, as signed off"
    restated = {one.from_year: one for one in pack.costs.restatements.values()}

    def full(one: UnitCost | Restatement) -> str:
        return pack.sources.in_full(one.source)

    return {
        key: Costed(
            cost,
            full(cost),
            counted(cost, figures, of=of),
            (found, full(found)) if cost.base_year and (found := restated.get(cost.base_year)) else None,
        )
        for key, cost in pack.costs.unit_costs.items()
    }
