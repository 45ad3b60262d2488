"""One cell of the matrix: somebody asks for one address by one method. Fast, and without a trace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache as kept
from django.db import transaction
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver

from openccr.ui.registry import Page, all_pages
from tests.walls.standings import Standing
from tests.walls.world import NOT_OF_THE_CASE, World

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
UUIDS = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}")
OTHER_WORDS = {"referral_id": "referral", "research_id": "research", "action_id": "action", "pk": "number"}
"""Names in addresses of calls → names of the world."""
CHANGING = re.compile(rb'name="(?:csrfmiddlewaretoken|once|window)" value="[^"]*"|nonce="[^"]*"')


@dataclass(frozen=True)
class Route:
    """One address of the site. `page` is None for what is no declared page."""

    name: str
    path: str
    page: Page | None

    @property
    def is_call(self) -> bool:
        return self.path.startswith("api/")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    leads_to: str
    headers: dict[str, str]
    body: bytes

    @property
    def outcome(self) -> str:
        """In one word of the policy table."""
        if self.status in (301, 302):
            if self.leads_to.startswith(("/accounts/login/", "/session/locked")):
                return "sign in"
            return "second factor" if self.leads_to.startswith("/accounts/2fa/") else "answered"
        words = {401: "sign in", 403: "refused", 404: "not there", 405: "no such method"}
        return words.get(self.status, "answered" if self.status < 500 else "broken")

    def bare(self) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
        """Status, bytes and headers without what differs from one request to the next, ids asked for among it."""
        body = UUIDS.sub(b"ID", CHANGING.sub(b"", self.body))
        leads_to = UUIDS.sub(b"ID", self.leads_to.encode()).decode()
        headers = {**self.headers, "Location": leads_to, "Content-Length": "", "Content-Security-Policy": ""}
        return self.status, body, tuple(sorted(headers.items()))


@cache
def routes() -> tuple[Route, ...]:
    """Every address the resolver knows, each once."""
    pages = {page.name: page for page in all_pages()}
    found = {}
    for one in _patterns(get_resolver()):
        name, path = one.name or str(one.pattern), str(one.pattern)
        found[name, path] = Route(name, path, pages.get(name))
    return tuple(found.values())


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in resolver.url_patterns:
        found += _patterns(one) if isinstance(one, URLResolver) else [one]
    return found


_handler = ClientHandler(enforce_csrf_checks=False)
_factory = RequestFactory(REMOTE_ADDR="127.0.0.1")


def ask(standing: Standing, method: str, address: str, *, body: bytes = b"", content_type: str = "") -> Answer:
    """The answer; what it wrote is undone, and nothing that counts requests remembers it."""
    headers = {"Authorization": f"Bearer {standing.secret}"} if standing.secret else {}
    if method == "POST" and address.startswith("/api/"):
        headers["Idempotency-Key"] = uuid4().hex
    request = _factory.generic(
        method, address, body, content_type or "application/x-www-form-urlencoded", headers=headers
    )
    if standing.cookie:
        request.environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={standing.cookie}"
    kept.clear()
    point = transaction.savepoint()
    try:
        response = _handler(request.environ)
        return Answer(
            response.status_code, response.headers.get("Location", ""), dict(response.headers), _content(response)
        )
    finally:
        transaction.savepoint_rollback(point)


def _content(response: object) -> bytes:
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return bytes(response.content)  # type: ignore[attr-defined]


def address(world: World, route: Route, *, elsewhere: bool = False, every: bool = False) -> str:
    """The route's address in this world, or the same about a case (or `every` thing) that does not exist."""
    parts = []
    for part in route.path.split("/"):
        if part.startswith("<"):
            name = part.strip("<>").rpartition(":")[2]
            name = OTHER_WORDS.get(name, name)
            if name not in world.ids:
                raise AssertionError(f"{route.name}: tell tests/walls/world.py what <{name}> stands for")
            gone = elsewhere and part.startswith("<uuid") and (every or name not in NOT_OF_THE_CASE)
            part = str(uuid4() if gone else world.ids[name])
        parts.append(part)
    return "/" + "/".join(parts)
