"""The feed passes the JSON schemas that Open Referral UK publishes (`open_referral/README.md`), field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from jsonschema_rs import Draft202012Validator, Registry

from tests.directory.test_directory import HALL, provided, refuge, service
from tests.makers import Area

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "open_referral"
BASE = "https://schemas.example/"
SCHEMAS: dict[str, Any] = {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}
REGISTRY = Registry([(BASE + name, schema) for name, schema in SCHEMAS.items()])
ONE = {
    "services": "service.json", "organizations": "organization.json",
    "service_at_locations": "service_at_location.json", "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
}  # fmt: skip
"""Endpoint → the schema of one thing of it."""
IN_A_LIST = ONE | {
    name: f"{ONE[name][:-5]}_list.json" for name in ("services", "organizations", "service_at_locations")
}


OF_HSDS = {"name", "phones", "addresses", "accessibility"}
"""Fields that HSDS 3.0 names and the UK profile leaves out: the name of a language, the telephone of a contact, where a
service in a list is. Without them nobody could use the feed, and the schemas allow them."""


def faults(thing: Any, schema: str) -> list[str]:
    """What the published schema of that name says against it."""
    whole = Draft202012Validator({"$ref": BASE + schema}, registry=REGISTRY, validate_formats=True)
    return [f"{'/'.join(map(str, one.instance_path))}: {one.message}" for one in whole.iter_errors(thing)]


def unknown(thing: Any, schema: dict[str, Any]) -> Iterator[str]:
    """Fields of it that the schema does not name, at any depth."""
    if reference := schema.get("$ref"):
        schema = SCHEMAS[reference]
    for name, value in thing.items():
        known = schema["properties"].get(name)
        if known is None:
            yield name
        elif isinstance(value, dict):
            yield from unknown(value, known)
        elif isinstance(value, list):
            for one in value:
                yield from unknown(one, known["items"]) if isinstance(one, dict) else ()


@pytest.fixture
def filled(area: Area) -> UUID:
    """A directory in which every kind of part is filled, and a bare entry, and a refuge that must not be there."""
    refuge(area)
    service(area, provided(area, "Bare"), name="Bare", website="https://bare.example", phone="", hours="", fees="")
    return service(
        area, places=(HALL,), minimum_age=16, maximum_age=99, website="https://willow.example",
        email="a@willow.example",
        accreditation="A quality mark", eligibility="Women", area_words="The north", districts=[], fees="free",
        audiences=["survivors", "children"],
    )  # fmt: skip


def test_the_schemas_are_those_that_were_published() -> None:
    assert len(SCHEMAS) == 21
    assert SCHEMAS["openapi.json"]["info"]["title"] == "Open Referral UK Profile"
    assert faults({"id": "x"}, "service.json") and faults({"name": "x"}, "service_list.json")
    assert faults({"id": "ac148810-d857-441c-9679-408f346de14b", "name": "x", "status": "open"}, "service.json")


@pytest.mark.parametrize("endpoint", ONE)
def test_every_list_and_everything_in_it_passes(area: Area, filled: UUID, endpoint: str) -> None:
    found = Client().get(f"/open-referral/{endpoint}?per_page=200").json()
    assert found["contents"]
    assert not faults(found, "openapi.json#/components/schemas/Page")
    for item in found["contents"]:
        assert not faults(item, IN_A_LIST[endpoint]), item["id"]
        assert set(unknown(item, SCHEMAS[IN_A_LIST[endpoint]])) <= OF_HSDS


@pytest.mark.parametrize("endpoint", ONE)
def test_everything_asked_for_by_its_id_passes(area: Area, filled: UUID, endpoint: str) -> None:
    for item in Client().get(f"/open-referral/{endpoint}?per_page=200").json()["contents"]:
        whole = Client().get(f"/open-referral/{endpoint}/{item['id']}").json()
        assert not faults(whole, ONE[endpoint]), item["id"]


def test_a_whole_service_has_no_field_that_the_standard_does_not_name(area: Area, filled: UUID) -> None:
    whole = Client().get(f"/open-referral/services/{filled}").json()
    assert set(unknown(whole, SCHEMAS["service.json"])) == {"name", "phones"}
    for part in ("schedules", "service_areas", "languages", "cost_options", "contacts", "attributes"):
        assert whole[part], part
    assert whole["service_at_locations"][0]["location"]["addresses"]


def test_the_root_passes(area: Area) -> None:
    answers = SCHEMAS["openapi.json"]["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]
    said = Client().get("/open-referral/").json()
    assert Draft202012Validator(answers["schema"], validate_formats=True).is_valid(said)
    assert set(said) == set(answers["schema"]["properties"])


def test_every_endpoint_that_the_profile_names_is_there(area: Area, filled: UUID) -> None:
    for path in SCHEMAS["openapi.json"]["paths"]:
        if "{" not in path:
            assert Client().get(f"/open-referral{path}").status_code == 200, path
