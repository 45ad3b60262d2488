"""Who is in the room of one meeting, and what each of them does there with a browser."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from lxml import html

from bench._site import Browser

NOTES = ("her_views", "discussion", "risks", "risk_summary")
OF_A_CASE = ("", "see/risk/", "see/said/", "see/people/", "see/actions/", "see/sharing/")
AGAIN = 0.1
"""How often an answer is lost on its way, so that the page sends the same again."""


@dataclass(frozen=True)
class Case:
    """A case of the agenda."""

    file: str
    hearing: str

    @property
    def address(self) -> str:
        return f"/case/{self.file}/"

    @property
    def at_meeting(self) -> str:
        return f"{self.address}hearing/{self.hearing}/"


@dataclass
class Met:
    """What one person met: each request's milliseconds by its kind, and what the site said was saved.

    `saved` holds (kind, case's hearing, the unique words).
    """

    requests: dict[str, list[float]] = field(default_factory=dict)
    saved: list[tuple[str, str, str]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    merged: int = 0
    refused: int = 0
    twice: int = 0


@dataclass
class Person:
    """Somebody at the meeting, signed in, and what they do there."""

    name: str
    role: str
    browser: Browser
    dice: random.Random
    met: Met = field(default_factory=Met)

    def sign(self, meeting: str) -> None:
        """Sign the statement of confidentiality, in the room."""
        address = f"/meetings/{meeting}/sign/"
        page = self._open("sign", address)
        if self._send("sign, sent", address, _form(page) | {"joins": "room", "unrecorded": "on"}) is None:
            return
        self.met.saved.append(("signed", meeting, self.name))

    def begin(self, case: Case) -> None:
        """Ask the room who must leave, then open the case and start its clock."""
        page = self._open("before the case is named", f"{case.at_meeting}before/")
        if page.xpath(f'//form[@action="{case.at_meeting}start/"]'):
            self._send("clock started", f"{case.at_meeting}start/", _form(page))

    def write(self, case: Case, name: str) -> None:
        """Add a line to one of the case's texts, as the page does by itself; bring texts together until it is saved."""
        page, words = self._open("conference screen", case.at_meeting), self._words()
        given = _form(page)
        if name not in given:
            return  # the case is closed
        given[name] = _joined(given[name], words)
        while True:
            after = self._send("note saved", case.at_meeting, given | {"do": "keep"})
            if after is None or "conflict" not in _flags(after):
                break
            self.met.merged += 1
            theirs, given = _theirs(after), _form(after)
            for label, lines in theirs.items():
                given[label] = _joined("\n".join(lines), *given[label].splitlines())
        if after is not None and _says(after, "Saved"):
            self.met.saved.append((name, case.hearing, words))

    def agree(self, case: Case, *, noticeable: bool) -> None:
        """Agree an action, some of them locked; now and then the same form arrives twice."""
        given, words = _form(self._open("conference screen", case.at_meeting)), self._words()
        if "text" not in given:
            return
        agencies = given["agency_id options"].split()
        given |= {"text": f"Visit and check the locks {words}", "agency_id": self.dice.choice(agencies), "do": "agree"}
        given |= {"faces": self.dice.choice(["harmer", "agencies"])} | ({"noticeable": "on"} if noticeable else {})
        after = self._send("action agreed", case.at_meeting, given)
        if self.dice.random() < AGAIN:
            self.met.twice += 1
            self._send("action agreed", case.at_meeting, given)
        if after is not None and _says(after, "The action is agreed"):
            self.met.saved.append(("action", case.hearing, words))

    def finish(self, case: Case) -> None:
        """Finish the case, which is heard today although its meeting is to come."""
        given = _form(self._open("conference screen", case.at_meeting))
        reason = {"reason": "Measured, not judged."} if "reason" in given else {}
        after = self._send("case finished", case.at_meeting, given | reason | {"do": "finish", "early": "on"})
        if after is not None and _says(after, "is finished"):
            self.met.saved.append(("finished", case.hearing, ""))
        elif after is not None:
            self.met.refused += 1

    def read(self, case: Case) -> None:
        """Open the case or one of its pages."""
        part = self.dice.choice(OF_A_CASE)
        self._open(f"case: {part.split('/')[1] if part else 'overview'}", f"{case.address}{part}")

    def look(self, address: str, name: str) -> None:
        """Open another page."""
        self._open(name, address)

    def confirm_safe(self, case: Case) -> None:
        """Say of a locked action of the case that she knows and is safe."""
        page = self._open("case: actions", f"{case.address}see/actions/")
        locked = page.xpath(f'//a[starts-with(@href, "{case.address}actions/")][contains(., "check the locks")]/@href')
        for address in locked:
            shown = self._open("action", address)
            if f"{address}safe/" in shown.xpath("//a/@href"):
                self._end(f"{address}safe/", "lock confirmed", case, "safe", "words")
                return

    def report(self) -> None:
        """Say of one of the agency's own actions that it is done."""
        page = self._open("actions", "/actions/?whose=agency")
        mine = [one for one in page.xpath("//main//a/@href") if re.fullmatch(r"/case/[^/]+/actions/[^/]+/", one)]
        if mine:
            self._end(f"{self.dice.choice(mine)}done/", "action reported", None, "done", "evidence")

    def _end(self, address: str, kind: str, case: Case | None, what: str, name: str) -> None:
        given, words = _form(self._open(f"{kind}, asked", address)), self._words()
        if name not in given:
            return
        after = self._send(kind, address, given | {name: f"Rung and asked. {words}"})
        if after is not None and _says(after, "Saved"):
            self.met.saved.append((what, case.hearing if case else "", words))
        elif after is not None:
            self.met.refused += 1

    def _words(self) -> str:
        words = f"W{self.dice.getrandbits(64):016x}"
        self.met.sent.append(words)
        return words

    def _open(self, kind: str, address: str) -> html.HtmlElement:
        return html.document_fromstring(self._asked(kind, lambda: self.browser.get(address), address)[1])

    def _send(self, kind: str, address: str, given: dict[str, str]) -> html.HtmlElement | None:
        """The page after a form was sent, as it stands behind the redirect; None for an error."""
        fields = {name: value for name, value in given.items() if not name.endswith(" options")}
        self.browser.token = fields.pop("csrfmiddlewaretoken", self.browser.token)
        status, text = self._asked(kind, lambda: self.browser.post(address, fields), address)
        if status == HTTPStatus.FOUND:
            return self._open(f"after: {kind}", urlsplit(self.browser.location).path)
        return html.document_fromstring(text) if status in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY) else None

    def _asked(self, kind: str, ask: Callable[[], tuple[int, str]], address: str) -> tuple[int, str]:
        started = time.perf_counter()
        try:
            status, text = ask()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            status, text = ask()  # the server let an idle connection go; a form's key makes it safe to send again
        self.met.requests.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
        if status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.UNPROCESSABLE_ENTITY:
            self.met.errors.append(f"{status} for {kind}: {address}")
        return status, text or "<html></html>"


