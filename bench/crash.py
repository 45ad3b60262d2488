"""Kill -9 of web workers, job worker and database at random moments while people and systems write over HTTP.

A site of its own, made for this. Whatever was acknowledged must be there, once, and whole; what was killed must come
back by itself or by being started again. `CRASH_KILLS` says how many kills (60 in some 10 minutes). A kill keeps the
disk's cache: that the disk itself is waited for is asserted by the database's settings (fsync, full_page_writes).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bench._crash import TARGETS, run
from bench._crash_service import CASES, ISSUE, SETTINGS, Service
from bench._crash_writers import Assessor, Referrer
from bench._report import figure, say, show
from bench._timing import p95

KILLS = int(os.environ.get("CRASH_KILLS", "60"))
CLIENTS, ASSESSORS = 4, 3
LEAST_ACKNOWLEDGED = 10 * KILLS
SECONDS_BACK = 10


def main() -> None:
    data = Path(tempfile.mkdtemp(prefix="openccr-crash-", dir="/tmp"))
    service = Service(data)
    try:
        service.start()
        secrets, cases = service.told(ISSUE.format(clients=CLIENTS)), service.told(CASES)
        writers = [Referrer(service, secret, pause=0.5) for secret in secrets]
        writers += [Assessor(service, "coordinator", cases, pause=0.1) for _ in range(ASSESSORS)]
        say(f"{KILLS} kills while {len(writers)} write ...")
        found = run(service, writers, kills=KILLS, targets=TARGETS, seed=1)
    finally:
        service.stop()
        shutil.rmtree(data, ignore_errors=True)
    for why, times in found.refused.most_common(3):
        say(f"refused {times} times: {why}")
    for word in (*found.lost, *found.doubled, *found.half_written)[:10]:
        say(f"wrong: {word}")
    for target, seconds in found.back.items():
        say(f"{target}: back after {min(seconds):.1f} to {max(seconds):.1f} s")
    back = p95([one for seconds in found.back.values() for one in seconds])
    kills, taken = sum(found.kills.values()), found.acknowledged
    figure("C4.kills", "kill -9 of a part of the site", kills, goal=f">= {KILLS}", met=kills >= KILLS)
    figure("C4.acknowledged", "writes acknowledged", taken, f">= {LEAST_ACKNOWLEDGED}", taken >= LEAST_ACKNOWLEDGED)
    figure("C4.again", "of them sent more than once, since the answer was lost", found.sent_again)
    figure("C4.not_restarted", "times the site did not come back", found.not_restarted, "0", not found.not_restarted)
    figure("C4.not_acknowledged", "writes whose sender was never answered", found.not_acknowledged)
    figure("C4.lost", "acknowledged writes lost", len(found.lost), "0", not found.lost)
    figure("C4.doubled", "writes that are there twice", len(found.doubled), "0", not found.doubled)
    figure("C4.half", "writes that are there in part", len(found.half_written), "0", not found.half_written)
    figure("C4.back", "back in service, 95th percentile", back, f"<= {SECONDS_BACK}", back <= SECONDS_BACK, "s")
    figure("C4.settings", "waits for the disk, checks its pages", _said(found.settings), _said(SETTINGS),
           found.settings == SETTINGS)  # fmt: skip
    figure("C4.checksums", "pages whose checksum is wrong", found.checksum_failures, "0", not found.checksum_failures)
    figure("C4.amcheck", "damage in tables and indexes", found.damaged or "none", "none", not found.damaged)
    figure("C4.audit", "the audit's chains", found.audit, "holds", found.audit == "holds")
    show()


def _said(settings: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in settings.items())


main()
