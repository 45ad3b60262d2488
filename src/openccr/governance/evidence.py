"""The figures that speak to the principles: how the conference works, of the last quarter that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from openccr.insight.rules.quarters import quarter_of
from openccr.insight.rules.working import published
from openccr.insight.working import working_of
from openccr.insight.working_tables import worked_out
from openccr.kernel.actors import Actor
from openccr.kernel.once import once


@dataclass(frozen=True)
class Evidence:
    """One figure: as this actor may have it now, and rounded as it is kept."""

    key: str
    name: str
    words: str
    rounded: str
    href: str


@once
def evidence_of(*, actor: Actor, today: date) -> list[Evidence]:
    """The indicators of the last quarter that is over, for an actor who works with figures."""
    quarter = quarter_of(today).before()
    found = working_of(actor=actor, quarter=quarter, today=today)
    href = reverse("insight.working", kwargs={"quarter": str(quarter)})
    return [
        Evidence(
            one.key,
            f"{one.name}, {quarter.name}",
            worked_out(hit, one),
            worked_out(published(hit), one),
            href,
        )
        for one in found.definitions
        if (hit := found.found.get(one.key)) is not None
    ]
