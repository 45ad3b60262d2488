"""Restore drills (C7): backups taken at random moments while people and systems write, put back onto empty hosts.

By the commands of the how-to alone. Each host is compared with its backup by PostgreSQL's own dump, table by table,
beside what the restore itself proves (rows, roles, policies, rights, audit). Damaged, cut, foreign and newer files
and wrong keys must be refused by name and leave the host as it was. Then back to a second, ten times, and everything
lost at once but the copy and the journal elsewhere. `RESTORE_DRILLS` says how many drills (20), `RESTORE_MOMENTS` how
many moments are gone back to (10).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from bench._crash_service import CASES, ISSUE, Service
from bench._crash_writers import Assessor, Referrer, Writer
from bench._moments import Journal, Moment
from bench._report import figure, say, show
from bench._restored import Drill, Key, Sent, back_up, gone, new_key, openccr, restore, running, there
from bench._timing import p95
from openccr.access.age import new_age_key
from openccr.site.backups.container import Member, read, write
from openccr.site.backups.contents import ABOUT
from openccr.site.backups.restoring import open_backup, secrets_of
from openccr.site.failure import CannotStart

DRILLS = int(os.environ.get("RESTORE_DRILLS", "20"))
MOMENTS = int(os.environ.get("RESTORE_MOMENTS", "10"))
DAMAGED, WRONG_KEYS = 100, 10
BY_COMMAND = 10
"""How many of the damaged files are given to the command; the others to what it calls first, which is quicker."""
SECONDS_BACK, SECONDS_LOST = 15 * 60, 60
ERASE = """
import django; django.setup()
from uuid import UUID
from django.utils import timezone
from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.people.models import PersonKey
from openccr.people.operations import destroy_key
from openccr.partnership.services import service_actors
with as_walls() as owner:
    person = PersonKey.objects.using(owner).order_by("person_id").values_list("person_id", flat=True).first()
