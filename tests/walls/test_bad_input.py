"""C8: whatever is sent to whichever form, call or importer, the answer is a sentence and never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from openccr.tabular import TableError, read_table
from openccr.ui.calls import all_calls
from tests.makers import Area
from tests.signing_in import as_
from tests.tabular import files
from tests.walls.api_world import build_systems
from tests.walls.bad_input import (
    COUNTS,
    EXAMPLES,
    LONE,
    TEXTS,
    asking,
    count,
    filled,
    forms_of,
    report,
    sendable,
    undone,
)
from tests.walls.world import World

PERSONAS = ("amina", "grace", "bea", "fay", "lena")
QUICK = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES < 10, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _counted() -> object:
    yield
    report()


def ask(client: Client, address: str, said: dict[str, Any], *, kind: str, name: str) -> None:
    with undone():
        answer = client.post(address, sendable(said))
    count(kind).note(f"{name} {said!r}"[:600], answer)


def fill_in(name: str, client: Client, address: str, strategy: st.SearchStrategy[dict[str, Any]]) -> None:
    @QUICK
    @given(said=strategy)
    def sent(said: dict[str, Any]) -> None:
        ask(client, address, said, kind="forms", name=name)

    sent()


@pytest.mark.django_db
def test_every_form_answers_whatever_is_typed_into_it(world: World) -> None:
    """Each page that takes a form, with the fields it shows, by the first persona who may."""
    clients = {name: as_(world.area.actors[name]) for name in PERSONAS}
    for client in clients.values():
        client.raise_request_exception = False
    filled_in = 0
    for page in asking():
        address = world.address(page)
        for client in clients.values():
            form = next(forms_of(page, client, address), None)
            if form is not None:
                filled_in += 1
                break
        strategy = (
            filled(form)
            if form is not None
            else st.dictionaries(st.sampled_from(["once", "x"]), st.sampled_from(TEXTS))
        )
        fill_in(page.name, client if form is not None else clients["amina"], address, strategy)
    found = count("forms")
    assert filled_in >= 60 and not found.broken, "\n".join(found.broken[:10])


ONCE = {"risk.draft": {"x": "a\0b"}, "conference.research_send": {"document_to": "\x15"}}
"""What broke something once."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", ONCE)
def test_what_broke_something_once_breaks_nothing_now(world: World, name: str) -> None:
    client = as_(world.area.amina)
    page = next(one for one in asking() if one.name == name)
    assert client.post(world.address(page), ONCE[name]).status_code < 500


