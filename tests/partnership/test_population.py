"""How many women live in the area: the rate's denominator."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Partnership
from openccr.partnership.population import population, say_population
from tests.makers import NOW, Area


def test_the_coordinator_enters_the_number_its_year_and_its_source(area: Area) -> None:
    say_population(actor=area.amina, women=93_500, year=2024, source="Mid-year estimates", at=NOW)
    found = population(actor=area.amina)
    assert (found.women, found.year, found.source) == (93_500, 2024, "Mid-year estimates")


@pytest.mark.parametrize(
    ("year", "source", "field"), [(2030, "ONS", "year"), (1991, "ONS", "year"), (2024, " ", "source")]
)
def test_a_number_without_source_or_of_an_impossible_year_is_refused(
    area: Area, year: int, source: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        say_population(actor=area.amina, women=1, year=year, source=source, at=NOW)
    assert refusal.value.field == field


@pytest.mark.parametrize("who", ["bea", "fay", "lena", "dee"])
def test_nobody_else_enters_it(area: Area, who: str) -> None:
    with pytest.raises((Refusal, NotFound)):
        say_population(actor=area.actors[who], women=1, year=2024, source="x", at=NOW)


def test_the_wall_lets_nothing_else_of_a_partnership_change(area: Area) -> None:
    with acting_as(area.bea):
        assert Partnership.objects.filter(id=area.id).update(adult_women=1) == 0
    with acting_as(area.amina), pytest.raises(Exception, match="permission denied"):
        Partnership.objects.filter(id=area.id).update(name="Ours")
