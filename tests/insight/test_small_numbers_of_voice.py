"""Few people: no page of voices, of the directory or for the public tells how few, or lets anybody work it out.

Whoever reads what was said (the coordinator) counts it exactly. Everybody else gets numbers rounded to the nearest five
and 1 to 4 not at all, and a page for the public does not depend on how many spoke.
"""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from openccr.directory.operations.area import say_districts, say_need, say_population
from openccr.insight.gaps import gaps_of, missing_voices
from openccr.insight.rules.figures import FEW
from openccr.insight.rules.gaps import Offered, place_gap
from openccr.kernel.refusals import Refusal
from tests.directory.test_directory import HALL, service
from tests.makers import Area
from tests.signing_in import as_
from tests.voice.test_asking import offered
from tests.voice.test_survey import address, answered, open_survey
from tests.voice.test_voice import said

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
FIRST = TODAY.replace(year=TODAY.year - 1, day=1)
CELL = re.compile(r"<t[dh][^>]*>\s*(?:<[^>]+>\s*)*([1-4])\s*<")
"""A cell of a table that holds 1 to 4 and nothing else."""


@pytest.fixture
def few(area: Area) -> UUID:
    """Three districts with little need, three people heard of whom two are disabled, three answers to a survey."""
    say_districts(actor=area.amina, districts="EX1 50.7 -3.5\nEX2 50.8 -3.6", at=NOW)
    say_need(actor=area.amina, districts="EX1 3\nEX2 12", counts="Crimes", year=2025, source="Police", at=NOW)
    say_population(actor=area.amina, percents={"disabled": 18.0}, year=2021, source="Census", at=NOW)
    survey = open_survey(area)
    for number in range(3):
        answered(area, survey, groups=["disabled"] if number < 2 else ["none"])
        said(area, child=number == 0)
    return survey


def small(page: str) -> list[str]:
    return CELL.findall(page)


def test_the_gap_analysis_tells_no_small_count_of_a_place_or_a_group(area: Area, few: UUID) -> None:
    service(area, traits=["disabled"], districts=["EX2"])
    found = {one.district: one for one in gaps_of(actor=area.fay, today=TODAY).places}
    assert (found["EX1"].count, found["EX2"].count) == (FEW, 10)
    assert "No service" in found["EX1"].words and found["EX2"].services == 1
    for who in (area.amina, area.fay):
        page = as_(who).get("/figures/gaps/").content.decode()
        need = re.findall(r'data-label="Known need"[^>]*>\s*([^<]*?)\s*<', page)
        assert need == [FEW, "10"]
        cases = re.findall(r'data-label="(?:Cases in twelve months|Not recorded)"[^>]*>\s*([^<]*?)\s*<', page)
        assert cases and not [one for one in cases if re.match(r"[1-4]\b", one)]


def test_whose_voices_are_missing_is_told_without_a_small_count(area: Area, few: UUID) -> None:
    everybody, rows = missing_voices(actor=area.grace, first=FIRST, last=TODAY)
    assert everybody == FEW and {one.heard for one in rows} <= {FEW, 0}
    for who in (area.amina, area.grace):
        page = as_(who).get("/figures/voices/").content.decode()
        assert not small(page) and FEW in page


def test_how_many_spoke_is_for_whoever_reads_what_they_said(area: Area, few: UUID) -> None:
    assert small(as_(area.amina).get("/voice/engagements/").content.decode()) == ["3"]
    assert not small(as_(area.grace).get("/voice/engagements/").content.decode())
    themes = as_(area.amina).get("/voice/themes/").content.decode()
    assert "rounds them" in themes and small(themes)
    for who in ("bea", "grace", "fay", "lena"):
        assert as_(area.actors[who]).get("/voice/themes/").status_code == 403


def test_an_agency_sees_what_it_was_asked_and_no_sums(area: Area, few: UUID) -> None:
    offered(area)
    for who in ("bea", "grace"):
        for path in ("/voice/", "/voice/payments/"):
            page = as_(area.actors[who]).get(path).content.decode()
            assert not small(page) and not re.search(r"\d+ of \d+ answered", page)


@pytest.mark.parametrize(
    "path", ["/directory/", "/directory/capacity/", "/directory/pathways/", "/directory/thematic/"]
)
def test_free_places_are_the_only_small_number_of_the_directory(area: Area, few: UUID, path: str) -> None:
    service(area)
    assert not small(as_(area.bea).get(path).content.decode())


def public(area: Area, survey: UUID) -> dict[str, str]:
    paths = [
        "/find-help/", "/find-help/survivors/", "/find-help/harmers/", "/find-help/worried/", "/find-help/children/",
        "/find-help/professionals/", f"/your-say/{area.code}/", f"/your-say/{area.code}/write/", "/your-answer/",
        f"/you-said/{area.code}/", address(area, survey, "survey"), address(area, survey), "/open-referral/services",
        "/open-referral/organizations", "/open-referral/service_at_locations",
    ]  # fmt: skip
    drop = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
    return {path: drop.sub("", Client().get(path).content.decode()) for path in paths}


def test_no_page_for_the_public_depends_on_how_many_spoke(area: Area, few: UUID) -> None:
    service(area, places=(HALL,))
    before = public(area, few)
    for number in range(4):
        answered(area, few, groups=["disabled"])
        said(area, child=bool(number % 2), groups=["lgbt"])
    say_need(actor=area.amina, districts="EX1 4\nEX2 2", counts="Crimes", year=2025, source="Police", at=NOW)
    assert public(area, few) == before


@pytest.mark.parametrize(
    ("offered_", "need", "says"),
    [
        ([], 5, "No service in the directory reaches it."),
        ([Offered(frozenset({"men"}), frozenset({"EX1"}), open=False)], 5, "takes people now"),
        ([Offered(frozenset(), frozenset(), open=True)], 5, "Nothing there is for: Men."),
        ([Offered(frozenset({"men"}), frozenset({"EX1"}), open=True)], None, "Nobody has entered"),
        ([Offered(frozenset({"men"}), frozenset({"EX1"}), open=True)], FEW, "No gap shows"),
        ([Offered(frozenset({"men"}), frozenset({"EX2"}), open=True)], 5, "No service in the directory reaches it."),
    ],
)  # fmt: skip
def test_the_gap_of_a_district_is_told_in_words(offered_: list[Offered], need: object, says: str) -> None:
    assert says in place_gap("EX1", need, offered_, {"men": "Men"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "field"),
    [("EX1", "districts"), ("EX1 many", "districts"), ("Devon 4", "districts"), ("EX1 -4", "districts")],
)
def test_a_line_of_need_that_is_none_is_named(area: Area, lines: str, field: str) -> None:
    with pytest.raises(Refusal, match="Line 1") as refused:
        say_need(actor=area.amina, districts=lines, counts="Crimes", year=2025, source="Police", at=NOW)
    assert refused.value.field == field
    with pytest.raises(Refusal, match="what is counted"):
        say_need(actor=area.amina, districts="EX1 4", counts=" ", year=2025, source="Police", at=NOW)
    with pytest.raises(Refusal):
        say_need(actor=area.bea, districts="EX1 4", counts="x", year=2025, source="x", at=NOW)
