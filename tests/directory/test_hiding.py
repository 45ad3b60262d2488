"""A list says in any corner that a place must not be known, and points to the row above in place of a name."""

from __future__ import annotations

import json

import pytest

from openccr.access.acting import acting_as
from openccr.directory.models import Service, Site
from openccr.directory.rules.loosely import points
from tests.directory.test_importing import bring, exported
from tests.makers import Area

pytestmark = pytest.mark.django_db

HEAD = "Agency / Provider,Name of service,What do they do?,Who for,Tel.,Address,Town,Postcode,Notes\n"
ROW = "Fern Trust,Hope House,Twelve flats,Women,07700 900152,14 Long Lane,Exampleton,EX2 9ZZ,"


@pytest.mark.parametrize("note", ["Do NOT give out address!!", "do  not\tshare", "Address is confidential", "SECRET"])
def test_a_warning_in_a_column_that_is_not_read_keeps_the_place_out(area: Area, note: str) -> None:
    outcome = bring(area, HEAD + ROW + note + "\n")
    assert "must not be known" in " ".join(one.reason for one in outcome.refused)
    with acting_as(area.amina):
        assert not Service.objects.exists() and not Site.objects.exists()


def test_an_export_says_it_in_its_alert(area: Area) -> None:
    place = {
        "name": "House",
        "addresses": [{"address_1": "4 Long Lane", "city": "X", "region": "Y", "postal_code": "EX1 1AA"}],
    }
    given = exported(service_at_locations=[{"location": place}])
    assert bring(area, json.dumps([given | {"alert": "Do not publish the address"}])).added == 0
    assert bring(area, json.dumps([given | {"alert": "Ring first"}])).added == 1


def test_the_same_row_without_a_warning_comes_in_under_headings_as_people_write_them(area: Area) -> None:
    outcome = bring(area, HEAD + ROW + "Ask for Jo\n")
    assert outcome.added == 1 and not outcome.refused
    # Where there is no place, a warning keeps nothing out.
    assert bring(area, HEAD + "Fern Trust,Line,Talk,Women,07700 900153,,,,Do not give out Jo's number\n").added == 1


@pytest.mark.parametrize("words", ["As above", "ditto", '""""'])
def test_no_organisation_is_called_as_above(area: Area, words: str) -> None:
    outcome = bring(area, HEAD + ROW + f"\n{words},Line,Talk,Women,07700 900153,,,,\n")
    assert outcome.added == 1 and [one.reason for one in outcome.refused] == [
        "This points to another row. Write it out, also where it is the same."
    ]


def test_names_that_only_begin_like_it_are_names() -> None:
    assert not any(points(one) for one in ("Above and Beyond", "Same Day Service", "", "n/a", "07700 900153"))


def test_men_alone_is_sent_back_where_the_service_speaks_of_changing(area: Area) -> None:
    row = "Fern Trust,{},{},{},07700 900154,,,,\n"
    lines = [
        row.format("Men's group", "For men who want to change", "Men"),
        row.format("Men's line", "Somebody to talk to", "Men"),
        row.format("Course", "For men who want to change", "People who abuse"),
    ]
    outcome = bring(area, HEAD + "".join(lines))
    sent_back = [(one.row, one.reason) for one in outcome.refused if one.column == "audiences"]
    assert [row for row, _ in sent_back] == [2] and outcome.added == 1
    assert "It may be for people who abuse: it says “to change”" in sent_back[0][1]
