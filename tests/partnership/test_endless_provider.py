"""A provider whose answers have no end, in bytes or in time, lets nobody in and keeps nobody waiting (T15)."""

from __future__ import annotations

import gzip
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.urls import reverse

from openccr.partnership import asking_providers, providers
from tests.makers import Area
from tests.partnership.at_work import changed, come_back, leave, signed_in_as

pytestmark = pytest.mark.django_db

Answer = Callable[[BaseHTTPRequestHandler], None]
BIG = 30_000_000
PIECE = b" " * 65_536


class Hostile:
    """A provider on this computer: what it answers at each address, and how much of it was taken."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.taken = 0
        self.issuer = ""

    def says(self, path: str, found: dict[str, object]) -> None:
        def answer(asked: BaseHTTPRequestHandler) -> None:
            self.head(asked, "Content-Type: application/json")
            asked.wfile.write(json.dumps(found).encode())

        self.answers[path] = answer

    def head(self, asked: BaseHTTPRequestHandler, *headers: str, status: str = "200 OK") -> None:
        asked.wfile.write("\r\n".join([f"HTTP/1.0 {status}", *headers, "", ""]).encode())

    def is_long(self, path: str, *headers: str, status: str = "200 OK", piece: bytes = PIECE, of: int = BIG) -> None:
        def answer(asked: BaseHTTPRequestHandler) -> None:
            self.head(asked, "Content-Type: application/json", *headers, status=status)
            for _ in range(of // len(piece)):
                asked.wfile.write(piece)
                self.taken += len(piece)

        self.answers[path] = answer

    def is_slow(self, path: str, start: str) -> None:
        def answer(asked: BaseHTTPRequestHandler) -> None:
            asked.wfile.write(start.encode())
            for _ in range(100):
                asked.wfile.write(b"x")
                time.sleep(0.1)

        self.answers[path] = answer


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    found = Hostile()

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with suppress(ConnectionError):  # whoever asked hung up
                found.answers[self.path.split("?")[0]](self)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("localhost", 0), Asked)
    server.daemon_threads = True
    found.issuer = f"http://localhost:{server.server_port}"
    found.says(DISCOVERY, discovery(found))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


DISCOVERY = "/.well-known/openid-configuration"


def discovery(of: Hostile) -> dict[str, object]:
    return {
        "issuer": of.issuer, "authorization_endpoint": f"{of.issuer}/go", "token_endpoint": f"{of.issuer}/token",
        "jwks_uri": f"{of.issuer}/keys", "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }  # fmt: skip


@pytest.fixture
def theirs(area: Area, hostile: Hostile) -> providers.Provider:
    providers.set_up(
        actor=area.lena, agency=area.agencies["housing"], name="Endless", issuer=hostile.issuer, client_id="x",
        secret="x", domains="endless.example",
    )  # fmt: skip
    _, (newest, *_rest) = providers.providers_of(actor=area.amina, agency=area.agencies["housing"])
    providers.confirm(actor=area.amina, provider=newest.id)
    found = providers.provider(key=newest.key)
    assert found is not None
    return found


def start(theirs: providers.Provider) -> object:
    return Client().get(reverse("partnership.sign_in_start", kwargs={"key": theirs.key}))


@pytest.mark.parametrize(
    "answer",
    [{}, {"status": "500 No"}, {"status": "302 There"}],
    ids=["a document", "an error", "a way elsewhere"],
)  # fmt: skip
def test_an_answer_without_an_end_is_not_read(
    hostile: Hostile, theirs: providers.Provider, caplog: pytest.LogCaptureFixture, answer: dict[str, str]
) -> None:
    headers = [f"Location: {hostile.issuer}/elsewhere"] if "302 There" in answer.values() else []
    hostile.is_long(DISCOVERY, *headers, **answer)
    with caplog.at_level(logging.WARNING, logger="openccr.sign_in"):
        shown = start(theirs)
    assert shown.status_code == 403 and "did not answer as it should" in shown.text
    assert hostile.taken < BIG / 2
    assert "answered with more than 1000000 bytes: nobody was signed in" in caplog.text


def test_what_unpacks_to_very_much_is_not_unpacked(hostile: Hostile, theirs: providers.Provider) -> None:
    packed = gzip.compress(b" " * BIG)
    hostile.is_long(DISCOVERY, "Content-Encoding: gzip", piece=packed, of=len(packed))
    assert start(theirs).status_code == 403


def test_keys_without_an_end_sign_nobody_in(hostile: Hostile, theirs: providers.Provider) -> None:
    hostile.says("/token", {"access_token": "x", "id_token": "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.e30"})
    hostile.is_long("/keys")
    browser = Client()
    there = leave(browser, theirs)
    answer = come_back(browser, _back(theirs, there))
    assert answer.status_code == 403 and signed_in_as(browser) is None
    assert 0 < hostile.taken < BIG / 2


@pytest.mark.parametrize("slow", ["HTTP/1.0 200 OK\r\nX: ", "HTTP/1.0 200 OK\r\n\r\n"], ids=["headers", "words"])
def test_a_provider_that_never_ends_its_answer_is_not_waited_for(
    hostile: Hostile, theirs: providers.Provider, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
    slow: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(asking_providers, "LONGEST", 1.0)
    hostile.is_slow(DISCOVERY, slow)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="openccr.sign_in"):
        assert start(theirs).status_code == 403
    assert time.monotonic() - began < 4
    assert "did not answer whole within 1 seconds: nobody was signed in" in caplog.text


def _back(theirs: providers.Provider, there: str) -> str:
    """The way back from there, as the provider would lead it."""
    address = reverse("partnership.sign_in_back", kwargs={"key": theirs.key})
    return f"{address}?{changed(there, code='x').partition('?')[2]}"
