"""Pairs for a person to decide: the queue, two side by side, and how good the comparison is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import AreaWeights, ExtractRecord, MatchRun, ReviewPair
from openccr.linkage.rules.evidence import Beside, side_by_side
from openccr.linkage.rules.measured import Measured, measured
from openccr.linkage.rules.review import PairState
from openccr.linkage.sealing import open_row
from openccr.linkage.settled import found_two, is_found_two
from openccr.people.models import Part, Person, PersonName, Whereabouts
from openccr.people.rules import PartKind, full_name, in_order
from openccr.ui.kinds import paged

KINDS = {"records": "Two records of your agency", "people": "Two people of cases", "across": "Records of two agencies"}


def pairs(*, actor: Actor, page: int, decided: bool) -> tuple[list[ReviewPair], int]:
    """A page of the queue: what waits for a second person first, then the likeliest."""
    with acting_as(actor):
        must(actor, "linkage.review")
        rows = ReviewPair.objects.order_by("state", "-probability", "id")
        rows = (
            rows.filter(state=PairState.DECIDED)
            if decided
            else rows.exclude(state=PairState.DECIDED).exclude(found_two())
        )
        return list(rows[paged(page)]), rows.count()


@dataclass(frozen=True)
class Side:
    """One of the two: what it is called on the page, and its fields. `cases` of a person: (id, reference, part)."""

    title: str
    cells: dict[str, Any]
    cases: tuple[tuple[UUID, str, PartKind], ...] = ()


@dataclass(frozen=True)
class PairShown:
    """A pair as a reviewer sees it.

    Args:
        settled: on a case's page they were found to be two people.
    """

    row: ReviewPair
    one: Side
    other: Side
    fields: list[Beside]
    settled: bool


def pair_of(*, actor: Actor, pair: UUID) -> PairShown:
    """Two records, or two people, side by side. Raises NotFound for a pair of which the actor may not see both."""
    with acting_as(actor):
        must(actor, "linkage.review")
        row = ReviewPair.objects.filter(id=pair).first()
        sides = _sides(row) if row else {}
        if row is None or len(sides) < 2:
            raise NotFound
        one, other = sides[row.one_id], sides[row.other_id]
        record("linkage.pair_read", subjects=[row.one_id, row.other_id])
        return PairShown(row, one, other, side_by_side(one.cells, other.cells), is_found_two(row))


def _sides(row: ReviewPair) -> dict[UUID, Side]:
    if row.kind == "people":
        return _people((row.one_id, row.other_id))
    if row.kind == "records":
        found = ExtractRecord.objects.filter(id__in=(row.one_id, row.other_id))
        opened = {one.id: open_row(one.sealed, agency_id=one.agency_id) for one in found}
        return {id: Side(f"Your record {cells.get('local_id', '')}", cells) for id, cells in opened.items()}
    return _across(row)


def _across(row: ReviewPair) -> dict[UUID, Side]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_id, agency_id, sealed FROM openccr.compared_records(%s)", [row.id])
        rows = cursor.fetchall()
    opened = {id: open_row(bytes(sealed), agency_id=agency) for id, agency, sealed in rows}
    return {id: Side("One agency's record", cells) for id, cells in opened.items()}


def _people(ids: tuple[UUID, UUID]) -> dict[UUID, Side]:
    """Two people as the walls show them. Where they are stays sealed: only whether it is the same place is told."""
    names = in_order(PersonName.objects.filter(person_id__in=ids))
    parts = list(Part.objects.filter(person_id__in=ids).select_related("file"))
    places = list(
        Whereabouts.objects.filter(person_id__in=ids, kind__in=("address", "postcode", "phone"), until_on=None)
    )
    tokens = {one: {(place.kind, place.match) for place in places if place.person_id == one} for one in ids}
    shared = tokens[ids[0]] & tokens[ids[1]]
    sides = {}
    for person in Person.objects.filter(id__in=ids):
        mine = [one for one in names if one.person_id == person.id]
        first = mine[0] if mine else None
        cells: dict[str, Any] = {
            "given_name": first.given if first else "", "family_name": first.family if first else "",
            "aliases": _others(mine),
            "dob": f"{person.born_on:%d/%m/%Y}" if person.born_on else "", "sex": person.sex,
        }  # fmt: skip
        for kind in {kind for kind, _ in tokens[person.id]}:
            same = any(kind == other for other, _ in shared)
            which = "the same" if same else "one" if person.id == ids[0] else "another"
            cells[kind] = f"{which}, kept sealed"
        has = tuple(
            (one.file_id, one.file.reference, PartKind(one.kind)) for one in parts if one.person_id == person.id
        )
        which = "One" if person.id == ids[0] else "Other"
        sides[person.id] = Side(f"{which}: {full_name(cells['given_name'], cells['family_name'])}", cells, has)
    return sides


def _others(names: list[PersonName]) -> str:
    """Every name after the first, each once."""
    words = dict.fromkeys(full_name(one.given, one.family) for one in names)
    return "; ".join(list(words)[1:])


MANY = 100
"""How many open pairs are counted for the home page: a first comparison finds hundreds."""


@asked
def numbers_of_pairs(actor: Actor) -> Steps[tuple[int, int]]:
    """How many pairs wait for somebody to look at them, and how many for a second person other than the actor.

    Of those that wait no more than `MANY` are counted.
    """
    waiting, proposed = yield (
        ReviewPair.objects.filter(state=PairState.WAITING).exclude(found_two()).values_list("id")[:MANY],
        ReviewPair.objects.filter(state=PairState.PROPOSED)
        .exclude(decider_id=actor.user_id)
        .exclude(found_two())
        .values_list("id"),
    )
    return len(waiting), len(proposed)


@dataclass(frozen=True)
class Quality:
    """How good the comparison is, by the decisions so far; and what the area's own decisions changed."""

    run: MatchRun | None
    found: Measured
    said: dict[int, tuple[int, int]]
    weights: AreaWeights | None


def quality(*, actor: Actor) -> Quality:
    """The live estimate, from pairs drawn at random that were decided."""
    with acting_as(actor):
        must(actor, "linkage.measure")
        run = MatchRun.objects.order_by("-at").first()
        with connection.cursor() as cursor:
            cursor.execute("SELECT band, decision FROM openccr.review_decisions() WHERE sampled")
            rows = cursor.fetchall()
        said: dict[int, tuple[int, int]] = {}
        for band, decision in rows:
            same, different = said.get(band, (0, 0))
            said[band] = (same + (decision == "same"), different + (decision == "different"))
        held = {int(band): number for band, number in run.bands.items()} if run else {}
        record("linkage.measure_read", subjects=[actor.partnership])
        return Quality(run, measured(held, said), said, AreaWeights.objects.order_by("-fitted_at").first())
