"""Kill the parts of a running demonstration while people and systems write to it, and count what came of it."""

from __future__ import annotations

import os
import random
import signal
import time

from bench._crash_count import Outcome, count, orphans
from bench._crash_service import Service, named
from bench._crash_writers import Writer
from bench._site import is_well

SECONDS_TO_RETURN = 60
TARGETS = ("web worker", "web server", "job worker", "database", "everything", "database and web server")


def kill(service: Service, target: str, outcome: Outcome) -> None:
    """Kill -9 that part, and wait until the site is well again; counted apart when it does not come back."""
    victims = service.victims(target)
    for one in victims:
        os.kill(one, signal.SIGKILL)
    outcome.kills[target] += 1
    started = time.monotonic()
    time.sleep(0.2)
    while not _back(service, victims):
        service.keep()
        if time.monotonic() - started > SECONDS_TO_RETURN:
            outcome.not_restarted += 1
            service.start()
            break
        time.sleep(0.1)
    outcome.back.setdefault(target, []).append(time.monotonic() - started)


def _back(service: Service, victims: list[int]) -> bool:
    """Whether all is well, and not because what was killed has not yet been missed."""
    gone = service.process is not None and service.process.poll() is None
    return gone and not any(named(one) for one in victims) and is_well(service.port)


def run(service: Service, writers: list[Writer], *, kills: int, targets: tuple[str, ...], seed: int) -> Outcome:
    """Let them write, kill parts at random moments, then stop writing and count."""
    dice, outcome = random.Random(seed), Outcome(before=orphans(service))
    for writer in writers:
        writer.start()
    for number in range(kills):
        time.sleep(dice.uniform(0.5, 3.0))
        kill(service, targets[number % len(targets)], outcome)
    time.sleep(2)
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
    count(service, [act for writer in writers for act in writer.acts], outcome)
    return outcome
