"""A real identity provider (Canaille) on this computer: it signs in people of the tests and gives out signed tokens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin
from wsgiref.simple_server import WSGIRequestHandler, make_server

import requests
from canaille import create_app
from canaille.app import models
from canaille.app.session import UserSession
from canaille.backends import Backend
from flask import g

PASSWORD = "three words apart"
CLIENT_ID, CLIENT_SECRET = "openccr-tests", "a secret of the tests"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@dataclass
class IdentityProvider:
    """The running provider. `shown` are the factors that its next visitor has shown, when they skip its own form."""

    app: Any
    issuer: str
    visitor: str = ""
    shown: tuple[str, ...] = ("password",)

    def knows(self, name: str, email: str) -> None:
        """Add somebody with an account there."""
        with self.app.app_context():
            user = models.User(user_name=name, family_name=name, formatted_name=name, emails=[email], password=PASSWORD)
            Backend.instance.save(user)

    def trusts(self, back: str) -> None:
        """Register OpenCCR as its client, with the address to lead back to."""
        with self.app.app_context():
            for former in Backend.instance.query(models.Client, client_id=CLIENT_ID):
                Backend.instance.delete(former)
            client = models.Client(
                client_id=CLIENT_ID,
                client_secret=CLIENT_SECRET,
                client_name="OpenCCR",
                client_uri="http://app.localhost",
                redirect_uris=[back],
                grant_types=["authorization_code"],
                response_types=["code"],
                scope=["openid", "email"],
                token_endpoint_auth_method="client_secret_post",
            )
            Backend.instance.save(client)
            client.audience = [client]
            Backend.instance.save(client)

    def says_that_addresses_are(self, verified: str) -> None:
        """What it says of everybody's e-mail address from now on; "" for nothing."""
        self.app.config["CANAILLE_OIDC"]["USERINFO_MAPPING"]["EMAIL_VERIFIED"] = verified

    def sign_in(self, address: str, name: str) -> str:
        """Sign somebody in there through its own form, and answer where it leads back to."""
        browser = requests.Session()
        page = browser.get(address, timeout=10)
        page = browser.post(page.url, data={"login": name}, timeout=10)
        answer = browser.post(page.url, data={"password": PASSWORD}, timeout=10, allow_redirects=False)
        return self._until_it_leads_back(browser, answer)

    def pass_through(self, address: str, name: str, *shown: str) -> str:
        """As `sign_in`, for somebody who is signed in there already with those factors."""
        self.visitor, self.shown = name, shown
        try:
            browser = requests.Session()
            return self._until_it_leads_back(browser, browser.get(address, timeout=10, allow_redirects=False))
        finally:
            self.visitor = ""

    def _until_it_leads_back(self, browser: requests.Session, answer: requests.Response) -> str:
        while True:
            assert answer.is_redirect, f"{answer.status_code} at {answer.url}: {answer.text}"
            there = urljoin(answer.url, answer.headers["Location"])
            if not there.startswith(self.issuer):
                return there
            answer = browser.get(there, timeout=10, allow_redirects=False)


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """One that runs as long as the block does, on a port that is free."""
    holder: dict[str, Any] = {}

    def app(environ: Any, start: Any) -> Any:
        return holder["app"](environ, start)

    server = make_server("localhost", 0, app, handler_class=_Quiet)
    name = f"localhost:{server.server_port}"
    holder["app"] = create_app(
        {
            "SECRET_KEY": "only for these tests",
            "WTF_CSRF_ENABLED": False,
            "SERVER_NAME": name,
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {
                "JAVASCRIPT": False,
                "DATABASE": "memory",
                "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}},
                "LOGGING": {"version": 1, "disable_existing_loggers": False},
            },
        }
    )
    found = IdentityProvider(holder["app"], f"http://{name}")
    found.says_that_addresses_are("true")

    @found.app.before_request
    def passing_through() -> None:
        if found.visitor:
            user = Backend.instance.get(models.User, user_name=found.visitor)
            g.session = UserSession(user, datetime.now(UTC), list(found.shown))

    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
