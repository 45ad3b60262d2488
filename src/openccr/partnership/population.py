"""How many women aged 16 and over live in the area: the denominator of the national rate (domain 1.12, measure 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Partnership

EARLIEST = 2001
"""A census long ago says nothing of today."""


@dataclass(frozen=True)
class Population:
    """The number as it stands; None where nobody has entered it."""

    women: int | None
    year: int | None
    source: str


def population(*, actor: Actor) -> Population:
    """The number of the actor's area. Raises Refusal for whoever does not keep it."""
    with acting_as(actor):
        must(actor, "partnership.population")
        area = Partnership.objects.filter(id=actor.partnership).first()
        if area is None:
            raise NotFound
        return Population(area.adult_women, area.adult_women_year, area.adult_women_source)


def say_population(*, actor: Actor, women: int, year: int, source: str, at: datetime) -> None:
    """Enter how many women aged 16 and over live in the area, of which year, and who published it.

    Figures that are signed off keep the number they were counted with. Raises Refusal for a year that cannot be and
    without a source, NotFound for whoever has no area.
    """
    with acting_as(actor):
        must(actor, "partnership.population")
        if not source.strip():
            raise Refusal("Say where the number is from.", field="source")
        if not EARLIEST <= year <= timezone.localdate(at).year:
            raise Refusal(
                "There is no such estimate.", remedy=f"Give a year from {EARLIEST} to this one.", field="year"
            )
        said = {"adult_women": women, "adult_women_year": year, "adult_women_source": source.strip()}
        if not Partnership.objects.filter(id=actor.partnership).update(**said):
            raise NotFound
        record("partnership.population_said", subjects=[actor.partnership], fields=list(said), at=at)
