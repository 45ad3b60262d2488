"""What the pages of pilots show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from openccr.access.acting import acting_as
from openccr.access.may import must, why_not
from openccr.access.together import Steps, asked
from openccr.content.schema.commissioning import PilotKind
from openccr.governance.models import Pilot
from openccr.governance.rules.pilots import PilotFacts, PilotState
from openccr.insight.rules.figures import Number, rounded
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class PilotShown:
    """A pilot.

    Args:
        kind: the pack's; None for one that a later pack does not know.
        late: it should have been evaluated.
        reached: as the actor may have it: rounded, and not shown below five, for all but who keeps it.
    """

    row: Pilot
    kind: PilotKind | None
    late: bool
    reached: Number | None

    @property
    def facts(self) -> PilotFacts:
        return PilotFacts(asks=bool(self.row.asks), outcome=self.row.outcome)


@dataclass(frozen=True)
class PilotWaiting:
    """A pilot that somebody has to do something about: in words, on which page, since when."""

    pilot: UUID
    words: str
    page: str
    due: date


def pilots(*, actor: Actor, today: date) -> list[PilotShown]:
    """Every pilot, the one to be evaluated next at the top, those evaluated last. One query."""
    with acting_as(actor):
        must(actor, "governance.pilots")
        rows = [_shown(one, actor, today) for one in Pilot.objects.select_related("agency").order_by("evaluate_by")]
        return sorted(rows, key=lambda one: one.row.state == PilotState.EVALUATED)


@once
def pilot_of(*, actor: Actor, pilot: UUID, today: date) -> PilotShown:
    """One pilot. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.pilots")
        row = Pilot.objects.select_related("agency").filter(id=pilot).first()
        if row is None:
            raise NotFound
        return _shown(row, actor, today)


@asked
def pilots_waiting(*, today: date) -> Steps[list[PilotWaiting]]:
    """Running pilots whose evaluation is due, and planned ones whose start is past, the oldest first. One query."""
    due = Q(state=PilotState.RUNNING, evaluate_by__lte=today) | Q(state=PilotState.PLANNED, starts_on__lt=today)
    (rows,) = yield (Pilot.objects.filter(due),)
    return sorted((_waiting(one) for one in rows), key=lambda one: one.due)


def _waiting(row: Pilot) -> PilotWaiting:
    if row.state == PilotState.PLANNED:
        return PilotWaiting(row.id, f"Start it, or say from when: {row.name}", "governance.pilot", row.starts_on)
    return PilotWaiting(row.id, f"Evaluate: {row.name}", "governance.pilot_evaluate", row.evaluate_by)


def _shown(row: Pilot, actor: Actor, today: date) -> PilotShown:
    late = row.state != PilotState.EVALUATED and row.evaluate_by < today
    exact = why_not(actor, "governance.keep_pilots") is None
    reached: Number | None = row.reached
    if row.reached is not None and not exact:
        reached = rounded(row.reached)
    return PilotShown(row, practice(actor).commissioning.pilots.get(row.kind), late, reached)
