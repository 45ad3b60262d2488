"""The feed as the UK profile of Open Referral 3.0 asks for it. A port of its rules: required endpoints, paging, fields.

The rules were read from the profile's compiled schemas and the published validator; nothing of them is copied here.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from openccr.directory.feed import TAXONOMY
from tests.directory.test_directory import HALL, provided, service
from tests.makers import Area

pytestmark = pytest.mark.django_db

UUIDS = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
LISTS = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
PAGE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool, "last_page": bool,
    "empty": bool, "contents": list,
}  # fmt: skip
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
    "part": ("id",),
}
PARTS = ("schedules", "service_areas", "languages", "cost_options", "contacts", "attributes", "service_at_locations")


def has(thing: dict[str, Any], kind: str) -> None:
    for field in REQUIRED[kind]:
        assert thing.get(field) not in (None, ""), (kind, field)
    for field, value in thing.items():
        assert value is not None, (kind, field)
        if field == "id" or field.endswith("_id"):
            assert UUIDS.fullmatch(value), (kind, field)


def is_service(thing: dict[str, Any], *, whole: bool) -> None:
    has(thing, "service")
    assert thing["status"] in ("active", "inactive", "defunct", "temporarily closed")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", thing["last_modified"])
    for field in ("minimum_age", "maximum_age"):
        assert isinstance(thing.get(field, 0), int)
    has(thing["organization"], "organization")
    assert (set(thing) & set(PARTS) != set()) is whole
    for name in PARTS:
        for part in thing.get(name, []):
            has(part, "part")
    for part in thing.get("attributes", []):
        has(part["taxonomy_term"], "taxonomy_term")
    for part in thing.get("service_at_locations", []):
        is_at_location(part)


def is_at_location(thing: dict[str, Any]) -> None:
    has(thing, "part")
    has(thing["location"], "location")
    assert thing["location"]["location_type"] in ("physical", "postal", "virtual")
    for address in thing["location"]["addresses"]:
        has(address, "address")
        assert len(address["country"]) == 2 and address["address_type"] in ("physical", "postal", "virtual")


@pytest.fixture
def one(area: Area) -> UUID:
    return service(area, places=(HALL,), minimum_age=16, maximum_age=99, website="https://willow.example")


def test_the_root_says_which_version_and_profile_it_speaks(area: Area) -> None:
    said = Client().get("/open-referral/").json()
    assert said["version"] == "HSDS-UK-3.0" and said["profile"].startswith("https://")
    assert said["openapi_url"].startswith("https://")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_paged_open_to_all_and_says_so(area: Area, one: UUID, name: str) -> None:
    answer = Client().get(f"/open-referral/{name}")
    said = answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*" and answer["Content-Type"] == "application/json"
    assert {key: type(value) for key, value in said.items()} == PAGE
    assert said["total_items"] >= 1 and said["size"] == len(said["contents"]) and not said["empty"]
    assert Client().get(f"/open-referral/{name}/").status_code == 404
    beyond = Client().get(f"/open-referral/{name}?page=9999").json()
    assert beyond["empty"] and beyond["contents"] == [] and beyond["last_page"]


@pytest.mark.parametrize("name", LISTS)
def test_every_item_of_a_list_is_found_by_its_id(area: Area, one: UUID, name: str) -> None:
    for item in Client().get(f"/open-referral/{name}").json()["contents"]:
        found = Client().get(f"/open-referral/{name}/{item['id']}")
        assert found.status_code == 200 and found.json()["id"] == item["id"]
        assert found["Access-Control-Allow-Origin"] == "*"
    assert Client().get(f"/open-referral/{name}/00000000-0000-4000-8000-000000000000").status_code == 404


def test_services_have_what_the_profile_requires(area: Area, one: UUID) -> None:
    for item in Client().get("/open-referral/services").json()["contents"]:
        is_service(item, whole=False)
    whole = Client().get(f"/open-referral/services/{one}").json()
    is_service(whole, whole=True)
    assert whole["url"] == "https://willow.example" and (whole["minimum_age"], whole["maximum_age"]) == (16, 99)
    assert [part["service_area"] for part in whole["service_areas"]] == ["EX1"]
    assert whole["contacts"][0]["phones"][0]["number"] == "07700 900881"
    assert whole == Client().get(f"/open-referral/services/{one}").json()


def test_places_organisations_and_terms_have_what_the_profile_requires(area: Area, one: UUID) -> None:
    for item in Client().get("/open-referral/service_at_locations").json()["contents"]:
        is_at_location(item)
        is_service(item["service"], whole=False)
    for item in Client().get("/open-referral/organizations").json()["contents"]:
        has(item, "organization")
        of = Client().get(f"/open-referral/organizations/{item['id']}").json()
        assert [each["name"] for each in of["services"]] == ["Talking line"]
    for item in Client().get("/open-referral/taxonomy_terms?per_page=200").json()["contents"]:
        has(item, "taxonomy_term")
        assert item["taxonomy_id"] == str(TAXONOMY)
    for item in Client().get("/open-referral/taxonomies").json()["contents"]:
        has(item, "taxonomy")


def test_lists_are_cut_where_the_asker_says(area: Area, one: UUID) -> None:
    provider = provided(area, "Second")
    for number in range(4):
        service(area, provider, name=f"Line {number}")
    first = Client().get("/open-referral/services?per_page=2&page=1").json()
    last = Client().get("/open-referral/services?per_page=2&page=3").json()
    assert (first["total_items"], first["total_pages"], first["size"]) == (5, 3, 2)
    assert first["first_page"] and not first["last_page"] and last["last_page"] and last["size"] == 1


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("search=talking", 1), ("search=nothing", 0), ("minimum_age=20", 1), ("maximum_age=10", 0),
        ("minimum_age=100", 0), (f"taxonomy_id={TAXONOMY}", 1), ("taxonomy_id=00000000-0000-4000-8000-000000000000", 0),
        ("search=%00", 1),
    ],
)  # fmt: skip
def test_services_are_narrowed_as_the_profile_says(area: Area, one: UUID, asked: str, number: int) -> None:
    assert Client().get(f"/open-referral/services?{asked}").json()["total_items"] == number


def test_services_are_found_by_the_terms_they_carry(area: Area, one: UUID) -> None:
    terms = Client().get("/open-referral/taxonomy_terms?per_page=200").json()["contents"]
    by_key = {term["term"]: term["id"] for term in terms}
    for key, number in (("women_only", 1), ("men", 0)):
        assert Client().get(f"/open-referral/services?taxonomy_term_id={by_key[key]}").json()["total_items"] == number


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "per_page=0", "page=99999999999", "minimum_age=old"])
def test_what_cannot_be_asked_is_refused_with_a_sentence(area: Area, asked: str) -> None:
    answer = Client().get(f"/open-referral/services?{asked}")
    assert answer.status_code == 400 and answer.json()["error"]
