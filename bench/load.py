"""25 people at once for 30 seconds against the demonstration as `./run` serves it: reads and writes, audit sealed.

Twice: each asking again at once (which shows the most that goes through), and each waiting a second in between, as no
person would be faster. Goal: no deadlock, no error, 95th percentile under 400 ms; then the audit's chain must hold.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import psycopg

from bench._area import use_area
from bench._pages import core_pages, other_cases
from bench._site import Browser, running
from bench._timing import p95, table, yes
from openccr.site.environment import ROOT, environment
from openccr.site.ready import administrator_url

CLIENTS, SECONDS, GOAL_MS = 25, 30, 400
PERSONAS = ("coordinator", "on_case", "chair", "idva", "off_case")
WRITERS = frozenset({"coordinator", "idva"})
WRITES = 0.2
"""Share of what the writers do that is a form sent; each form is first opened, as in a browser."""
WRITTEN_TO = 100
"""Cases that assessments are sent to."""
FIELD = re.compile(r'<input[^>]*name="([^"]+)"[^>]*>')
VALUE = re.compile(r'value="([^"]*)"')
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'openccr'"


@dataclass
class Tally:
    """What one client met."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def filled(page: str) -> dict[str, str]:
    """A risk assessment, answered: "no" to every item, the first of other choices, the rest as the page gives it."""
    found: dict[str, str] = {}
    for match in FIELD.finditer(page):
        name, value = match.group(1), VALUE.search(match.group(0))
        if 'type="radio"' in match.group(0):
            choice = unescape(value.group(1)) if value else ""
            found[name] = "no" if choice == "no" else found.get(name, choice)
        elif name not in ("csrfmiddlewaretoken", "q") and value:
            found.setdefault(name, unescape(value.group(1)))
    return {**found, "judgement_reason": "Measured, not judged."}


class Client(threading.Thread):
    """One person: opens the core pages in any order, and now and then sends a form."""

    def __init__(self, port: int, persona: str, pages: list[str], *, forms: list[str], pause: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.browser, self.pages, self.forms, self.pause = Browser(port), pages, forms, pause
        self.dice, self.tally, self.until = random.Random(seed), Tally(), 0.0
        self.browser.sign_in(persona)

    def run(self) -> None:
        while time.monotonic() < self.until:
            time.sleep(self.dice.uniform(0, 2 * self.pause))
            try:
                if self.forms and self.dice.random() < WRITES:
                    form = self.dice.choice(self.forms)
                    _, page = self._timed(self.tally.reads, 200, form)
                    self._timed(self.tally.writes, 302, form, filled(page))
                else:
                    self._timed(self.tally.reads, 200, self.dice.choice(self.pages))
            except OSError as problem:
                self.tally.errors.append(str(problem))

    def _timed(
        self, kept: list[float], wanted: int, address: str, fields: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        started = time.perf_counter()
        status, page = self.browser.get(address) if fields is None else self.browser.post(address, fields)
        kept.append((time.perf_counter() - started) * 1000)
        if status != wanted:
            self.tally.errors.append(f"{status} for {address}")
        return status, page


def loaded(port: int, *, pause: float) -> Tally:
    """All clients for the given time; what they met together."""
    pages: dict[str, list[str]] = {}
    for persona, _, address in core_pages():
        pages.setdefault(persona, []).append(address)
    forms = {one: [f"{case}risk/new/dash24@1/" for case in other_cases(one, WRITTEN_TO)] for one in WRITERS}
    clients = [
        Client(port, persona, pages[persona], forms=forms.get(persona, []), pause=pause, seed=number)
        for number in range(CLIENTS)
        for persona in [PERSONAS[number % len(PERSONAS)]]
    ]
    for client in clients:
        client.until = time.monotonic() + SECONDS
        client.start()
    for client in clients:
        client.join()
    tallies = [client.tally for client in clients]
    return Tally(
        reads=[ms for one in tallies for ms in one.reads],
        writes=[ms for one in tallies for ms in one.writes],
        errors=[words for one in tallies for words in one.errors],
    )


def main() -> None:
    use_area()
    rows = []
    with (
        running(root=ROOT, data=environment().folder) as site,
        psycopg.connect(administrator_url(environment()), autocommit=True) as connection,
    ):
        for words, pause in (("at once", 0.0), ("a second between", 1.0)):
            before = connection.execute(DEADLOCKS).fetchone()
            met = loaded(site.port, pause=pause)
            time.sleep(1)  # the server's statistics are a little late
            after = connection.execute(DEADLOCKS).fetchone()
            assert before and after
            deadlocks, all_of = after[0] - before[0], met.reads + met.writes
            most = p95(all_of)
            fits = not deadlocks and not met.errors and most < GOAL_MS
            rows.append(
                (words, f"{len(all_of) / SECONDS:.0f}", len(met.reads), len(met.writes), p95(met.reads),
                 p95(met.writes), most, len(met.errors), deadlocks, yes(fits))
            )  # fmt: skip
            for error in sorted(set(met.errors))[:5]:
                print(f"  {error}")
            for fault in site.faults()[:5]:
                print(f"  the server said {fault} (whole: {site.log})")
    table(
        ("each asks again", "requests/s", "reads", "writes", "p95 reads ms", "p95 writes ms", "p95 ms", "errors",
         "deadlocks", "within the goal"),
        rows,
    )  # fmt: skip
    subprocess.run([sys.executable, "-m", "openccr", "audit", "verify"], check=False)


main()
