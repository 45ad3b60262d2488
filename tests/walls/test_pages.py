"""Every page as every person. None can be forgotten: the list is made from the registry and the resolver together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import UUID

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from openccr.access.may import why_not
from openccr.accounts.urls import SIGN_IN
from openccr.kernel.actors import Actor
from openccr.site.menu import MENU
from openccr.ui.calls import all_calls
from openccr.ui.registry import Page, all_pages
from tests.casefiles.test_officer import officer_of
from tests.signing_in import as_
from tests.walls.world import PERSONAS, World, plain, seen

pytestmark = pytest.mark.django_db

MATRIX = Path(__file__).parent / "matrix.txt"
OUTSIDE = {"healthz", "api.description", *(pattern.name for pattern in SIGN_IN)}
"""Addresses that are no pages: signing in, the server's health, the API's description (its calls: test_api.py)."""


@dataclass(frozen=True)
class Answer:
    """What a person meets: the page asked for, or a button pressed with nothing filled in; `body` if no case's page."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def word(self) -> str:
        """In one word of the matrix."""
        words = {200: "yes", 204: "yes", 302: "yes", 422: "yes", 403: "no", 404: "hidden"}
        return words.get(self.status, str(self.status))


@pytest.fixture(scope="module")
def answers(standing_world: World, django_db_blocker: object) -> dict[tuple[str, str], Answer]:
    """Persona and page → the answer. Asked once for all the tests that read them."""
    found = {}
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True):
        for persona in PERSONAS:
            cookies = as_(standing_world.area.actors[persona]).cookies
            for page in signed_in_pages():
                found[persona, page.name] = answered(standing_world, cookies, page)
    return found


def answered(world: World, cookies: SimpleCookie, page: Page) -> Answer:
    """Each in the same world and the same session: a pressed button must not change the next answer."""
    client = Client()
    client.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer = client.generic("GET" if "GET" in page.methods else "POST", world.address(page))
        transaction.set_rollback(True)
    body = b"" if page.of_file or answer.streaming else answer.content
    return Answer(answer.status_code, dict(answer.headers), body)


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in resolver.url_patterns:
        found += patterns(one) if isinstance(one, URLResolver) else [one]
    return found


def signed_in_pages() -> list[Page]:
    return [page for page in all_pages() if not page.public]


def test_no_address_lies_outside_the_registry() -> None:
    declared = {page.name for page in all_pages()} | {call.name for call in all_calls()}
    strangers = {one.name or str(one.pattern) for one in patterns(get_resolver())} - declared - OUTSIDE
    assert not strangers, f"{sorted(strangers)}: declare the page in its app's pages.py"


def test_every_declared_page_has_its_address() -> None:
    resolved = {one.name for one in patterns(get_resolver())}
    assert {page.name for page in all_pages()} <= resolved


def test_every_page_of_the_menu_has_its_place_in_it() -> None:
    assert {page.name for page in all_pages() if page.menu} == set(MENU), "name it in openccr.site.menu"


def test_no_title_can_hold_a_persons_name() -> None:
    for page in all_pages():
        assert "{" not in page.title and page.title.strip(), f"{page.name}: a title is fixed words"


def test_nobody_signed_in_is_led_to_the_sign_in(world: World) -> None:
    for page in signed_in_pages():
        answer = Client().generic(page.methods[0], world.address(page))
        assert answer.status_code == 302, page.name
        assert answer.headers["Location"].startswith("/accounts/login/"), page.name


def test_every_page_as_every_person(answers: dict[tuple[str, str], Answer], request: pytest.FixtureRequest) -> None:
    """The whole matrix stands in matrix.txt, for people to read; a changed cell is a changed policy.

    To take a change over after reading it: `./run test tests/walls/test_pages.py --take-matrix`.
    """
    found: dict[str, dict[str, str]] = {}
    for (persona, page), answer in answers.items():
        assert answer.status < 500 and answer.word in ("yes", "no", "hidden"), f"{persona} at {page}: {answer.status}"
        found.setdefault(page, {})[persona] = answer.word
    text = written(found)
    if request.config.getoption("--take-matrix"):
        MATRIX.write_text(text, encoding="utf-8")
    committed = MATRIX.read_text(encoding="utf-8") if MATRIX.exists() else ""
    assert text == committed, "Who meets what has changed: read the difference, then take it over with --take-matrix"


