"""Make a backup: one moment of the database, the sealed files of that moment, encrypted to a key that is elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from openccr.access.age import check_recipient
from openccr.access.walls import WALLS
from openccr.kernel.refusals import Refusal
from openccr.site.backups import census
from openccr.site.backups.census import Census
from openccr.site.backups.container import Member, write
from openccr.site.backups.contents import (
    ABOUT,
    DUMP,
    FILES,
    KEYS,
    MANIFEST,
    PIECE,
    About,
    Contents,
    fingerprints,
    held_files,
    hold,
    kept,
    keys_in,
)  # fmt: skip
from openccr.site.failure import CannotStart
from openccr.site.postgres.programs import programs

MIGRATIONS = "SELECT md5(string_agg(app || '.' || name, ',' ORDER BY app, name)) FROM django_migrations"


@dataclass(frozen=True, kw_only=True)
class Source:
    """What is backed up."""

    data: Path
    """The data folder."""
    mode: str
    owner: str
    """Connection string of `openccr_owner`, password included."""
    admin: str | None
    """Administrator's connection string to the same database, to count the rows a second time; None without one."""
    secrets: Path
    bindir: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Made:
    """A backup that was made."""

    path: Path
    size: int
    census: Census
    counted_twice: bool
    keys: Path | None


def make(*, source: Source, to: Path, recipient: str, keys_to: str | None, at: datetime) -> Made:
    """Make a backup in the folder `to`, and with `keys_to` a second file with the keys.

    Args:
        recipient: age public key of whoever may open the backup; its secret belongs on another machine.
        keys_to: age public key of somebody else, for the keys.

    Raises Refusal for public keys that are none or the same, CannotStart when a row could not be read or the file
    not be written. What was begun is removed.
    """
    check_recipient(recipient)
    if keys_to is not None and check_recipient(keys_to) == check_recipient(recipient):
        raise Refusal(
            "Backup and keys would open with the same key.",
            remedy="Give the keys to another person: with both in one hand nothing is sealed.",
            field="keys_to",
        )
    if not to.is_dir():
        raise CannotStart(f"There is no folder {to} for the backup. Make it, on another disk than {source.data}.")
    stamp = f"{at:%Y%m%dT%H%M%SZ}"
    path = to / f"openccr-{stamp}.age"
    with held_files(source.data, name="backup") as held:
        hold(source.data, held)
        with census.as_walls(source.owner) as connection:
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            snapshot = str(row[0]) if row else ""
            hold(source.data, held)
            found = census.take(connection)
            counted = _counted_twice(source, snapshot, found)
            members = _members(source, connection, snapshot, found, held, at)
            size = write(path, members, recipient=recipient)
    keys = None
    if keys_to is not None:
        keys = to / f"openccr-keys-{stamp}.age"
        write(keys, ((KEYS + name, data) for name, data in keys_in(source.secrets).items()), recipient=keys_to)
    return Made(path=path, size=size, census=found, counted_twice=counted, keys=keys)


def _counted_twice(source: Source, snapshot: str, found: Census) -> bool:
    above = census.counted_from_above(source.admin, snapshot) if source.admin else None
    if above is None:
        return False
    for name, (rows, _) in found.tables.items():
        if above.get(name) != rows:
            raise CannotStart(
                f"The table {name} has {above.get(name)} rows and the role {WALLS} sees {rows}: the backup would lack"
                f" rows. Run `openccr migrate`, which builds the walls anew."
            )
    return True


def _members(
    source: Source, connection: psycopg.Connection, snapshot: str, found: Census, held: Path, at: datetime
) -> Iterator[Member]:
    contents = Contents()
    row = connection.execute(MIGRATIONS).fetchone()
    names = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
    about = About(
        made_at=at.isoformat(), mode=source.mode, keys=fingerprints(keys_in(source.secrets)),
        code=str(row[0]) if row else "", postgresql=connection.info.server_version // 10000,
        migrations=tuple(name for (name,) in names),
    )  # fmt: skip
    yield contents.noted(ABOUT, about.as_json())
    for number, piece in enumerate(_dump(source, snapshot), start=1):
        yield contents.noted(f"{DUMP}{number:06}", piece)
    for path in kept(held):
        yield contents.noted(FILES + str(path.relative_to(held)), path.read_bytes())
    yield MANIFEST, contents.manifest(found.as_json())


def _dump(source: Source, snapshot: str) -> Iterator[bytes]:
    """The database as pg_dump writes it, in pieces. Raises CannotStart with pg_dump's own words when it fails."""
    with client(source.owner) as (target, environment), tempfile.TemporaryFile() as complaint:
        command = [
            str(programs(bindir=source.bindir, copies=source.data).bindir / "pg_dump"),
            "--format=custom", "--compress=6", f"--role={WALLS}", "--enable-row-security", f"--snapshot={snapshot}",
            # Made anew from the token key wherever it is restored; in the backup it would be a key beside the data.
            "--exclude-schema=openccr_secret", f"--dbname={target}",
        ]  # fmt: skip
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaint
        ) as process:
            assert process.stdout is not None
            try:
                while piece := process.stdout.read(PIECE):
                    yield piece
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            complaint.seek(0)
            words = complaint.read().decode(errors="replace").strip().splitlines()[-3:]
            raise CannotStart(f"pg_dump failed: {' '.join(words)}")


@contextmanager
def client(conninfo: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A connection string without its password, and an environment for PostgreSQL's programs that names a file with it.

    Neither the list of processes nor their environment shows the password.
    """
    parts = conninfo_to_dict(conninfo)
    password = str(parts.pop("password", "") or "")
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    with tempfile.NamedTemporaryFile("w", prefix="openccr-", suffix=".pgpass") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(f"*:*:*:*:{escaped}\n")
        file.flush()
        yield make_conninfo("", **parts), {
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PGPASSFILE": file.name,
        }  # fmt: skip


def manifest_of(data: bytes) -> tuple[dict[str, object], Census]:
    """The manifest as written by `make`, and its census."""
    told = json.loads(data)
    return told, Census.of_json(told["census"])
