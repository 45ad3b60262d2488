"""Watches every test of every run: nothing that tells where somebody is, and no canary, in a place it must never be.

What a test seals as whereabouts becomes a canary at that moment, whichever test it is and whatever it calls her street;
so are the tokens of `canaries.py`. Searched are: the address and the headers of every answer, its title, the whole of
an answer that refuses or to which nobody is signed in, every message and who gets it, every line of log, what every
session and every job holds before it is sealed. A hit fails the test that made it and names token, form and place
(security paper, C2; rules D8, D9, D37).
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.walls.canaries import TALLY, canaries_in

SEALED_PLACES = {"session": "what a session holds", "job": "what a job carries"}
READ_BACK = frozenset({"conference.outside"})
"""Where somebody with a link goes on with the referral that they themselves are writing."""
SHORTEST = 8
"""Shorter words ("home", "after five") are no canaries: they stand in our own sentences as well."""
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_SPACE = re.compile(r"(?:\s|\+|%20)+")
_TOO_COMMON = frozenset({"not_asked", "unknown", "conditional", "voicemail"})


class Watch:
    """What has been sealed so far, what was searched, and what was found in the running test."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.leaks: list[str] = []
        self.all_leaks = 0
        self._learns = True
        self._by_word: dict[str, list[str]] = {}
        self._short: list[str] = []
        self._lock = threading.Lock()

    def learn(self, text: str) -> None:
        """Remember what was sealed as somebody's whereabouts: a text, or the texts of a JSON object."""
        for one in _texts(text) if self._learns else ():
            plain = " ".join(one.split())
            if len(plain) >= SHORTEST and plain.casefold() not in _TOO_COMMON and not plain.isalpha():
                with self._lock:
                    if plain not in self.values:
                        self.values.add(plain)
                        self._index(_even(plain).strip())

    @contextmanager
    def learning_nothing(self) -> Iterator[None]:
        """For input whose fields share their values: that a place's text stands elsewhere, too, says nothing then."""
        before, self._learns = self._learns, False
        try:
            yield
        finally:
            self._learns = before

    def _index(self, value: str) -> None:
        """Found again by a word inside it, which stands alone wherever the value stands; if it has none, by itself."""
        inside = value.split(" ")[1:-1]
        (self._by_word.setdefault(max(inside, key=len), []) if inside else self._short).append(value)

    def search(self, place: str, data: bytes | str | None) -> None:
        """Search one place; what is found fails the running test."""
        if not data:
            return
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
        with self._lock:
            TALLY.checks += len(self.values)
            even = _even(text)
            near = [one for word in self._by_word.keys() & set(even.split(" ")) for one in self._by_word[word]]
            there = [one for one in (*near, *self._short) if one in even]
        for hit in canaries_in(text):
            self._found(f"{hit.token} ({hit.form})", place)
        for one in there:
            self._found(f"“{one}”, sealed as somebody's whereabouts,", place)

    def _found(self, what: str, place: str) -> None:
        with self._lock:
            self.all_leaks += 1
            self.leaks.append(f"{what} in {place}")

    def taken(self) -> list[str]:
        """What the running test leaked; forgotten for the next one."""
        with self._lock:
            leaks, self.leaks = self.leaks, []
        return leaks


def _even(text: str) -> str:
    """As it is compared: in an address a space is a plus sign or %20."""
    return _SPACE.sub(" ", text).casefold()


