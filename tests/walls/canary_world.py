"""A case with a canary in every personal field, whoever wrote it and however it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client

from openccr.casefiles.operations import exclude
from openccr.kernel.refusals import Refusal
from openccr.people.operations import Contact, Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.sharing.operations import write_adviser_note
from openccr.ui.registry import Page
from tests.conference.conferences import TODAY, WHEN
from tests.copies import own_database
from tests.makers import Area, make_area
from tests.walls.api_world import Systems, build_systems
from tests.walls.canaries import Kind, token
from tests.walls.personal import Planted, plant
from tests.walls.world import World, build_world

WHERE, RECOURSE, ADVISER = token(Kind.WHEREABOUTS, 1), token(Kind.RECOURSE, 1), token(Kind.ADVISER, 1)


@dataclass(frozen=True)
class Canaried:
    """A world with a canary in every personal field."""

    world: World
    systems: Systems
    where: dict[str, Planted]
    person: object


@contextmanager
def canaried() -> Iterator[Canaried]:
    """The world in a database of its own, committed, since the owner writes the canaries."""
    before, site.DEMONSTRATION = site.DEMONSTRATION, True  # personas without a second factor
    with own_database("canaries"):
        area = make_area()
        world, systems = build_world(area), build_systems(area)
        with suppress(Refusal):  # kept out of the world's case, she is held out of one of the same people by itself
            exclude(actor=area.amina, file=systems.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
        person = sealed_things(area, world)
        yield Canaried(world, systems, plant(), person)
    site.DEMONSTRATION = before


def sealed_things(area: Area, world: World) -> object:
    """What only `seal` writes: whereabouts, what is said of recourse, an adviser's note. Returns whose they are."""
    file = world.ids["file"]
    described = Description(
        names=(Name(given="Rowan", family="Tideswell"),),
        places=tuple((kind, f"1 {WHERE} Row") for kind in ("address", "phone", "school", "work", "vehicle", "note")),
        contact=Contact(safe="conditional", rule=f"not while at {WHERE}"),
        recourse=RECOURSE,
    )
    person = add_person(
        actor=area.amina, file_id=file, kind=PartKind.CHILD, described=described, relationship="", source="x", on=TODAY
    )  # fmt: skip
    write_adviser_note(actor=area.grace, file_id=file, kind="her_words", text=ADVISER, at=WHEN)
    return person


def named(found: list[object], planted: Canaried) -> str:
    """The canaries with the fields they stood in."""
    return ", ".join(
        f"{hit.token} ({hit.form}; {where.field if (where := planted.where.get(hit.token)) else 'sealed'})"  # type: ignore[attr-defined]
        for hit in found
    )


def readable(page: Page) -> bool:
    return not page.public and "GET" in page.methods


def got(client: Client, address: str) -> HttpResponse:
    """The answer, and the file itself where a page leads to one."""
    answer = client.get(address)
    return client.get(answer["Location"]) if answer.headers.get("Location", "").startswith("/fetch/") else answer
