"""A drill: a backup taken while people write, put onto a host that was empty, by the commands an operator types."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from bench._crash_count import ROWS
from bench._crash_service import Service
from bench._crash_writers import Writer
from openccr.site import postgres
from openccr.site.backups.container import read
from openccr.site.backups.contents import DUMP
from openccr.site.backups.making import client
from openccr.site.environment import ROOT
from openccr.site.postgres.programs import programs

Sent = tuple[str, str, str]
"""Something that was sent: its kind, its unique word, its key."""
SAME = "Rows, roles, policies and rights are what the backup says they were."
HOLDS = "the chain holds"
COPY = re.compile(r"COPY (\S+) ")
NOT_OF_THE_RECORD = ("openccr_secret.",)
"""Made anew from the token key wherever it is restored, so in no backup."""
GROWS = ("public.audit_auditevent", "public.audit_auditseal")
"""Grow by one: that the audit was checked after the restore is itself an act."""
ENDS = "public.audit_audithead"
"""Says where the chains end, so it changes with it."""
Rows = dict[str, frozenset[bytes]]
"""Table → the hashes of its rows."""


@dataclass(frozen=True)
class Key:
    """A pair of keys as `openccr backup --new-key` made it."""

    public: str
    file: Path


@dataclass
class Drill:
    """One backup and what came of restoring it."""

    file: Path
    keys: Path
    acknowledged: set[Sent]
    """What the site had said "saved" to before the backup was begun."""
    backup_seconds: float
    restore_seconds: float = 0
    wrong: list[str] = field(default_factory=list)
    """Whatever is not as it was; empty when all is."""
    rows: int = 0


def openccr(data: Path, *arguments: str, site: Service) -> subprocess.CompletedProcess[str]:
    """A command on the data folder `data`, with the variables of the measured site."""
    environment = site.environment() | {"OPENCCR_DATA": str(data)}
    command = [sys.executable, "-m", "openccr", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def new_key(site: Service, folder: Path, name: str) -> Key:
    """Make a key with the product's own command."""
    file = folder / f"{name}.key"
    done = openccr(site.data, "backup", "--new-key", str(file), site=site)
    return Key(done.stdout.split()[0], file)


def back_up(site: Service, writers: list[Writer], to: Path, key: Key, keeper: Key) -> Drill:
    """Back the site up as it runs. Raises RuntimeError when the command fails."""
    acknowledged = sent(writers, taken=True)
    folder, started = Path(tempfile.mkdtemp(dir=to)), time.monotonic()
    done = openccr(
        site.data, "backup", "--to", str(folder), "--recipient", key.public, "--keys-to", keeper.public, site=site
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    (keys,) = folder.glob("openccr-keys-*.age")
    (file,) = (one for one in folder.glob("openccr-*.age") if one != keys)
    return Drill(file, keys, acknowledged, time.monotonic() - started)


def sent(writers: list[Writer], *, taken: bool) -> set[Sent]:
    """Everything that was sent so far; with `taken` only what was acknowledged."""
    acts = [act for writer in writers for act in list(writer.acts)]
    return {(act.kind, act.word, act.key) for act in acts if act.taken or not taken}


def restore(site: Service, drill: Drill, host: Path, key: Key, keeper: Key) -> None:
    """Restore onto the empty folder `host`, and compare what is there with the backup."""
    started = time.monotonic()
    done = openccr(
        host, "restore", str(drill.file), "--key", str(key.file), "--keys", str(drill.keys),
        "--keys-key", str(keeper.file), site=site,
    )  # fmt: skip
    drill.restore_seconds = time.monotonic() - started
    if done.returncode:
        drill.wrong.append((done.stdout + done.stderr).strip()[-400:])
        return
    drill.wrong += [f"it did not say: {one}" for one in (SAME, HOLDS) if one not in done.stdout]
    with running(site, host) as connection:
        lost = drill.acknowledged - there(connection, drill.acknowledged)
        drill.wrong += [f"acknowledged before the backup and not there: {word}" for _, word, _ in sorted(lost)[:3]]
        before, after = dump_of_backup(drill, key, site), dump_of_server(connection, host)
    drill.rows = sum(map(len, before.values()))
    for table in sorted((before.keys() | after.keys()) - {ENDS}):
        lacks = before.get(table, frozenset()) - after.get(table, frozenset())
        more = after.get(table, frozenset()) - before.get(table, frozenset())
        if lacks or len(more) > (table in GROWS):
            drill.wrong.append(f"{table}: {len(lacks)} rows are not there, {len(more)} are there that were not")


class running:
    """The server of a restored host and its superuser's connection; both gone afterwards."""

    def __init__(self, site: Service, host: Path) -> None:
        self.host = host
        self.service = Service(host, port=site.port)

    def __enter__(self) -> psycopg.Connection:
        postgres.ensure(self.host)
        self.connection = self.service.admin()
        return self.connection

    def __exit__(self, *unused: object) -> None:
        self.connection.close()
        postgres.stop(self.host)


def there(connection: psycopg.Connection, acts: set[Sent]) -> set[Sent]:
    """Which of these stand in the tables, each with all that belongs to it."""
    connection.execute("DROP TABLE IF EXISTS crash_words")
    connection.execute("CREATE TEMP TABLE crash_words (kind text, word text, key text)")
    with connection.cursor() as cursor, cursor.copy("COPY crash_words FROM STDIN") as copy:
        for one in acts:
            copy.write_row(one)
    whole = {word for query in ROWS.values() for _, word, whole in connection.execute(query) if whole}
    return {one for one in acts if one[1] in whole}


def dump_of_backup(drill: Drill, key: Key, site: Service) -> Rows:
    """The rows in the dump inside a backup, by PostgreSQL's own reader."""
    secret = next(line for line in key.file.read_text().splitlines() if line.startswith("AGE-SECRET-KEY"))
    with tempfile.NamedTemporaryFile() as dump:

        def taken(name: str, data: bytes) -> None:
            if name.startswith(DUMP):
                dump.write(data)

        read(drill.file, secrets=[secret], taken=taken)
        dump.flush()
        tool = programs(bindir=None, copies=site.data).bindir / "pg_restore"
        return _tables([str(tool), "--data-only", "--file=-", dump.name], dict(os.environ))


def dump_of_server(connection: psycopg.Connection, host: Path) -> Rows:
    """The same of a running server, by pg_dump as its superuser, past every wall."""
    told = make_conninfo("", **{**connection.info.get_parameters(), "password": connection.info.password})
    with client(told) as (target, environment):
        tool = programs(bindir=None, copies=host).bindir / "pg_dump"
        return _tables([str(tool), "--data-only", f"--dbname={target}"], environment)


def _tables(command: list[str], environment: dict[str, str]) -> Rows:
    found: dict[str, list[bytes]] = {}
    rows: list[bytes] | None = None
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if rows is None:
                begins = COPY.match(line.decode(errors="replace"))
                rows = found.setdefault(begins.group(1), []) if begins else None
            elif line == b"\\.\n":
                rows = None
            else:
                rows.append(hashlib.blake2b(line, digest_size=16).digest())
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed")
    return {name: frozenset(of) for name, of in found.items() if not name.startswith(NOT_OF_THE_RECORD)}


def gone(host: Path) -> None:
    """Stop a host and remove it."""
    postgres.stop(host)
    shutil.rmtree(host, ignore_errors=True)
