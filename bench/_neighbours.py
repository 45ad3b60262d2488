"""Where people live and what they are called, for `bench/snoop.py`: who is near whom in an area of a real size.

The invented area has six streets, in which everybody would be everybody's neighbour, and family names that are all
equally common. Here everybody lives in a town of `STREETS` streets, an assumed number for an area of a few hundred
thousand people, each with `POSTCODES_A_STREET` postcodes; who lived at one address in a case still does, and an
address and its postcode are one place. Families bear names of the lists on which the linking is measured, as common as
registers show (`_linking/names.py`); so does everybody who works on cases, and each declares an address of that town.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from bench._linking.names import draw, origins
from bench._linking.worlds import RANGES

STREETS = int(os.environ.get("BENCH_STREETS", "2500"))
POSTCODES_A_STREET = 3


@dataclass(frozen=True)
class Place:
    """Tokens of a street and of a postcode that lies in it."""

    street: str
    postcode: str


def settle(workers: Sequence[Any], dice: random.Random) -> list[str]:
    """Give every household of the area a place and every family a name, and each worker a place.

    Returns as many family names for the workers.
    """
    from openccr.access.acting import acting_as
    from openccr.people.rules.names import name_key

    called = _names(dice)
    _house(dice)
    _name(called, name_key)
    for actor in workers:
        here = place(dice)
        with acting_as(actor):
            lives(actor, near_street=here.street, near_postcode=here.postcode)
    return [next(called) for _ in workers]


def _house(dice: random.Random) -> None:
    """A person's first postcode is that of their first address, and so on; one address in a case is one place."""
    from openccr.access.owning import as_walls
    from openccr.people.models import Part, Whereabouts

    places: dict[tuple[UUID, str], Place] = {}
    with as_walls() as owner:
        file = dict(Part.objects.using(owner).order_by("id").values_list("person_id", "file_id"))
        lived = defaultdict[UUID, dict[str, list[Any]]](lambda: defaultdict(list))
        for row in Whereabouts.objects.using(owner).filter(kind__in=("address", "postcode")).order_by("from_on", "id"):
            lived[row.person_id][row.kind].append(row)
        rows = []
        for person, kinds in lived.items():
            for number, row in enumerate(kinds["address"]):
                here = places.setdefault((file.get(person, person), row.match), place(dice))
                row.near = [here.street, here.postcode]
                for code in kinds["postcode"][number : number + 1]:
                    code.near = [here.postcode]
                    rows.append(code)
                rows.append(row)
        Whereabouts.objects.using(owner).bulk_update(rows, ["near"], batch_size=2000)


def _name(called: Iterator[str], name_key: Any) -> None:
    """A new name for each family of a case: who bore one name there still does."""
    from openccr.access.owning import as_walls
    from openccr.people.models import Part, PersonName

    families: dict[tuple[UUID, str], str] = {}
    with as_walls() as owner:
        file = dict(Part.objects.using(owner).order_by("id").values_list("person_id", "file_id"))
        rows = list(PersonName.objects.using(owner).exclude(family="").order_by("id"))
        for row in rows:
            family = (file.get(row.person_id, row.person_id), row.family_key)
            row.family = families.setdefault(family, next(called))
            row.family_key = name_key(row.family)
        PersonName.objects.using(owner).bulk_update(rows, ["family", "family_key"], batch_size=2000)


def _names(dice: random.Random) -> Iterator[str]:
    """Family names, one after the other, as often as each is met."""
    rng, steepness = np.random.default_rng(dice.randrange(2**32)), sum(RANGES["steepness"]) / 2
    lists = origins(1)
    shares = np.array([one.share for one in lists])
    pools = [iter(draw(one.family, 200_000, rng, steepness=steepness)) for one in lists]
    for which in rng.choice(len(lists), size=200_000, p=shares / shares.sum()):
        yield next(pools[which]).title()


def lives(actor: Any, **tokens: str) -> None:
    """What somebody who acts has declared of where they live, as `people.operations.declaring` keeps it."""
    from django.utils import timezone

    from openccr.people.models import StaffMark

    StaffMark.objects.filter(partnership_id=actor.partnership, kind__in=list(tokens)).delete()
    StaffMark.objects.bulk_create(
        StaffMark(
            partnership_id=actor.partnership, user_id=actor.user_id, kind=kind, match=token, declared_at=timezone.now()
        )
        for kind, token in tokens.items()
    )  # fmt: skip


def place(dice: random.Random) -> Place:
    """Some place of the town."""
    from openccr.people.sealing import match_token

    street = dice.randrange(STREETS)
    return Place(
        match_token(f"street number {street} lane"),
        match_token(f"postcode number {street} {dice.randrange(POSTCODES_A_STREET)}"),
    )


def of_the_case(file: UUID) -> tuple[str, str, str]:
    """A street and a postcode of somebody in the case, and a family name; "" for what it does not have."""
    from openccr.access.owning import as_walls
    from openccr.people.models import Part, PersonName, Whereabouts

    with as_walls() as owner:
        people = list(Part.objects.using(owner).filter(file_id=file, until_on=None).values_list("person_id", flat=True))
        place = Whereabouts.objects.using(owner).filter(person__in=people, until_on=None, kind="address").first()
        name = PersonName.objects.using(owner).filter(person__in=people).first()
    near = place.near if place is not None else ["", ""]
    return near[0], near[1], name.family if name is not None else ""