def written(found: dict[str, dict[str, str]]) -> str:
    width = max(map(len, found)) + 2
    head = "page".ljust(width) + "".join(name.ljust(8) for name in PERSONAS)
    rows = [
        name.ljust(width) + "".join(cells[one].ljust(8) for one in PERSONAS) for name, cells in sorted(found.items())
    ]
    return "\n".join(line.rstrip() for line in (head, *rows)) + "\n"


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_case_that_is_hidden_is_never_shown_and_a_closed_permission_never_opens(
    world: World, answers: dict[tuple[str, str], Answer], persona: str
) -> None:
    actor = world.area.actors[persona]
    sees = seen(world, actor)
    for page in signed_in_pages():
        if "GET" not in page.methods:
            continue
        status = answers[persona, page.name].status
        if why_not(actor, page.may) is not None:
            assert status == 403, f"{persona} may not {page.may}, and {page.name} answers {status}"
        elif page.of_file and not sees:
            assert status == 404, f"{persona} does not see the case, and {page.name} answers {status}"


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "OPTIONS"])
@pytest.mark.parametrize("persona", ["carl", "dee", "eve", "lena"])
def test_a_hidden_case_cannot_be_told_from_one_that_does_not_exist(world: World, persona: str, method: str) -> None:
    """T-EXCL: same status, same headers, same bytes, on every page whose address names a case."""
    actor = world.area.actors[persona]
    client = as_(actor)
    for page in signed_in_pages():
        if not page.of_file:
            continue
        there, nowhere = world.address(page), world.elsewhere(page)
        one, other = client.generic(method, there), client.generic(method, nowhere)
        assert one.status_code == other.status_code, f"{page.name}: {one.status_code} and {other.status_code}"
        ids = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
        bare_one, bare_other = (plain(it.content, *ids.findall(it.request["PATH_INFO"])) for it in (one, other))
        assert bare_one == bare_other, f"{page.name}: the answers differ"
        assert dict(one.headers).keys() == dict(other.headers).keys(), page.name


def test_what_the_excluded_meets_in_lists_is_what_the_outsider_meets(
    world: World, answers: dict[tuple[str, str], Answer]
) -> None:
    """The excluded worker's lists, counts and to-do say nothing of the case, though her agency is on it."""
    reference, initials = _names_of(world)
    for page in signed_in_pages():
        if page.of_file or "GET" not in page.methods:
            continue
        body = answers["eve", page.name].body.decode(errors="replace")
        for trace in (reference, str(world.ids["file"]), str(world.ids["hearing"]), str(world.ids["action"])):
            assert trace not in body, f"{page.name} shows the excluded worker {trace}"
    assert initials


def _names_of(world: World) -> tuple[str, str]:
    from openccr.access.acting import acting_as
    from openccr.casefiles.models import CaseFile

    with acting_as(world.area.amina):
        file = CaseFile.objects.get(id=UUID(str(world.ids["file"])))
    return file.reference, file.title


def may(actor: Actor, page: Page) -> bool:
    return why_not(actor, page.may) is None


def test_pages_that_need_a_fresh_proof_ask_for_it(world: World) -> None:
    clients = {}
    officer = officer_of(world.area)
    for actor in (world.area.grace, world.area.amina, officer):
        clients[actor] = as_(actor)
        session = clients[actor].session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "demonstration", "at": 0}]
        session.save()
    asking = [page for page in signed_in_pages() if page.step_up]
    assert asking
    for page in asking:
        client = clients[next(one for one in (world.area.amina, world.area.grace, officer) if may(one, page))]
        answer = client.generic(page.methods[0], world.address(page))
        assert answer.status_code == 302 and "/demo/confirm" in answer.headers["Location"], page.name


def test_a_form_without_its_token_is_refused(world: World) -> None:
    client = as_(world.area.amina)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for page in signed_in_pages():
        if "POST" in page.methods:
            assert strict.post(world.address(page)).status_code == 403, page.name


def test_every_page_says_it_must_not_be_kept(answers: dict[tuple[str, str], Answer]) -> None:
    for page in signed_in_pages():
        if "GET" in page.methods:
            headers = answers["amina", page.name].headers
            assert "no-store" in headers["Cache-Control"], page.name
            assert (
                "default-src 'none'" in headers["Content-Security-Policy"]
                or "sandbox" in headers["Content-Security-Policy"]
            )
