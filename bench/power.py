"""The power goes while people and systems write: only what the disk was waited for is there afterwards (C4).

A site on a disk of its own (`_disk.py`), which is cut off as by a loss of power at a random moment, every process
killed in the same one. The disk is mended from its journal, the database from its own, and the site started again.
`POWER_CUTS` says how often (20). A control says first whether the disk forgets what was not waited for.

Then the same from a copy of the folder, taken between two moments of writing: as an operator's snapshot of a running
server would be.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from bench._crash_count import Outcome, count, orphans
from bench._crash_service import Service
from bench._crash_writers import Writer
from bench._disk import Disk, site_on_a_disk
from bench._report import figure, say, show
from bench._restored import gone, openccr, running, sent, there
from bench._site import is_well
from bench._timing import p95

CUTS = int(os.environ.get("POWER_CUTS", "20"))
SIZE = 6 * 2**30
SECONDS_BACK, SECONDS_TO_RETURN = 60, 600
"""Within how many it is to be well again, and after how many it counts as not come back."""


def main() -> None:
    with site_on_a_disk("power", size=SIZE, clients=3, pause=0.3) as there:
        if there is None:
            figure("C4.power", "losses of power", "not possible here: needs root, loop devices and ext4")
        else:
            measured(*there)
    show()


def measured(site: Service, disk: Disk, writers: list[Writer]) -> None:
    """Take the figures."""
    dice, outcome = random.Random(11), Outcome(before=orphans(site))
    for writer in writers:
        writer.start()
    back = []
    for number in range(CUTS):
        time.sleep(dice.uniform(1.0, 4.0))
        _cut(site, disk)
        started = time.monotonic()
        outcome.not_restarted += not _back(site)
        back.append(time.monotonic() - started)
        say(f"cut {number + 1}: back after {back[-1]:.1f} s")
    _copied(site, writers, disk.image.parent)
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
    count(site, [act for writer in writers for act in writer.acts], outcome)
    for words in (*outcome.lost, *outcome.doubled, *outcome.half_written)[:10]:
        say(f"wrong: {words}")
    figure("C4.power", "losses of power, what was not waited for gone", CUTS, ">= 20", CUTS >= 20)
    figure("C4.power_acknowledged", "writes acknowledged between them", outcome.acknowledged)
    figure("C4.power_lost", "acknowledged writes lost", len(outcome.lost), "0", not outcome.lost)
    figure("C4.power_doubled", "writes that are there twice", len(outcome.doubled), "0", not outcome.doubled)
    figure("C4.power_half", "writes that are there in part", len(outcome.half_written), "0", not outcome.half_written)
    figure("C4.power_not_restarted", "times the site did not come back", outcome.not_restarted, "0",
           not outcome.not_restarted)  # fmt: skip
    figure("C4.power_back", "back in service, 95th percentile", p95(back), f"<= {SECONDS_BACK}",
           p95(back) <= SECONDS_BACK, "s")  # fmt: skip
    figure("C4.power_checksums", "pages whose checksum is wrong", outcome.checksum_failures, "0",
           not outcome.checksum_failures)  # fmt: skip
    figure("C4.power_amcheck", "damage in tables and indexes", outcome.damaged or "none", "none", not outcome.damaged)
    figure("C4.power_audit", "the audit's chains", outcome.audit, "holds", outcome.audit == "holds")


def _cut(site: Service, disk: Disk) -> None:
    """The disk first, so that nothing that is killed a moment later can have written."""
    victims = site.victims("everything")
    disk.cut()
    for one in victims:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    if site.process is not None:
        site.process.wait(30)
    disk.unmount()
    disk.mount()


def _back(site: Service) -> bool:
    until = time.monotonic() + SECONDS_TO_RETURN
    while not is_well(site.port):
        site.keep()
        if time.monotonic() > until:
            site.start()
            return False
        time.sleep(0.1)
    return True


def _copied(site: Service, writers: list[Writer], scratch: Path) -> None:
    """A copy of the folder as of one moment, every process standing still while it is made, started by itself."""
    acknowledged = sent(writers, taken=True)
    host, held = scratch / "copy", _tree(site)
    for one in held:
        os.kill(one, signal.SIGSTOP)
    try:
        subprocess.run(["cp", "-a", str(site.data), str(host)], check=True)
    finally:
        for one in reversed(held):
            os.kill(one, signal.SIGCONT)
    for leftover in ("postgres/pgdata/postmaster.pid", "postgres.users", "postgres.keep"):
        (host / leftover).unlink(missing_ok=True)
    with running(site, host) as connection:
        lost = acknowledged - there(connection, acknowledged)
    done = openccr(host, "audit", "verify", site=site)
    gone(host)
    figure("C4.copy_lost", f"of {len(acknowledged):,} acknowledged writes, not in a copy taken mid-write", len(lost),
           "0", not lost)  # fmt: skip
    figure("C4.copy_audit", "the audit's chains in that copy", "holds" if not done.returncode else "does not hold",
           "holds", not done.returncode)  # fmt: skip


def _tree(site: Service) -> list[int]:
    """The database's own processes, its parent first."""
    (parent,) = site.victims("database")
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, children)]


main()
