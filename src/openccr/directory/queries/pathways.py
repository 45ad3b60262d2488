"""What is done at each level of risk, and where to refer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.directory.models import LocalPathway, Service
from openccr.directory.queries.services import believed, by_capacity, taken
from openccr.directory.rules.services import CAPACITY_WORDS, RISKS, Status
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Route:
    """A service to refer to: how, and whether it takes people as far as that is still believed."""

    row: Service
    capacity: str

    @property
    def how(self) -> str:
        """How staff refer; where nobody has written that down, what anybody reaches it by."""
        return self.row.how_to_refer or self.row.phone or self.row.email or self.row.website


@dataclass(frozen=True)
class PathwayShown:
    """A level of risk: its steps, whose words they are, and where to refer.

    Args:
        source: of the pack's steps; empty for the area's own.
        said_at, said_by: of the area's own steps.
    """

    risk: str
    name: str
    lead: str
    steps: tuple[str, ...]
    source: str
    said_at: datetime | None
    said_by: str
    routes: tuple[Route, ...]


@asked
def pathways(actor: Actor) -> Steps[list[PathwayShown]]:
    """The way for each level of risk, the lowest first. Two lists in one query."""
    must(actor, "directory.see")
    pack = practice(actor)
    running = taken(actor).filter(status=Status.ACTIVE).exclude(risks=[])
    services, own = yield (
        running.select_related("provider").order_by("name"),
        LocalPathway.objects.filter(partnership_id=actor.partnership),
    )
    said = {row.risk: row for row in own}
    today, days = timezone.localdate(), pack.directory.capacity_days
    return [
        PathwayShown(
            risk=key,
            name=one.name,
            lead=one.lead,
            steps=tuple(said[key].steps.splitlines()) if key in said else one.steps,
            source="" if key in said else pack.sources.in_full(one.source),
            said_at=said[key].said_at if key in said else None,
            said_by=said[key].said_by if key in said else "",
            routes=tuple(
                _route(row, today=today, days=days)
                for row in by_capacity(actor, (row for row in services if key in row.risks))
            ),
        )
        for key, one in pack.directory.pathways.items()
        if key in RISKS
    ]


def pathway_of(*, actor: Actor, risk: str) -> PathwayShown:
    """One of them. Raises NotFound."""
    found = next((one for one in pathways(actor) if one.risk == risk), None)
    if found is None:
        raise NotFound
    return found


def _route(row: Service, *, today: date, days: int) -> Route:
    capacity = believed(row, today=today, days=days)
    words = CAPACITY_WORDS[capacity]
    return Route(row, f"{words}: {row.spaces} free" if row.spaces and capacity == "open" else words)
