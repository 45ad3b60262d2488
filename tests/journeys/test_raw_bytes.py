"""C8, T15: bytes that are hardly HTTP, sent to the server itself: no crash, no trace of our code, and it goes on."""

from __future__ import annotations

import http.client
import random
import socket
from urllib.parse import urlsplit

from tests.journeys.conftest import Site
from tests.walls.bad_input import EXAMPLES, RAW, count, report


def said_to(site: Site, data: bytes) -> bytes:
    """What the server answers to these bytes, if anything, within a second of silence."""
    place = urlsplit(site.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.settimeout(1.0)
        answer = b""
        try:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            while more := line.recv(65_536):
                answer += more
        except OSError:
            pass  # it hung up, or waits for the rest
        return answer


def test_bytes_that_are_hardly_http_crash_nothing(site: Site) -> None:
    chance = random.Random(8)
    cut = [one[: chance.randrange(len(one))] for one in RAW if len(one) > 20]
    many = 40 * min(EXAMPLES, 25)
    noise = [bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400))) for _ in range(many)]
    for data in (*RAW, *cut, *noise):
        count("bytes to the server").sent += 1
        answer = said_to(site, data)
        assert not answer.startswith(b"HTTP/1.1 5"), (data[:120], answer[:200])
        assert b"Traceback" not in answer and b"Django" not in answer and b"root:" not in answer
    place = urlsplit(site.address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert "Traceback" not in site.printed.read_text()
    report()
