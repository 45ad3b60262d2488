"""Every call as every system. None can be forgotten: the list is made from the registry and the resolver together."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from openccr.access.may import why_not
from openccr.casefiles.operations import exclude
from openccr.partnership.clients import client_with
from openccr.partnership.rules import Scope
from openccr.ui.calls import Call, all_calls
from openccr.ui.registry import all_pages
from tests.conference.conferences import WHEN
from tests.makers import Area
from tests.signing_in import as_
from tests.walls.api_world import Systems, build_systems, ended, issue, send, wrong
from tests.walls.test_pages import patterns

pytestmark = pytest.mark.django_db

CALLS = all_calls()
EVERY_CALL = pytest.mark.parametrize("call", CALLS, ids=[f"{call.method} {call.path}" for call in CALLS])


@pytest.fixture
def systems(area: Area) -> Systems:
    cache.clear()  # of the calls counted so far
    return build_systems(area)


def of_one(call: Call) -> bool:
    """Whether its address names a referral, a question or an action."""
    return "{" in call.path


def test_every_address_below_api_is_a_declared_call() -> None:
    below = {one.name for one in patterns(get_resolver()) if str(one.pattern).startswith("api/")}
    assert below == {call.name for call in CALLS} | {"api.description"}


@EVERY_CALL
def test_nobody_a_wrong_secret_and_an_ended_client_get_the_same_answer(call: Call, systems: Systems) -> None:
    answers = [
        systems.make(call, ""),
        systems.make(call, wrong(systems.right).secret),
        systems.make(call, ended(systems.area).secret),
    ]
    assert {one.status_code for one in answers} == {401}
    assert len({one.content for one in answers}) == 1
    assert {one["WWW-Authenticate"] for one in answers} == {"Bearer"}


@EVERY_CALL
def test_the_right_client_is_answered(call: Call, systems: Systems) -> None:
    answer = systems.make(call, systems.right.secret)
    assert answer.status_code == call.status, answer.content


@EVERY_CALL
@pytest.mark.parametrize("agency", ["probation", "police"])
def test_another_agencys_client_gets_nothing_of_the_case(call: Call, agency: str, systems: Systems) -> None:
    """Probation is not on the case; the police are, and what is asked of another agency is not theirs to answer."""
    other = issue(systems.area, agency).secret
    answer = systems.make(call, other)
    if of_one(call):
        assert answer.status_code == 404
        assert answer.content == systems.make(call, other, elsewhere=True).content, "hidden differs from missing"
    else:
        assert answer.status_code == call.status
        said = answer.content.decode()
        assert not any(str(id) in said for id in systems.ids.values())


@EVERY_CALL
def test_an_excluded_agencys_client_gets_nothing_of_the_case(call: Call, systems: Systems) -> None:
    area = systems.area
    exclude(actor=area.amina, file=systems.file, agency_id=area.agencies["housing"], reason="a relative", at=WHEN)
    answer = systems.make(call, systems.right.secret)
    if of_one(call):
        assert answer.status_code == 404
        nowhere = systems.make(call, systems.right.secret, elsewhere=True)
        assert answer.content == nowhere.content and answer.headers.keys() == nowhere.headers.keys()
    else:
        assert not any(str(id) in answer.content.decode() for id in systems.ids.values())


@EVERY_CALL
def test_a_client_without_the_scope_is_refused_and_told_which(call: Call, systems: Systems) -> None:
    for scope in Scope:
        made = issue(systems.area, "housing", scope)
        actor = client_with(made.secret)
        assert actor is not None
        if why_not(actor, call.may) is not None:
            answer = systems.make(call, made.secret)
            assert answer.status_code == 403 and "scope" in answer.json()["error"]


@EVERY_CALL
def test_a_persons_session_opens_no_call(call: Call, systems: Systems, settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]  # personas without a second factor
    client = as_(systems.area.amina)
    answer = client.generic(call.method, systems.address(call), b"{}", content_type="application/json")
    assert answer.status_code == 401


def test_no_call_lists_cases(systems: Systems) -> None:
    for address in ("referrals", "cases", "case", "people", ""):
        assert send("GET", f"/api/{address}", systems.right.secret).status_code in (404, 405)


def test_a_client_opens_no_page(systems: Systems) -> None:
    headers = {"Authorization": f"Bearer {systems.right.secret}"}
    for page in all_pages():
        if not page.public and "<" not in page.path and "GET" in page.methods:
            assert Client().get(f"/{page.path}", headers=headers).status_code == 302, page.name
