"""From a figure to its cases: the list behind each number is as long as the number says, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openccr.insight.drilling import cases_behind
from openccr.insight.queries import quarter_figures
from openccr.insight.rules.drilling import can_be_opened
from openccr.kernel.periods import Period
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
        behind = cases_behind(actor=area.amina, period=QUARTER.period, key=one.key)
        counted = sum(one.case.children() for one in behind.cases) if one.key == "children" else behind.total
        assert counted == one.count, one.key
        if one.unknown is not None:
            unknown = cases_behind(actor=area.amina, period=QUARTER.period, key=one.key, unknown=True)
            assert len(unknown.cases) == unknown.total == one.unknown, one.key


def test_only_who_sees_every_figure_opens_one(area: Area) -> None:
    held(area, JULY, EVERY_KIND)
    with pytest.raises(Refusal, match="when they are signed off"):
        cases_behind(actor=area.fay, period=QUARTER.period, key="repeats")
    with pytest.raises(NotFound):
        cases_behind(actor=area.amina, period=QUARTER.period, key="nothing")
    with pytest.raises(NotFound):
        cases_behind(actor=area.amina, period=QUARTER.period, key="adult_women")


def test_the_coordinator_opens_the_repeats_from_the_quarter(area: Area, client: Client) -> None:
    held(area, JULY, EVERY_KIND)
    sign_in(client, area.amina)
    quarter = client.get("/figures/2026Q3/").content.decode()
    assert "/figures/2026Q3/cases/repeats/" in quarter and "/figures/2026Q3/cases/minoritised/?unknown" in quarter
    cases = client.get("/figures/2026Q3/cases/repeats/").content.decode()
    assert "14 July 2026" in cases and cases.count("/cases/") >= 1


def test_each_source_each_meeting_and_the_twelve_months_open_as_many_cases_as_they_count(area: Area) -> None:
    held(area, date(2025, 12, 10), [Given(source="housing"), Given()])
    held(area, JULY, EVERY_KIND)
    held(area, SEPTEMBER, [Given(repeat=True)])
    found = quarter_figures(actor=area.amina, quarter=QUARTER, today=AFTER.date())
    year = QUARTER.twelve_months
    for one in found.twelve_months:
        if not can_be_opened(found.form.cells[one.key]):
            continue
        behind = cases_behind(actor=area.amina, period=year, key=one.key)
        counted = sum(case.case.children() for case in behind.cases) if one.key == "children" else behind.total
        assert counted == one.count, one.key
        for part in one.parts:
            assert part.count == cases_behind(actor=area.amina, period=year, key=one.key, source=part.key).total
    for meeting in found.meetings:
        for key, count in meeting.counts.items():
            if key not in ("meetings", "children"):
                assert count == cases_behind(actor=area.amina, period=Period(meeting.on, meeting.on), key=key).total


def test_every_cell_of_the_page_leads_to_its_cases(area: Area, client: Client) -> None:
    held(area, date(2025, 12, 10), [Given(source="housing")])
    held(area, JULY, EVERY_KIND)
    sign_in(client, area.amina)
    page = client.get("/figures/2026Q3/").content.decode()
    for what, cases in (
        ("police/?year", 3), ("sources/?source=housing", 1), ("sources/?year&amp;source=housing", 2),
        ("repeats/?on=2026-07-14", 1),
    ):  # fmt: skip
        assert f"/figures/2026Q3/cases/{what}" in page, what
        listed = client.get(f"/figures/2026Q3/cases/{what.replace('&amp;', '&')}").content.decode()
        assert listed.count('href="/case/') == cases, what
    for wrong in ("on=2026-10-01", "on=soon", "on=2025-12-10"):
        assert client.get(f"/figures/2026Q3/cases/repeats/?{wrong}").status_code == 404
