"""From a figure to its cases: the list behind each number is as long as the number says, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openccr.insight.drilling import cases_behind
from openccr.insight.queries import quarter_figures
from openccr.insight.rules.drilling import can_be_opened
from openccr.kernel.refusals import NotFound, Refusal
from tests.insight.returns import AFTER, JULY, QUARTER, SEPTEMBER, Given, held
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

EVERY_KIND = [
    Given(),
    Given(repeat=True, source="idva", children=2, sex="male"),
    Given(repeat=None, ethnicity="", disability="", lgbt="", sex="", born_on=None, harmer_born_on=None),
    Given(
        ethnicity="pakistani", disability="yes", lgbt="yes", born_on=date(2009, 7, 15), harmer_born_on=date(2009, 1, 1)
    ),
    Given(born_on=date(2008, 7, 14), harmer_born_on=date(2008, 7, 14), source="housing"),
]


def test_behind_every_figure_stand_as_many_cases_as_it_counts(area: Area) -> None:
    held(area, JULY, EVERY_KIND)
    held(area, SEPTEMBER, [Given(repeat=True)])
    found = quarter_figures(actor=area.amina, quarter=QUARTER, today=AFTER.date())
    opened = [one for one in found.figures if can_be_opened(found.form.cells[one.key])]
    assert {one.key for one in found.figures} - {one.key for one in opened} == {"meetings", "adult_women"}
    for one in opened:
        behind = cases_behind(actor=area.amina, quarter=QUARTER, key=one.key)
        counted = sum(one.case.children() for one in behind.cases) if one.key == "children" else behind.total
        assert counted == one.count, one.key
        if one.unknown is not None:
            unknown = cases_behind(actor=area.amina, quarter=QUARTER, key=one.key, unknown=True)
            assert len(unknown.cases) == unknown.total == one.unknown, one.key


def test_only_who_sees_every_figure_opens_one(area: Area) -> None:
    held(area, JULY, EVERY_KIND)
    with pytest.raises(Refusal, match="when they are signed off"):
        cases_behind(actor=area.fay, quarter=QUARTER, key="repeats")
    with pytest.raises(NotFound):
        cases_behind(actor=area.amina, quarter=QUARTER, key="nothing")
    with pytest.raises(NotFound):
        cases_behind(actor=area.amina, quarter=QUARTER, key="adult_women")


def test_the_coordinator_opens_the_repeats_from_the_quarter(area: Area, client: Client) -> None:
    held(area, JULY, EVERY_KIND)
    sign_in(client, area.amina)
    quarter = client.get("/figures/2026Q3/").content.decode()
    assert "/figures/2026Q3/cases/repeats/" in quarter and "/figures/2026Q3/cases/minoritised/?unknown" in quarter
    cases = client.get("/figures/2026Q3/cases/repeats/").content.decode()
    assert "14 July 2026" in cases and cases.count("/cases/") >= 1
