"""What an agency's identity provider answers is read no further, and waited for no longer, than an honest one needs."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from threading import Thread
from typing import Any

from requests import PreparedRequest, RequestException, Response, Session, Timeout
from requests.adapters import HTTPAdapter

log = logging.getLogger("openccr.sign_in")

MOST = 1_000_000
"""Bytes of one answer, unpacked: a discovery document has some 5,000, the keys of a large provider 20,000."""
LONGEST = 10.0
"""Seconds for one whole answer; three of them are one sign-in, within `access.sign_in.SECONDS`."""
_PIECE = 16_384


class TooMuch(RequestException):
    """The provider's answer is longer than any that signs somebody in."""


class Bounded(HTTPAdapter):
    """Asks as `requests` does; every answer, of whatever status, is read here and nowhere else."""

    def send(self, request: PreparedRequest, *args: Any, **given: Any) -> Response:
        """The answer, read. Raises Timeout when it is not whole in time, TooMuch, and what `requests` raises."""
        # Each wait of a socket may be short and their sum without an end: a provider that sends a byte a second. Only a
        # thread of its own can be left alone with it.
        answer: Future[Response] = Future()
        Thread(target=self._ask, args=(answer, request, args, given), daemon=True).start()
        try:
            return answer.result(timeout=LONGEST)
        except TimeoutError:
            log.warning("An agency's sign-in did not answer whole within %d seconds: nobody was signed in", LONGEST)
            raise Timeout(request=request) from None
        except TooMuch:
            log.warning("An agency's sign-in answered with more than %d bytes: nobody was signed in", MOST)
            raise

    def _ask(self, answer: Future[Response], request: PreparedRequest, args: Any, given: dict[str, Any]) -> None:
        try:
            answer.set_result(_read(super().send(request, *args, **given)))
        except Exception as why:  # whatever it is, it is raised where the answer is waited for
            answer.set_exception(why)


def _read(response: Response) -> Response:
    read = bytearray()
    with response:
        for piece in response.iter_content(_PIECE):
            read += piece
            if len(read) > MOST:
                raise TooMuch(request=response.request)
    response._content = bytes(read)
    return response


def bounded(session: Session) -> Session:
    """The session, asking so, whatever the address."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, Bounded())
    return session