def _form(page: html.HtmlElement) -> dict[str, str]:
    """The fields of the page's own form as a browser would send them; for the agencies also what can be chosen."""
    forms = [one for one in page.forms if one.method == "POST" and one.xpath('.//input[@name="once"]')]
    if not forms:
        return {}
    form = max(forms, key=lambda one: len(one.inputs.keys()))
    given = {name: value.replace("\r\n", "\n") for name, value in form.form_values()}
    choices = form.xpath('.//select[@name="agency_id"]/option/@value')
    return {name: value.strip() for name, value in given.items()} | {
        "agency_id options": " ".join(filter(None, choices))
    }


def _joined(text: str, *lines: str) -> str:
    every = dict.fromkeys(line.strip() for line in (*text.splitlines(), *lines) if line.strip())
    return "\n".join(every)


def _flags(page: html.HtmlElement) -> set[str]:
    return {"conflict"} if page.xpath("//*[@data-conflict]") else set()


LABELS = {
    "What the victim wants": "her_views",
    "What was said": "discussion",
    "Risks agreed": "risks",
    "The chair's summary of the risk": "risk_summary",
}


def _theirs(page: html.HtmlElement) -> dict[str, list[str]]:
    """The texts that somebody else saved meanwhile, by name, line by line, as the page shows them."""
    found = {}
    for shown in page.xpath("//*[@data-conflict]/p[strong]"):
        label, *lines = [one.strip() for one in shown.itertext()]
        found[LABELS[label.rstrip(":")]] = [line for line in lines if line]
    return found


def _says(page: html.HtmlElement, words: str) -> bool:
    return any(words in one.text_content() for one in page.find_class("occr-message"))
