"""`./run` says where the pages are once they are there, and not that they are when every one of them fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from openccr.site import start
from openccr.site.environment import Environment
from openccr.site.failure import CannotStart
from openccr.site.supervise import Children


@contextmanager
def answering(status: int) -> Iterator[Environment]:
    """A server that answers everything with this status."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Environment(port=server.server_port)
        server.shutdown()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "SECONDS_TO_BE_WELL", 0)
    monkeypatch.setattr(start, "SECONDS_TO_ANSWER", 1)


@pytest.mark.parametrize("status", [200, 400, 503])
def test_pages_that_answer_are_there_even_when_not_all_is_well(status: int) -> None:
    with answering(status) as site, Children() as children:
        start._wait_for_answer(site, children)


def test_pages_that_all_fail_are_not_there() -> None:
    with answering(500) as site, Children() as children, pytest.raises(CannotStart, match="healthz answers 500"):
        start._wait_for_answer(site, children)
