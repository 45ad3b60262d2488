"""Need by characteristic beside what the directory offers, and whose voices are missing: from rounded numbers alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.directory import Directory, Group
from openccr.directory.models import District, DistrictNeed, PopulationShare
from openccr.directory.queries.population import need_by_district, population_shares
from openccr.directory.queries.services import believed, taken
from openccr.directory.rules.services import Capacity, Status
from openccr.insight.counting import form_of
from openccr.insight.queries import beside_national
from openccr.insight.rules.figures import Figure, Number, published, rounded
from openccr.insight.rules.gaps import Against, Offered, Provision, against, gap_words, place_gap, provision_for
from openccr.kernel.actors import Actor
from openccr.kernel.periods import Period
from openccr.partnership.practice import practice
from openccr.voice.queries.engagements import heard_by_group


@dataclass(frozen=True)
class Gap:
    """A group: how many need help, their share of the population, what there is for them, and the gap in words.

    Args:
        count, over: rounded; None where nobody counts them.
        unknown: for how many cases it is not recorded.
    """

    name: str
    count: Number | None
    over: Number | None
    unknown: Number | None
    population: PopulationShare | None
    provision: Provision
    against: Against
    words: str


@dataclass(frozen=True)
class PlaceGap:
    """A district: what need is published of it (rounded), the services that reach it, and the gap in words."""

    district: str
    need: DistrictNeed | None
    count: Number | None
    services: int
    open: int
    words: str


@dataclass(frozen=True)
class Gaps:
    """The gap analysis: of which twelve months (None where no figures are shown yet), every group, every district."""

    period: Period | None
    rows: tuple[Gap, ...]
    places: tuple[PlaceGap, ...]


def gaps_of(*, actor: Actor, today: date) -> Gaps:
    """Need beside provision, by group and by district; for everybody rounded, so that nobody is found in it."""
    with acting_as(actor):
        must(actor, "insight.figures")
        pack = practice(actor)
        beside = beside_national(actor=actor, today=today)
        counted = {one.key: published(one) for one in beside.cases}
        # Where no case was heard at all, none of a group says nothing about the group.
        heard = any(one.count for one in counted.values())
        by_measure = {
            cell.measure: counted[key] for key, cell in form_of(pack).cells.items() if heard and key in counted
        }
        shares, offered = population_shares(actor=actor), _offered(actor, pack.directory, today=today)
        need = need_by_district(actor=actor)
        here = District.objects.filter(partnership_id=actor.partnership).values_list("code", flat=True)
        districts = sorted({*here, *need, *(code for one in offered for code in one.districts)})
        names = {key: one.name for key, one in pack.directory.groups.items()}
        return Gaps(
            beside.period,
            tuple(
                _gap(one, by_measure.get(one.measure or ""), shares, provision_for(key, offered, districts))
                for key, one in pack.directory.groups.items()
            ),
            tuple(_place(district, need.get(district), offered, names) for district in districts),
        )


def _place(district: str, need: DistrictNeed | None, offered: list[Offered], names: Mapping[str, str]) -> PlaceGap:
    there = [one for one in offered if not one.districts or district in one.districts]
    count = rounded(need.number) if need else None
    words = place_gap(district, count, offered, names)
    return PlaceGap(district, need, count, len(there), sum(one.open for one in there), words)


def _offered(actor: Actor, words: Directory, *, today: date) -> list[Offered]:
    running = taken(actor).filter(status=Status.ACTIVE)
    return [
        Offered(
            frozenset(
                key
                for key, group in words.groups.items()
                if {*group.traits} & {*row.traits} or {*group.audiences} & {*row.audiences}
            ),
            frozenset(row.districts),
            believed(row, today=today, days=words.capacity_days) is Capacity.OPEN,
        )
        for row in running
    ]


def _gap(group: Group, figure: Figure | None, shares: Mapping[str, PopulationShare], provision: Provision) -> Gap:
    share = shares.get(group.key) if group.compares else None
    count = figure.count if figure else None
    # Only a measure of cases can be a share of the cases.
    over = figure.over if figure and figure.per == 100 else None
    unknown = figure.unknown if figure else None
    found = Against.UNKNOWN
    if count is not None and over is not None:
        found = against(count, over, share.percent if share else None, unknown=0 if unknown is None else unknown)
    return Gap(group.name, count, over, unknown, share, provision, found, gap_words(count, provision, found))


@dataclass(frozen=True)
class Voices:
    """A group: how many of those heard belong to it, beside the population."""

    name: str
    heard: Number
    population: PopulationShare | None
    against: Against


def missing_voices(*, actor: Actor, first: date, last: date) -> tuple[Number, tuple[Voices, ...]]:
    """How many were heard and asked who they are, rounded, and each group of them beside the population."""
    with acting_as(actor):
        must(actor, "voice.plan")
        heard, shares = heard_by_group(actor=actor, first=first, last=last), population_shares(actor=actor)
        everybody = rounded(heard.get("", 0))
        rows = []
        for key, one in practice(actor).directory.groups.items():
            count, share = rounded(heard.get(key, 0)), shares.get(key) if one.compares else None
            rows.append(Voices(one.name, count, share, against(count, everybody, share.percent if share else None)))
        return everybody, tuple(rows)