def _texts(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except ValueError:
        yield text
        return
    pile = [value]
    while pile:
        one = pile.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            pile += one.values()
        elif isinstance(one, list):
            pile += one


WATCH = Watch()


class _Lines(logging.Handler):
    """Every line of log that an operator would get."""

    def emit(self, record: logging.LogRecord) -> None:
        WATCH.search(f"a line of log ({record.name})", logging.Formatter().format(record))


def _watch_answers() -> None:
    from django.core.handlers.base import BaseHandler

    before = BaseHandler.get_response

    def get_response(self: BaseHandler, request: Any) -> Any:
        answer = before(self, request)
        name = getattr(getattr(request, "page", None), "name", request.path)
        WATCH.search(f"the address of {name}", request.get_full_path())
        WATCH.search(f"a header of {name}", "\n".join(f"{key}: {value}" for key, value in answer.headers.items()))
        WATCH.search(f"a cookie of {name}", answer.cookies.output())
        if getattr(answer, "streaming", False):
            return answer
        title = _TITLE.search(answer.content[:4000])
        WATCH.search(f"the title of {name}", title[1] if title else b"")
        # A system that calls is somebody: what it is refused is searched, what it is answered has its own tests.
        nobody = getattr(request, "actor", None) is None and not request.path.startswith("/api/")
        # What somebody types into a form that nobody need be signed in for comes back to them alone.
        typed = nobody and (request.method == "POST" or name in READ_BACK)
        if answer.status_code >= 500 or (not typed and (nobody or answer.status_code in (403, 404))):
            WATCH.search(f"an answer {answer.status_code} of {name}", answer.content)
        return answer

    BaseHandler.get_response = get_response  # type: ignore[method-assign]


def _watch_messages() -> None:
    from django.core.mail import EmailMessage

    before = EmailMessage.send

    def send(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        # Not to whom: a message goes to the one address that she said is safe.
        WATCH.search("a message", "\n".join((self.subject, str(self.body), *map(str, self.extra_headers.values()))))
        for part in self.attachments:
            WATCH.search("what is attached to a message", part if isinstance(part, str | bytes) else repr(part))
        if len(self.recipients()) != 1:
            WATCH._found(f"{len(self.recipients())} recipients", "one message")
        return before(self, *args, **kwargs)

    EmailMessage.send = send  # type: ignore[method-assign]


def _watch_seals() -> None:
    from openccr.access import sealing
    from openccr.people import sealing as vault

    cipher: Callable[..., Any] = sealing._cipher
    vault.AESGCM = partial(_Heard, WATCH.learn)  # type: ignore[assignment, misc]
    sealing._cipher = lambda purpose, owner: _Heard(  # type: ignore[assignment]
        partial(WATCH.search, SEALED_PLACES[purpose]) if purpose in SEALED_PLACES else str, cipher(purpose, owner)
    )


class _Heard:
    """A cipher that tells what it seals."""

    def __init__(self, heard: Callable[[str], object], cipher: Any) -> None:
        self._heard = heard
        self._cipher = cipher if hasattr(cipher, "encrypt") else AESGCM(cipher)
        self.decrypt = self._cipher.decrypt

    def encrypt(self, nonce: bytes, data: bytes, more: bytes) -> bytes:
        self._heard(data.decode("utf-8", "replace"))
        return self._cipher.encrypt(nonce, data, more)


@contextmanager
def planting() -> Iterator[list[str]]:
    """For a test that plants a leak on purpose: what was found, kept from failing it."""
    found: list[str] = []
    yield found
    found += WATCH.taken()
    WATCH.all_leaks -= len(found)


@pytest.fixture(scope="session", autouse=True)
def _watching(django_test_environment: None) -> None:
    _watch_answers()
    _watch_messages()
    _watch_seals()
    logging.getLogger().addHandler(_Lines(level=logging.WARNING))


@pytest.fixture(autouse=True)
def _no_canary_escaped() -> Iterator[None]:
    WATCH.taken()
    yield
    leaks = WATCH.taken()
    assert not leaks, "\n".join(("What must never be there:", *leaks[:20]))


SEARCHED: Counter[str] = Counter()
"""What workers side by side searched, each told as it ends."""


def _searched() -> Counter[str]:
    return Counter(values=len(WATCH.values), places=TALLY.places, checks=TALLY.checks, leaks=WATCH.all_leaks)


def pytest_sessionfinish(session: pytest.Session) -> None:
    told: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["searched"] = dict(_searched())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker has ended."""
    SEARCHED.update(getattr(node, "workeroutput", {}).get("searched", {}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much was searched in the whole run."""
    all_ = _searched() + SEARCHED
    terminalreporter.write_line(
        f"canaries: {all_['values']:,} whereabouts and every token, in {all_['places']:,} places: "
        f"{all_['checks']:,} token checks, {all_['leaks']:,} found where they must not be"
    )