(who,) = service_actors("commands")
destroy_key(actor=who, person=person, reason="Measured.", at=timezone.now())
print(person)
"""


def main() -> None:
    scratch = Path(tempfile.mkdtemp(prefix="openccr-restore-", dir="/tmp"))
    scratch.chmod(0o755)
    (scratch / "site").mkdir(mode=0o755)
    (scratch / "away").mkdir()
    (scratch / "kept").mkdir()
    site = Service(scratch / "site")
    try:
        site.start()
        cases = site.told(CASES)
        writers: list[Writer] = [Referrer(site, one, pause=0.3) for one in site.told(ISSUE.format(clients=2))]
        writers.append(Assessor(site, "coordinator", cases, pause=0.2))
        measured(site, writers, scratch)
    finally:
        site.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    show()


def measured(site: Service, writers: list[Writer], scratch: Path) -> None:
    """Take the figures."""
    dice = random.Random(7)
    key, keeper = new_key(site, scratch / "kept", "backup"), new_key(site, scratch / "kept", "keys")
    with Journal(site, scratch / "away") as journal:
        for writer in writers:
            writer.start()
        drills, moments = [], []
        for number in range(max(DRILLS, MOMENTS)):
            time.sleep(dice.uniform(0.2, 2.0))
            if number < MOMENTS:
                moments.append(journal.moment(writers))
            if number < DRILLS:
                drills.append(back_up(site, writers, scratch / "kept", key, keeper))
        (person,) = site.told(ERASE)
        erased = scratch / "kept" / "erased"
        openccr(site.data, "erased", "list", str(erased), site=site)
        written = _everything_lost(site, writers)
    say(f"{len(drills)} backups while {len(written)} writes were acknowledged")
    _drilled(site, drills, scratch, key, keeper)
    _erased_again(site, drills[-1], scratch, key, keeper, erased, person)
    _refused(site, drills[0], scratch, key, keeper, dice)
    _back_in_time(journal, moments, scratch)
    _journal_alone(site, journal, written, scratch)


def _everything_lost(site: Service, writers: list[Writer]) -> dict[Sent, float]:
    """Kill every process at once, and say what had been acknowledged by then, each with how many seconds before."""
    for victim in site.victims("everything"):
        os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
    acts = [act for writer in writers for act in writer.acts if act.taken]
    return {(act.kind, act.word, act.key): killed - act.taken_at for act in acts}


def _drilled(site: Service, drills: list[Drill], scratch: Path, key: Key, keeper: Key) -> None:
    back = 0.0
    for number, drill in enumerate(drills):
        host = scratch / f"host-{number}"
        restore(site, drill, host, key, keeper)
        if number == len(drills) - 1 and not drill.wrong:
            back = drill.restore_seconds + _served(host)
        gone(host)
        say(f"drill {number + 1}: {drill.restore_seconds:.1f} s, {', '.join(drill.wrong) or 'the same'}")
    same = sum(not one.wrong for one in drills)
    seconds = [one.restore_seconds for one in drills]
    figure("C7.drills", "restores onto an empty host that are the same", same, f">= {DRILLS}", same >= DRILLS)
    figure("C7.rows", "rows compared in each, by PostgreSQL's own dump", max(one.rows for one in drills))
    figure("C7.taking", "a backup while people write, 95th percentile", p95([one.backup_seconds for one in drills]),
           unit="s")  # fmt: skip
    figure("C7.restoring", "a restore, 95th percentile", p95(seconds), f"<= {SECONDS_BACK}",
           p95(seconds) <= SECONDS_BACK, "s")  # fmt: skip
    figure("C7.serving", "from an empty host to pages that are served", back, f"<= {SECONDS_BACK}",
           0 < back <= SECONDS_BACK, "s")  # fmt: skip


def _served(host: Path) -> float:
    """Seconds until a restored host serves its pages."""
    started, service = time.monotonic(), Service(host)
    try:
        service.start()
        return time.monotonic() - started
    finally:
        service.stop()


def _erased_again(site: Service, drill: Drill, scratch: Path, key: Key, keeper: Key, erased: Path, person: str) -> None:
    host = scratch / "erased"
    done = openccr(
        host, "restore", str(drill.file), "--key", str(key.file), "--keys", str(drill.keys), "--keys-key",
        str(keeper.file), "--erased", str(erased), site=site,
    )  # fmt: skip
    if done.returncode:
        say(done.stdout + done.stderr)
    with running(site, host) as connection:
        row = connection.execute("SELECT count(*) FROM people_personkey WHERE person_id = %s", [person]).fetchone()
    gone(host)
    left = row[0] if row else -1
    figure("C7.erased", "keys that came back although destroyed since", left, "0", left == 0 and not done.returncode)


def _refused(site: Service, drill: Drill, scratch: Path, key: Key, keeper: Key, dice: random.Random) -> None:
    """Damaged, cut, with wrong keys, of another format, of a newer version: each refused, the host left as it was."""
    host, whole = scratch / "never", drill.file.read_bytes()
    bad = drill.file.with_name("bad.age")

    def let_in(file: Path, opens: Path, keys: Path | None, keys_open: Path) -> bool:
        given = ["--keys", str(keys), "--keys-key", str(keys_open)] if keys else []
        done = openccr(host, "restore", str(file), "--key", str(opens), *given, site=site)
        words = done.stdout + done.stderr
        touched = (host / "postgres" / "pgdata").exists()
        shutil.rmtree(host, ignore_errors=True)
        refused = done.returncode == 1 and "Traceback" not in words and not touched
        if not refused:
            say(f"NOT refused: {words[-300:]}")
        return not refused

    missed = 0
    for number in range(DAMAGED):
        data = bytearray(whole)
        if number % 4 == 3:
            del data[dice.randrange(len(data)) :]
        else:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        bad.write_bytes(data)
        if number < BY_COMMAND:
            missed += let_in(bad, key.file, drill.keys, keeper.file)
        else:
            missed += _reads(bad, key)
    figure("C7.damaged", f"of {DAMAGED} changed or cut backups, taken for whole", missed, "0", missed == 0)
    wrong = [_other_key(scratch / "kept" / f"wrong-{number}.key") for number in range(WRONG_KEYS)]
    opened = sum(let_in(drill.file, one.file, drill.keys, keeper.file) for one in wrong[: WRONG_KEYS // 2])
    opened += sum(let_in(drill.file, key.file, drill.keys, one.file) for one in wrong[WRONG_KEYS // 2 :])
    figure("C7.keys", f"of {WRONG_KEYS} wrong keys, opened a backup or its keys", opened, "0", opened == 0)
    others = 0
    changes: tuple[dict[str, object], ...] = (
        {"format": 2},
        {"migrations": ["people.9999_of_tomorrow"]},
        {"mode": "live"},
    )
    for change in changes:
        _rewritten(drill.file, bad, key, change)
        others += let_in(bad, key.file, drill.keys, keeper.file)
    others += let_in(drill.keys, keeper.file, None, keeper.file)
    others += let_in(drill.file, key.file, None, keeper.file)
    figure("C7.others", "of another format, a newer version, another mode, keys in its place, none of its keys: taken",
           others, "0", others == 0)  # fmt: skip


def _other_key(file: Path) -> Key:
    made = new_age_key()
    file.write_text(made.secret)
    return Key(made.recipient, file)


def _reads(file: Path, key: Key) -> bool:
    try:
        open_backup(file, secrets=secrets_of(key.file), into=None)
    except CannotStart:
        return False
    return True


def _rewritten(file: Path, to: Path, key: Key, change: dict[str, object]) -> None:
    """The backup with something else in what it says of itself, whole and encrypted to the same key."""
    members: list[Member] = []
    read(file, secrets=secrets_of(key.file), taken=lambda name, data: members.append((name, data)))
    told = json.dumps(json.loads(dict(members)[ABOUT]) | change).encode()
    write(to, iter([(name, told if name == ABOUT else data) for name, data in members]), recipient=key.public)


def _back_in_time(journal: Journal, moments: list[Moment], scratch: Path) -> None:
    right, seconds = 0, []
    for number, moment in enumerate(moments):
        host = scratch / f"moment-{number}"
        wrong, took = journal.back_to(moment, host)
        gone(host)
        seconds.append(took)
        right += not wrong
        say(f"back to a second: {took:.1f} s, {', '.join(wrong) or 'as it was'}")
    figure("C7.moments", "went back to a second: all acknowledged before, nothing after", right, f">= {MOMENTS}",
           right >= MOMENTS)  # fmt: skip
    figure("C7.moment", "to go back to a second, 95th percentile", p95(seconds), f"<= {SECONDS_BACK}",
           p95(seconds) <= SECONDS_BACK, "s")  # fmt: skip


def _journal_alone(site: Service, journal: Journal, written: dict[Sent, float], scratch: Path) -> None:
    """The site's disk is gone: the copy and the journal elsewhere, to the journal's end."""
    host = scratch / "end"
    journal.host(host, moment=None)
    with running(site, host) as connection:
        lost = set(written) - there(connection, set(written))
    gone(host)
    figure("C7.disk", f"of {len(written):,} acknowledged writes, lost with the site's disk", len(lost))
    seconds = max((written[one] for one in lost), default=0.0)
    figure("C7.lost", "time that is lost with the site's disk", seconds, f"<= {SECONDS_LOST}", seconds <= SECONDS_LOST,
           "s")  # fmt: skip


main()
