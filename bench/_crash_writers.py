"""Those who write while parts of the site are killed: each sends a thing until it is told that it was taken."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from lxml import etree, html

from bench._crash_service import Service
from bench._site import Browser

LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""No name has a figure in it."""
ERRORS = re.compile(r"error-summary__list.*?</ul>", re.DOTALL)
TROUBLE = (OSError, http.client.HTTPException, RuntimeError, LookupError, ValueError, StopIteration, etree.ParserError)
"""What a browser meets while parts of the site are gone: no connection, half an answer, a page of an error."""


@dataclass
class Act:
    """Something sent until it was taken: what kind, its unique word, its key, how often, and whether it was taken."""

    kind: str
    word: str
    key: str
    sent: int = 0
    taken: bool = False
    taken_at: float = 0
    """Seconds of this machine's steady clock."""
    refused: str = ""


class Writer(threading.Thread):
    """Somebody who sends one thing after the other, each until it is taken."""

    kind = ""

    def __init__(self, service: Service, *, pause: float) -> None:
        super().__init__(daemon=True)
        self.service, self.pause, self.acts, self.ending = service, pause, list[Act](), threading.Event()

    def run(self) -> None:
        while not self.ending.is_set():
            try:
                act, send = self.begin()
            except TROUBLE:
                self.let_go()
                time.sleep(0.2)
                continue
            self.acts.append(act)
            while not (act.taken or act.refused or self.ending.is_set()):
                act.sent += 1
                try:
                    status, words = send()
                except TROUBLE:
                    self.let_go()
                    time.sleep(0.2)
                    continue
                act.taken, act.taken_at = status in (200, 201, 302), time.monotonic()
                if not act.taken and status < 500 and status not in (408, 429):
                    act.refused = f"{status} {words[:200]}"
                if not act.taken:
                    time.sleep(0.2)
            time.sleep(self.pause)

    def begin(self) -> tuple[Act, Callable[[], tuple[int, str]]]:
        """Something new, and what sends it."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Close the connection that broke."""


class Referrer(Writer):
    """An agency's own system, which sends referrals through the API."""

    kind = "referral"

    def __init__(self, service: Service, secret: str, *, pause: float) -> None:
        super().__init__(service, pause=pause)
        self.secret = secret

    def begin(self) -> tuple[Act, Callable[[], tuple[int, str]]]:
        word = f"crash-{uuid4().hex[:16]}"
        name = word[6:].translate(LETTERS).capitalize()
        act = Act(self.kind, word, f"key-{word}")
        body = json.dumps({"referrals": [{
            "referral_ref": word, "referred_on": "2026-03-02", "criteria": ["VHR"], "dash_score": 16,
            "victim_given_name": name, "victim_family_name": f"Of{name}", "victim_aware": True,
            "reason": f"Invented {word}.",
        }]})  # fmt: skip

        def send() -> tuple[int, str]:
            connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=20)
            try:
                connection.request("POST", "/api/referrals", body, {
                    "Host": f"localhost:{self.service.port}", "Authorization": f"Bearer {self.secret}",
                    "Content-Type": "application/json", "Idempotency-Key": act.key,
                })  # fmt: skip
                answer = connection.getresponse()
                return answer.status, answer.read().decode(errors="replace")
            finally:
                connection.close()

        return act, send


class Assessor(Writer):
    """Somebody at a browser, who assesses risk by a form; its key comes with the form."""

    kind = "assessment"

    def __init__(self, service: Service, persona: str, cases: list[str], *, pause: float) -> None:
        super().__init__(service, pause=pause)
        self.persona, self.cases, self.browser = persona, cases, None

    def let_go(self) -> None:
        if self.browser is not None:
            self.browser._connection.close()

    def _signed_in(self) -> Browser:
        if self.browser is None:
            browser = Browser(self.service.port)
            browser.sign_in(self.persona)
            self.browser = browser
        return self.browser

    def begin(self) -> tuple[Act, Callable[[], tuple[int, str]]]:
        browser = self._signed_in()
        word = f"crash-{uuid4().hex[:16]}"
        _, chooser = browser.get(f"/case/{random.choice(self.cases)}/risk/")
        address = next(one for one in html.fromstring(chooser).xpath("//main//a/@href") if "/risk/new/" in one)
        shown = html.fromstring(browser.get(address)[1])
        forms = [one for one in shown.forms if one.method == "POST" and one.xpath('.//input[@name="once"]')]
        form = max(forms, key=lambda one: len(one.inputs.keys()))
        given = dict(form.form_values())
        for radio in form.xpath('.//input[@type="radio"]'):
            if radio.get("value") == "no" or radio.get("name") not in given:
                given[radio.get("name")] = radio.get("value")
        given["judgement_reason"] = f"Measured, not judged: {word}."
        act = Act(self.kind, word, given["once"])

        def send() -> tuple[int, str]:
            status, words = browser.post(address, given)
            return status, " ".join(re.sub(r"<[^>]+>", " ", one) for one in ERRORS.findall(words))[:300]

        return act, send
