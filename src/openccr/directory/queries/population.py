"""Who lives in the area and what need is known by district, as far as somebody entered it."""

from __future__ import annotations

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.directory.models import DistrictNeed, PopulationShare
from openccr.kernel.actors import Actor


def population_shares(*, actor: Actor) -> dict[str, PopulationShare]:
    """Group of the pack → its published share. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        return {row.group: row for row in PopulationShare.objects.filter(partnership_id=actor.partnership)}


def need_by_district(*, actor: Actor) -> dict[str, DistrictNeed]:
    """District → its published count of need. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        found = DistrictNeed.objects.filter(partnership_id=actor.partnership).order_by("code")
        return {row.code: row for row in found}
