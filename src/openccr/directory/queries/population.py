"""Who lives in the area, as far as somebody entered it."""

from __future__ import annotations

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.directory.models import PopulationShare
from openccr.kernel.actors import Actor


def population_shares(*, actor: Actor) -> dict[str, PopulationShare]:
    """Group of the pack → its published share. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        return {row.group: row for row in PopulationShare.objects.filter(partnership_id=actor.partnership)}
