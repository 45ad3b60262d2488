"""What the coordinator says of the area: its steps at each level of risk, districts, need there, who lives there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.models import District, DistrictNeed, LocalPathway, PopulationShare
from openccr.directory.rules.distances import read_districts
from openccr.directory.rules.need import read_need
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice


def say_pathway(*, actor: Actor, risk: str, steps: str, at: datetime) -> None:
    """Put the area's own steps in the place of the pack's. Raises Refusal without steps, or for no level of risk."""
    with acting_as(actor):
        must(actor, "directory.add")
        if risk not in practice(actor).directory.pathways:
            raise Refusal("There is no such level of risk.", field="risk")
        lines = "\n".join(line.strip() for line in steps.splitlines() if line.strip())
        if not lines:
            raise Refusal("Write at least one step.", field="steps")
        said = {"steps": lines, "said_at": at, "said_by": actor.name}
        own = LocalPathway.objects.filter(partnership_id=actor.partnership, risk=risk)
        if not own.update(**said):
            LocalPathway(partnership_id=actor.partnership, risk=risk, **said).save(force_insert=True)
        record("directory.pathway", subjects=[actor.partnership], at=at)


def say_districts(*, actor: Actor, districts: str, at: datetime) -> int:
    """Say where the middle of each postcode district is, all of them anew. Returns how many.

    Raises Refusal (field `districts`) naming the line that is none.
    """
    with acting_as(actor):
        must(actor, "directory.add")
        found = read_districts(districts)
        District.objects.filter(partnership_id=actor.partnership).delete()
        District.objects.bulk_create(
            District(partnership_id=actor.partnership, code=code, latitude=one.latitude, longitude=one.longitude)
            for code, one in found.items()
        )
        record("directory.districts", subjects=[actor.partnership], at=at)
        return len(found)


def say_need(*, actor: Actor, districts: str, counts: str, year: int, source: str, at: datetime) -> int:
    """Say how much need is known of each district, all of them anew, from a published count. Returns how many.

    Raises Refusal naming the line that is none, and for numbers without what they count and where they are from.
    """
    with acting_as(actor):
        must(actor, "directory.add")
        found = read_need(districts)
        for field, words in (("counts", counts), ("source", source)):
            if found and not words.strip():
                raise Refusal("Say what is counted, and who published it.", field=field)
        DistrictNeed.objects.filter(partnership_id=actor.partnership).delete()
        whose = {"counts": counts.strip(), "year": year, "source": source.strip()}
        DistrictNeed.objects.bulk_create(
            DistrictNeed(partnership_id=actor.partnership, code=code, number=number, **whose)
            for code, number in found.items()
        )
        record("directory.need", subjects=[actor.partnership], at=at)
        return len(found)


def say_population(*, actor: Actor, percents: Mapping[str, float | None], year: int, source: str, at: datetime) -> None:
    """Say how large a part of the people living here each group is; None takes a group out.

    Raises Refusal without a source, for a group that the pack does not have, and for what is no percentage.
    """
    with acting_as(actor):
        must(actor, "directory.add")
        if not source.strip():
            raise Refusal("Say where the numbers are from.", field="source")
        groups = practice(actor).directory.groups
        here = PopulationShare.objects.filter(partnership_id=actor.partnership)
        for group, percent in percents.items():
            if group not in groups or (percent is not None and not 0 <= percent <= 100):
                raise Refusal("Give a percentage from 0 to 100.", field=group)
            here.filter(group=group).delete()
            if percent is not None:
                PopulationShare(
                    partnership_id=actor.partnership, group=group, percent=percent, year=year, source=source.strip()
                ).save(force_insert=True)
        record("directory.population", subjects=[actor.partnership], at=at)
