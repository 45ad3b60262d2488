"""The API's description: OpenAPI 3.1, whole, and kept to."""

from __future__ import annotations

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from openccr.kernel.days import for_systems
from openccr.site.reference_api import STATUSES, api_page
from openccr.ui.calls import all_calls
from tests.makers import Area
from tests.walls.api_world import Systems, build_systems, ended, issue, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def described() -> dict:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    return answer.json()


@pytest.fixture
def systems(area: Area) -> Systems:
    cache.clear()
    return build_systems(area)


def operations(described: dict) -> dict[tuple[str, str], dict]:
    return {
        (method.upper(), path): operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def plain(path: str) -> str:
    return "/api/" + re.sub(r"{\w+:(\w+)}", r"{\1}", path)


def test_it_is_openapi_3_1_and_describes_every_call_and_no_other(described: dict) -> None:
    assert described["openapi"] == "3.1.0"
    assert set(operations(described)) == {(call.method, plain(call.path)) for call in all_calls()}


def test_every_status_that_a_call_answers_is_described(described: dict) -> None:
    for call in all_calls():
        responses = operations(described)[call.method, plain(call.path)]["responses"]
        assert {int(status) for status in responses} == {call.status, *call.statuses}, call.name


def test_every_call_asks_for_the_secret_and_every_one_that_writes_for_a_key(described: dict) -> None:
    for (method, path), operation in operations(described).items():
        assert operation["security"], path
        keys = [one for one in operation.get("parameters", ()) if one["in"] == "header"]
        assert [one["name"] for one in keys] == (["Idempotency-Key"] if method == "POST" else []), path
        assert all(one["required"] for one in keys)


def test_every_reference_in_it_leads_somewhere_and_every_operation_has_a_name_of_its_own(described: dict) -> None:
    text = str(described)
    for name in re.findall(r"#/components/schemas/(\w+)", text):
        assert name in described["components"]["schemas"], name
    names = [operation["operationId"] for operation in operations(described).values()]
    assert len(names) == len(set(names))


def test_every_state_and_part_in_an_answer_is_one_of_those_named(described: dict) -> None:
    schemas = described["components"]["schemas"]
    for name, schema in schemas.items():
        for field in {"state", "part"} & set(schema.get("properties", ())) - (
            {"part"} if name == "RecordSent" else set()
        ):
            reference = schema["properties"][field]["$ref"].rpartition("/")[2]
            assert schemas[reference]["enum"], (name, field)
    for name, word in (("ReferralState", "received"), ("ResearchState", "nil"), ("PartKind", "harmer")):
        assert word in schemas[name]["enum"]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("At the latest 3 May 2028.", "At the latest 2028-05-03."),
        ("From 1 January 2026 to 31 December 2026.", "From 2026-01-01 to 2026-12-31."),
        ("Refer under section 47 Children Act 1989.", "Refer under section 47 Children Act 1989."),
        ("The 31 Elms 2024 scheme.", "The 31 Elms 2024 scheme."),
    ],
)
def test_a_day_in_a_sentence_is_told_to_a_system_as_a_system_reads_it(said: str, read: str) -> None:
    assert for_systems(said) == read


def test_the_fields_of_a_referral_are_those_of_a_file_without_what_is_never_sent(described: dict) -> None:
    fields = described["components"]["schemas"]["ReferralSent"]["properties"]
    assert {"referral_ref", "victim_given_name", "criteria", "perpetrator_2_dob"} <= set(fields)
    assert not [name for name in fields if "recourse" in name or name == "agency"]
    assert all(field["description"] for field in fields.values())


def test_it_names_nobody_and_loads_nothing_from_elsewhere(described: dict, area: Area) -> None:
    assert "Exampleshire" not in str(described)
    for address in ("/api/docs", "/api/redoc", "/api/"):
        assert Client().get(address).status_code == 404


def test_whatever_is_sent_only_described_statuses_come_back(described: dict, systems: Systems) -> None:
    secrets = ["", "occr_wrong", systems.right.secret, ended(systems.area).secret, issue(systems.area, "police").secret]
    bodies = [b"", b"{", b"[]", b"{}", b'{"x": 1}', b'{"referrals": [{}]}', b'{"evidence": ""}', b" " * 1_000_001]
    for call in all_calls():
        responses = operations(described)[call.method, plain(call.path)]["responses"]
        for elsewhere in (False, True):
            address = systems.address(call, elsewhere=elsewhere)
            for secret in secrets:
                for raw in bodies if call.writes else [b""]:
                    for key in (None, "", "same") if call.writes else (None,):
                        cache.clear()
                        answer = send(call.method, address, secret, raw=raw, key=key)
                        assert str(answer.status_code) in responses, (call.name, answer.status_code, raw[:20])
                        assert answer["Content-Type"].startswith("application/json")


def test_the_reference_page_names_every_call_with_its_scope_and_every_status() -> None:
    text = "\n".join(api_page())
    for call in all_calls():
        assert f"| `{call.method} {plain(call.path)}` | {call.title} | `" in text, call.name
        assert set(call.statuses) <= set(STATUSES)
    assert all(f"| {status} |" in text for status in STATUSES)


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=40) | some.dates().map(str),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)
A_REFERRAL = some.dictionaries(
    some.sampled_from(["referral_ref", "referred_on", "criteria", "victim_dob", "victim_given_name", "children",
                       "victim_phone", "dash_score", "victim_postcode", "perpetrator_2_dob", "consent", "nonsense"]),
    ANYTHING,
)  # fmt: skip
A_BODY = ANYTHING | some.fixed_dictionaries({"referrals": some.lists(A_REFERRAL, min_size=1, max_size=3)})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=A_BODY)
def test_no_referral_however_odd_breaks_anything(systems: Systems, described: dict, body: object) -> None:
    cache.clear()
    raw = json.dumps(body, ensure_ascii=True).encode()
    answer = send("POST", "/api/referrals", systems.right.secret, raw=raw)
    assert str(answer.status_code) in operations(described)["POST", "/api/referrals"]["responses"]