@pytest.mark.django_db
def test_every_page_answers_whatever_stands_behind_its_address(world: World) -> None:
    client = as_(world.area.amina)
    client.raise_request_exception = False
    words = st.dictionaries(
        st.sampled_from(["page", "sort", "q", "next", "when", "state", "from", "x"]), st.sampled_from(TEXTS)
    )
    pages = [page for page in asking() if "GET" in page.methods]

    @settings(QUICK, max_examples=max(1, EXAMPLES // 2))
    @given(said=st.lists(words, min_size=len(pages), max_size=len(pages)))
    def looked(said: list[dict[str, str]]) -> None:
        for page, query in zip(pages, said, strict=True):
            with undone():
                count("addresses").note(f"{page.name} {query!r}", client.get(world.address(page), query))

    looked()
    assert not count("addresses").broken, "\n".join(count("addresses").broken[:10])


def call_badly(client: Client, operation: Any, mode: schemathesis.GenerationMode, *, secret: str) -> None:
    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def called(case: Any) -> None:
        cache.clear()  # so that the limit of calls a minute does not answer in place of the call
        sent = case.as_transport_kwargs(base_url="http://testserver")
        body = sent.get("data") if isinstance(sent.get("data"), bytes | str) else b""
        if sent.get("json") is not None:
            body = json.dumps(sent["json"], default=str)
        headers = {key: str(value) for key, value in dict(sent.get("headers") or {}).items()}
        headers |= {"Authorization": f"Bearer {secret}", "Idempotency-Key": uuid4().hex}
        address = sent["url"].removeprefix("http://testserver")
        with undone():
            answer = client.generic(
                operation.method.upper(), address, body or b"", content_type="application/json", headers=_plain(headers)
            )
        count("calls").note(f"{operation.method} {address} {body!r}"[:600], answer)

    called()


@pytest.mark.django_db
def test_every_call_answers_whatever_is_sent(area: Area) -> None:
    """schemathesis on the API's own description: what fits it, and what does not."""
    systems = build_systems(area)
    client = Client(raise_request_exception=False)
    described = client.get("/api/openapi.json", headers={"Authorization": f"Bearer {systems.right.secret}"}).json()
    schema = schemathesis.openapi.from_dict(described)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) >= len(all_calls())
    for operation in operations:
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            call_badly(client, operation, mode, secret=systems.right.secret)
    assert not count("calls").broken, "\n".join(count("calls").broken[:10])


def _plain(headers: dict[str, str]) -> dict[str, str]:
    return {key: value.encode("latin-1", "ignore").decode("latin-1") for key, value in headers.items() if key.isascii()}


BODIES = (
    b"",
    b"null",
    b"[]",
    b"{",
    b'"' + b"x" * 10_000 + b'"',
    b"[" * 5_000,
    b'{"a":' * 2_000,
    b"1e999",
    b"NaN",
    b"\xff\xfe",
    b"\x00",
    json.dumps({"referrals": [{"reason": LONE}]}).encode(),
    json.dumps({"referrals": [None, 1, [], {}]}).encode(),
    json.dumps({"referrals": [{"reason": "a\0b", "referral_ref": "x" * 9_000, "dash_score": 10**40}]}).encode(),
    json.dumps({"referrals": [{"victim_dob": "0001-01-01", "referred_on": "9999-12-31"}] * 300}).encode(),
)


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(BODIES)))
def test_a_body_that_is_hardly_json_is_refused_in_words(area: Area, number: int) -> None:
    systems = build_systems(area)
    client = Client(raise_request_exception=False)
    for call in all_calls():
        if call.writes:
            cache.clear()
            headers = {"Authorization": f"Bearer {systems.right.secret}", "Idempotency-Key": uuid4().hex}
            with undone():
                answer = client.generic(
                    call.method, systems.address(call), BODIES[number], content_type="application/json", headers=headers
                )
            count("bodies").note(f"{call.path} {BODIES[number][:80]!r}", answer)
            assert answer.status_code in (200, 201, 207, 400, 409, 413, 422), (call.path, answer.content)


def _table(data: bytes) -> None:
    read_table(data, filename="f", known=files.KNOWN)


IMPORTERS: dict[str, Callable[[bytes], object]] = {"tables": _table}


@pytest.mark.parametrize("importer", IMPORTERS)
def test_every_importer_answers_whatever_bytes_it_is_given(importer: str) -> None:
    """Tables here; forms, messages and documents in tests/tabular/test_fuzz*.py and tests/documents/test_hostile.py."""
    heads = st.sampled_from(
        [b"", b"PK\x03\x04", b"a,b\n", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b"<html>", b"\xd0\xcf\x11\xe0"]
    )
    pieces = st.lists(
        st.one_of(st.binary(max_size=40), st.sampled_from([one.encode("utf-8", "ignore") for one in TEXTS]))
    )

    @settings(QUICK, max_examples=EXAMPLES * 20)
    @given(head=heads, rest=pieces)
    def read(head: bytes, rest: list[bytes]) -> None:
        count(importer).sent += 1
        try:
            IMPORTERS[importer](head + b",".join(rest))
        except TableError as refused:
            assert refused.remedy

    read()


def test_enough_was_sent() -> None:
    assert sum(one.sent for one in COUNTS.values()) > 300 or not COUNTS
