"""Single sign-on with an identity provider of another make than the first: nothing here is bent to one of them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openccr.accounts.models import User
from openccr.partnership import providers
from tests.door import door
from tests.makers import Area
from tests.partnership import toolkit_provider
from tests.partnership.at_work import HOME, agreed, changed, come_back, leave, linked, signed_in_as
from tests.partnership.identity_provider import CLIENT_ID, CLIENT_SECRET, PASSWORD
from tests.site.test_run_postgres import wait_until

pytestmark = pytest.mark.django_db


@dataclass
class Toolkit:
    """The running provider."""

    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}/o"

    def told(self, **words: object) -> None:
        requests.post(f"http://localhost:{self.port}/control/", json=words, timeout=10).raise_for_status()

    def knows(self, name: str, email: str) -> None:
        self.told(person={"username": name, "email": email, "password": PASSWORD})

    def trusts(self, back: str) -> None:
        self.told(client={"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uris": back})

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.issuer}/.well-known/openid-configuration", timeout=1).ok
        except requests.RequestException:
            return False

    def sign_in(self, address: str, name: str) -> str:
        """Sign somebody in there through its own form, and answer where it leads back to."""
        browser = requests.Session()
        page = browser.get(address, timeout=10)
        given = {"username": name, "password": PASSWORD, "next": parse_qs(urlsplit(page.url).query)["next"][0]}
        given["csrfmiddlewaretoken"] = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answer = browser.post(page.url, data=given, timeout=10, allow_redirects=False)
        while True:
            assert answer.is_redirect, f"{answer.status_code} at {answer.url}: {answer.text[:300]}"
            there = urljoin(answer.url, answer.headers["Location"])
            if not there.startswith(f"http://localhost:{self.port}"):
                return there
            answer = browser.get(there, timeout=10, allow_redirects=False)


@pytest.fixture(scope="module")
def toolkit() -> Iterator[Toolkit]:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        found = Toolkit(probe.getsockname()[1])
    folder = Path(tempfile.mkdtemp(prefix="openccr-toolkit-"))
    command = [sys.executable, toolkit_provider.__file__, str(found.port), str(folder)]
    with subprocess.Popen(command, env={"PATH": "/usr/bin:/bin"}) as process:
        try:
            assert wait_until(found.is_up, 60), "the identity provider did not start"
            found.knows("bea", "bea@exampleshire.example")
            found.knows("pia", "pia@exampleshire.example")
            found.knows("stranger", "stranger@exampleshire.example")
            yield found
        finally:
            process.kill()
    shutil.rmtree(folder)


@pytest.fixture
def provider(area: Area, toolkit: Toolkit, settings: object) -> providers.Provider:
    cache.clear()
    settings.ADDRESS = HOME  # type: ignore[attr-defined]
    toolkit.told(says={"verified": True})
    return agreed(area, toolkit)  # type: ignore[arg-type]


def test_an_invited_person_signs_in_there_and_is_known_again(
    area: Area, toolkit: Toolkit, provider: providers.Provider
) -> None:
    browser = Client()
    come_back(browser, toolkit.sign_in(leave(browser, provider), "bea"))
    assert signed_in_as(browser) == area.bea.user_id
    assert browser.get("/")["Location"] == reverse("mfa_index"), "our own second factor: its word is not taken"
    door(lambda: User.objects.filter(pk=area.bea.user_id).update(email="another@exampleshire.example"))
    again = Client()
    come_back(again, toolkit.sign_in(leave(again, provider), "bea"))
    assert signed_in_as(again) == area.bea.user_id, "known by the subject, whatever the address"


def test_one_that_ends_before_our_second_factor_is_shown_lets_nobody_in(
    area: Area, toolkit: Toolkit, provider: providers.Provider
) -> None:
    door(lambda: TOTP.activate(User.objects.get(pk=area.bea.user_id), generate_totp_secret()))
    browser = Client()
    answer = come_back(browser, toolkit.sign_in(leave(browser, provider), "bea"))
    assert answer["Location"] == reverse("mfa_authenticate")
    providers.end(actor=area.lena, provider=provider.id)
    answer = browser.get(reverse("mfa_authenticate"))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
    assert signed_in_as(browser) is None


@pytest.mark.parametrize("name", ["stranger", "pia"])
def test_whom_nobody_invited_or_another_agency_invited_is_not_let_in(
    toolkit: Toolkit, provider: providers.Provider, name: str
) -> None:
    browser = Client()
    answer = come_back(browser, toolkit.sign_in(leave(browser, provider), name))
    assert answer.status_code == 403 and signed_in_as(browser) is None and linked() == 0


def test_an_address_that_it_does_not_vouch_for_links_nothing(toolkit: Toolkit, provider: providers.Provider) -> None:
    toolkit.told(says={"verified": False})
    browser = Client()
    answer = come_back(browser, toolkit.sign_in(leave(browser, provider), "bea"))
    assert answer.status_code == 403 and linked() == 0


@pytest.mark.parametrize("part", ["nonce", "code_challenge"])
def test_a_sign_in_that_was_begun_by_somebody_else_is_refused(
    toolkit: Toolkit, provider: providers.Provider, part: str
) -> None:
    browser = Client()
    there = changed(leave(browser, provider), **{part: "x" * 43})
    answer = come_back(browser, toolkit.sign_in(there, "bea"))
    assert answer.status_code == 403 and signed_in_as(browser) is None


def test_a_way_back_is_taken_once_and_in_the_browser_that_left(toolkit: Toolkit, provider: providers.Provider) -> None:
    browser = Client()
    back = toolkit.sign_in(leave(browser, provider), "bea")
    assert come_back(Client(), back).status_code == 403
    come_back(browser, back)
    assert signed_in_as(browser) is not None
    assert come_back(Client(), back).status_code == 403, "nothing is taken twice"
