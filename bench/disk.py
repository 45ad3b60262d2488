"""A disk that fills up while people and systems write, and gets room again (C4): what is said, and what is lost.

A site on a disk of its own (`_disk.py`). First so full that the site itself refuses to write, then to the last byte, as
when something else fills it; each time the space returns after a while, and nobody starts anything. `DISK_ROUNDS` says
how often each (5).
"""

from __future__ import annotations

import http.client
import json
import os
import random
import time
from collections import Counter

from bench._crash_count import Outcome, count, orphans
from bench._crash_service import Service
from bench._crash_writers import Writer
from bench._disk import Disk, site_on_a_disk
from bench._report import figure, say, show
from bench._site import Browser, is_well
from bench._timing import p95
from openccr.site import room

ROUNDS = int(os.environ.get("DISK_ROUNDS", "5"))
SIZE = 3 * 2**30
LEAVING = {"nearly full": room.TO_WRITE - 20 * 2**20, "to the last byte": 0}
SECONDS_FULL, SECONDS_BACK = 8, 60


def main() -> None:
    with site_on_a_disk("full", size=SIZE, clients=2, pause=0.2) as there:
        if there is None:
            figure("C4.full", "times that the disk was full", "not possible here: needs root, loop devices and ext4")
        else:
            measured(*there)
    show()


def measured(site: Service, disk: Disk, writers: list[Writer]) -> None:
    """Take the figures."""
    dice, outcome, asked = random.Random(5), Outcome(before=orphans(site)), 0
    for writer in writers:
        writer.start()
    back: dict[str, list[float]] = {}
    said: dict[str, Counter[str]] = {}
    read: dict[str, Counter[str]] = {}
    for what, leaving in LEAVING.items():
        for _ in range(ROUNDS):
            time.sleep(dice.uniform(2, 5))
            reader = Browser(site.port)
            reader.sign_in("coordinator")
            ballast = disk.fill(leaving=leaving)
            until = time.monotonic() + SECONDS_FULL
            while time.monotonic() < until:
                said.setdefault(what, Counter())[_health(site)] += 1
                read.setdefault(what, Counter())[_read(reader)] += 1
                time.sleep(0.5)
            asked += 1
            ballast.unlink()
            started = time.monotonic()
            outcome.not_restarted += not _back(site)
            back.setdefault(what, []).append(time.monotonic() - started)
            say(f"{what}: back after {back[what][-1]:.1f} s; said {dict(said[what])}; read {dict(read[what])}")
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
    count(site, [act for writer in writers for act in writer.acts], outcome)
    for words in (*outcome.lost, *outcome.doubled, *outcome.half_written)[:10]:
        say(f"wrong: {words}")
    figure("C4.full", "times that the disk was full, half of them to the last byte", asked)
    figure("C4.full_acknowledged", "writes acknowledged", outcome.acknowledged)
    lost, twice, part = len(outcome.lost), len(outcome.doubled), len(outcome.half_written)
    figure("C4.full_lost", "acknowledged writes lost", lost, "0", not lost)
    figure("C4.full_doubled", "writes that are there twice", twice, "0", not twice)
    figure("C4.full_half", "writes that are there in part", part, "0", not part)
    figure("C4.full_by_itself", "times it did not come back by itself", outcome.not_restarted, "0",
           not outcome.not_restarted)  # fmt: skip
    for key, what in (("near", "nearly full"), ("byte", "to the last byte")):
        figure(f"C4.full_back_{key}", f"{what}: well again after room, 95th percentile", p95(back[what]),
               f"<= {SECONDS_BACK}", p95(back[what]) <= SECONDS_BACK, "s")  # fmt: skip
        well = said[what]["ok"]
        figure(f"C4.full_told_{key}", f"{what}: times /healthz said that all is well", well, "0", not well)
        pages = read[what]["200"] / max(1, read[what].total())
        if key == "near":
            figure("C4.full_read", f"{what}: pages that could be read", 100 * pages, "100", pages == 1, "%")
        else:
            figure("C4.full_read_byte", f"{what}: pages that could be read", 100 * pages, unit="%")
    figure("C4.full_audit", "the audit's chains", outcome.audit, "holds", outcome.audit == "holds")
    figure("C4.full_amcheck", "damage in tables and indexes", outcome.damaged or "none", "none", not outcome.damaged)


def _health(site: Service) -> str:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
        connection.request("GET", "/healthz")
        told = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return "no answer"
    return "ok" if told["status"] == "ok" else f"disk {told['disk']}, database {told['database']}"


def _read(reader: Browser) -> str:
    try:
        return str(reader.get("/cases/")[0])
    except (OSError, http.client.HTTPException):
        return "no answer"


def _back(site: Service) -> bool:
    """Whether it is well again within a while, nobody starting anything; what had ended is started after that."""
    until = time.monotonic() + SECONDS_BACK
    while time.monotonic() < until:
        if is_well(site.port):
            return True
        time.sleep(0.1)
    site.start()
    return False


main()
