"""What the pages show of a gap that the self-assessment found: what was agreed, and what stands in the action log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.area import area_actions
from openccr.governance.models import Moderated
from openccr.governance.rules.assessment import GAP
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound

GAP_KIND = "governance.gap"
"""What actions on a gap come from."""


@dataclass(frozen=True)
class GapShown:
    """A gap with the question as it was asked, and its actions."""

    row: Moderated
    asks: str
    component: str
    actions: Sequence[ActionShown]


@once
def gap_of(*, actor: Actor, gap_id: UUID, today: date) -> GapShown:
    """A gap. Raises NotFound, also for what the round judged well. Two queries."""
    with acting_as(actor):
        must(actor, "governance.assessment")
        row = Moderated.objects.select_related("round").filter(id=gap_id, score__lte=GAP).first()
        if row is None:
            raise NotFound
        component, asks = row.round.questions[row.question]
        return GapShown(row, asks, component, area_actions(today=today, arises_id=row.id))


def actions_on(*, actor: Actor, gaps: Iterable[UUID], today: date) -> dict[UUID, list[ActionShown]]:
    """Gap → its actions in the action log. One query, or none where there is no gap."""
    ids, found = list(gaps), dict[UUID, list[ActionShown]]()
    if ids:
        with acting_as(actor):
            for one in area_actions(today=today, arises_ids=ids):
                if one.arises_id is not None:
                    found.setdefault(one.arises_id, []).append(one)
    return found
