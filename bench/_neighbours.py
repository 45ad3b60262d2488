"""Streets, postcodes and declared addresses for `bench/snoop.py`: who lives near whom in an area of a real size.

The invented area has six streets, in which everybody would be everybody's neighbour. Here the tokens of its addresses
are drawn anew over `STREETS` streets, an assumed number for an area of a few hundred thousand people, and over so many
postcodes as such an area has; everybody who works on cases declares an address of the same town.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import Any
from uuid import UUID

STREETS = int(os.environ.get("BENCH_STREETS", "2500"))
POSTCODES = int(os.environ.get("BENCH_POSTCODES", "7000"))


def settle(actors: Iterable[Any], dice: random.Random) -> None:
    """Give every address of the area a street and a postcode, and everybody of `actors` one of the same town."""
    from openccr.access.acting import acting_as
    from openccr.access.owning import as_walls
    from openccr.people.models import Whereabouts

    with as_walls() as owner:
        rows = list(Whereabouts.objects.using(owner).filter(kind__in=("address", "postcode")).order_by("id"))
        for row in rows:
            row.near = [street(dice), postcode(dice)]
        Whereabouts.objects.using(owner).bulk_update(rows, ["near"], batch_size=2000)
    for actor in actors:
        with acting_as(actor):
            lives(actor, near_street=street(dice), near_postcode=postcode(dice))


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


def street(dice: random.Random) -> str:
    """The token of some street of the town."""
    from openccr.people.sealing import match_token

    return match_token(f"street number {dice.randrange(STREETS)} lane")


def postcode(dice: random.Random) -> str:
    """The token of some postcode of the town."""
    from openccr.people.sealing import match_token

    return match_token(f"postcode number {dice.randrange(POSTCODES)}")


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
