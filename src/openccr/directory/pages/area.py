"""What the coordinator says of the area: where its districts are, how much need is known there, who lives there."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.directory.forms.area import DistrictsForm, NeedForm, PopulationForm
from openccr.directory.operations.area import say_districts, say_need, say_population
from openccr.directory.pages import pages
from openccr.directory.pages.staff import ADD, LIST
from openccr.directory.queries.population import need_by_district, population_shares
from openccr.directory.queries.services import districts_of, vocabulary
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask

ask(
    pages, "directory/districts/", name="districts", title="Where postcode districts are", may=ADD, form=DistrictsForm,
    operation=lambda *, actor, districts: say_districts(actor=actor, districts=districts, at=timezone.now()),
    initial=lambda *, actor: {"districts": districts_of(actor=actor)},
    about=lambda *, actor: Asked(
        intro="With this, the public pages say how far a place is from the district somebody chose. Nobody is located.",
        crumbs=[LIST, {"text": "Districts"}],
    ),
    done=lambda found: Done(LIST["href"], f"{found} districts saved."),
)  # fmt: skip


def _need(*, actor: Actor) -> dict[str, Any]:
    found = need_by_district(actor=actor)
    first = next(iter(found.values()), None)
    whose = {"counts": first.counts, "year": first.year, "source": first.source} if first else {}
    return whose | {"districts": "\n".join(f"{code} {one.number}" for code, one in found.items())}


ask(
    pages, "directory/need/", name="need", title="Need by district", may=ADD, form=NeedForm,
    operation=lambda *, actor, **said: say_need(actor=actor, at=timezone.now(), **said), initial=_need,
    about=lambda *, actor: Asked(
        intro="The gap analysis sets the services that reach each district beside it. Small numbers are not shown.",
        crumbs=[LIST, {"text": "Need by district"}],
    ),
    done=lambda found: Done(reverse("insight.gaps"), f"{found} districts saved."),
)  # fmt: skip


def _said(*, actor: Actor, year: int, source: str, **percents: float | None) -> None:
    say_population(actor=actor, percents=percents, year=year, source=source, at=timezone.now())


def _compared(*, actor: Actor) -> dict[str, Any]:
    return {"groups": {key: one for key, one in vocabulary(actor).groups.items() if one.compares}}


def _shares(*, actor: Actor) -> dict[str, Any]:
    found = population_shares(actor=actor)
    first = next(iter(found.values()), None)
    whose = {"year": first.year, "source": first.source} if first else {}
    return {key: one.percent for key, one in found.items()} | whose


ask(
    pages, "directory/population/", name="population", title="Who lives in the area", may=ADD, form=PopulationForm,
    operation=_said, initial=_shares, choices=_compared,
    about=lambda *, actor: Asked(
        intro="From a census or estimate. Need, services and voices are set beside it. Leave empty what is not known.",
        crumbs=[LIST, {"text": "Who lives in the area"}],
    ),
    done=lambda found: Done(LIST["href"], "Saved."),
)  # fmt: skip
