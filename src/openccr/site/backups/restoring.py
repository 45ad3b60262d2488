"""Restore a backup on an empty host: everything is read and proven before anything is touched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from openccr.access.walls import OWNER, WALLS
from openccr.kernel.files import put
from openccr.site.backups import census
from openccr.site.backups.container import read
from openccr.site.backups.contents import (
    ABOUT,
    DUMP,
    FILES,
    FORMAT,
    KEYS,
    MANIFEST,
    PASSWORDS,
    STAYS,
    UNFINISHED,
    About,
    Contents,
    keys_in,
)  # fmt: skip
from openccr.site.backups.making import MIGRATIONS, client, manifest_of
from openccr.site.backups.needs import need_empty_database, need_empty_folder, need_keys, need_known
from openccr.site.databases import place
from openccr.site.environment import MODE_FILE, ROOT, Environment
from openccr.site.failure import CannotStart
from openccr.site.postgres.programs import programs
from openccr.site.ready import ready

DRAFT = f"restore{UNFINISHED}"
SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")

LEFT_TO_THE_CODE = re.compile(r"^\d+; \d+ \d+ (ACL|DEFAULT ACL|COMMENT|SCHEMA) ", re.MULTILINE)
"""Entries of the dump that are not restored: the code makes rights, comments and schemas of functions, as always."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A backup that was read to its end and found whole, its pieces laid out in a folder."""

    about: About
    census: census.Census
    folder: Path
    members: int


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was restored, and what is not the same as when the backup was made."""

    opened: Opened
    differences: list[str]
    same_code: bool
    told: str
    """What checking the audit, and erasing again, had to say."""


def secrets_of(path: Path) -> list[str]:
    """The secret keys in a key file as `age-keygen` or `openccr backup --new-key` writes it. Raises CannotStart."""
    try:
        found = SECRET.findall(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"The key file {path} cannot be read: {error}.") from error
    if not found:
        raise CannotStart(f"The file {path} holds no age secret key: it begins with AGE-SECRET-KEY-1.")
    return found


def open_backup(path: Path, *, secrets: list[str], into: Path | None) -> Opened:
    """Read a backup to its end and prove it, laying its pieces out in the folder `into` if one is given.

    Raises Damaged or CannotStart, naming what is wrong; nothing but `into` has been touched then.
    """
    contents, seen = Contents(), dict[str, bytes]()

    def taken(name: str, data: bytes) -> None:
        if name in (ABOUT, MANIFEST):
            seen[name] = data
        if name != MANIFEST:
            contents.noted(name, data)
        if into is not None and name.startswith((DUMP, FILES)):
            _lay_out(into, name, data)

    read(path, secrets=secrets, taken=taken)
    if MANIFEST not in seen or ABOUT not in seen:
        raise CannotStart(f"{path} is no backup: it has no manifest. A file with keys is given with --keys.")
    about = json.loads(seen[ABOUT])
    if about.get("format") != FORMAT:
        raise CannotStart(f"The backup {path} is of format {about.get('format')}; this version reads {FORMAT}.")
    manifest, found = manifest_of(seen[MANIFEST])
    if wrong := contents.wrong(manifest):
        raise CannotStart(f"The backup {path} is not whole: {wrong} is missing or not as its manifest says.")
    return Opened(
        about=About.of_json(seen[ABOUT]), census=found, folder=into or path.parent, members=len(contents.members)
    )


def _lay_out(into: Path, name: str, data: bytes) -> None:
    target = (into / name).resolve()
    if not target.is_relative_to(into.resolve()):
        raise CannotStart(f"The backup names a file outside its folder: {name}")
    if name.startswith(DUMP):
        target = into / "dump"
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
        file.write(data)


def restore(
    *,
    site: Environment,
    backup: Path,
    secrets: list[str],
    keys: Path | None,
    keys_secrets: list[str],
    erased: Path | None,
) -> Restored:
    """Restore onto the empty data folder and database of `site`.

    Args:
        secrets: age secrets, one of which opens `backup`.
        keys: the file with the installation's keys, made by `--keys-to`; None when they lie in the data folder already.
        keys_secrets: age secrets, one of which opens `keys`.
        erased: the newest list of what was erased (`openccr erased list`), to be erased again; None without one.

    Raises CannotStart, naming what stands in the way, before anything is changed: for a backup that cannot be opened
    or is not whole, for keys that do not fit it, and for a data folder or a database that is not empty.
    """
    need_empty_folder(site.folder)
    draft = site.folder / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    try:
        opened = open_backup(backup, secrets=secrets, into=draft)
        if opened.about.mode != site.mode:
            raise CannotStart(
                f"The backup {backup} is of a {opened.about.mode} area; it is never restored as {site.mode}."
                f" Set OPENCCR_MODE={opened.about.mode}."
            )
        need_known(opened.about, backup)
        _place_keys(site, opened.about, keys, keys_secrets)
        ready(site)
        owner = place(site).as_role(OWNER, site.secrets().openccr_owner)
        need_empty_database(owner)
        _load(site, owner, draft / "dump")
        _place_files(draft / FILES, site.folder)
        with psycopg.connect(owner) as connection:
            row = connection.execute(MIGRATIONS).fetchone()
            code_before = str(row[0]) if row else ""
        _openccr(site, "migrate", "--verbosity=0")
        with census.as_walls(owner) as connection:
            now = census.take(connection)
            row = connection.execute(MIGRATIONS).fetchone()
        put(site.folder / MODE_FILE, f"{site.mode}\n")
        told = [_openccr(site, "audit", "verify")]
        if erased is not None:
            told.append(_openccr(site, "erased", "again", str(erased.absolute())))
        return Restored(
            told="".join(told),
            opened=opened,
            differences=census.differences(opened.census, now),
            same_code=row is not None and str(row[0]) == code_before,
        )
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _place_keys(site: Environment, about: About, keys: Path | None, keys_secrets: list[str]) -> None:
    folder = site.secrets_folder
    if keys is not None:
        given: dict[str, bytes] = {}
        read(keys, secrets=keys_secrets, taken=given.__setitem__)
        names = [name.removeprefix(KEYS) for name in given if name.startswith(KEYS)]
        if not names or any("/" in name or name in PASSWORDS for name in names):
            raise CannotStart(f"{keys} is no file of keys made by `openccr backup --keys-to`.")
        need_keys(about, {name: given[KEYS + name] for name in names}, where=str(keys))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            put(folder / name, given[KEYS + name])
    need_keys(about, keys_in(folder), where=str(folder))


def _load(site: Environment, owner: str, dump: Path) -> None:
    """Tables, rows, functions and policies out of the dump, as the owner and no administrator."""
    tool = programs(bindir=site.pg_bindir, copies=site.folder).bindir / "pg_restore"
    with client(owner) as (target, environment):
        listed = subprocess.run([tool, "--list", dump], env=environment, capture_output=True, text=True, check=False)
        if listed.returncode:
            raise CannotStart(f"pg_restore cannot read the dump: {listed.stderr.strip()}")
        wanted = dump.with_name("list")
        wanted.write_text(
            "".join(f"{line}\n" for line in listed.stdout.splitlines() if not LEFT_TO_THE_CODE.match(line))
        )
        with psycopg.connect(owner, autocommit=True) as connection:
            _make_schemas(connection)
        command = [str(tool), "--exit-on-error", f"--use-list={wanted}", f"--dbname={target}", str(dump)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotStart(f"pg_restore failed: {' '.join(done.stderr.strip().splitlines()[-4:])}")
    with psycopg.connect(owner, autocommit=True) as connection:
        _hand_over(connection)


def _make_schemas(connection: psycopg.Connection) -> None:
    """The schema of the functions, open to the owner until they are made: they are handed to their role one by one."""
    role, owner = sql.Identifier(WALLS), sql.Identifier(OWNER)
    connection.execute(sql.SQL("CREATE SCHEMA openccr AUTHORIZATION {}").format(role))
    connection.execute(sql.SQL("SET ROLE {}").format(role))
    makers = sql.SQL("GRANT USAGE, CREATE ON SCHEMA openccr TO {}, openccr_insight, openccr_linkage")
    connection.execute(makers.format(owner))
    connection.execute("RESET ROLE")


def _hand_over(connection: psycopg.Connection) -> None:
    """Close the schema to the owner again, and open the tables to the walls' role, for migrations of data."""
    role, owner = sql.Identifier(WALLS), sql.Identifier(OWNER)
    connection.execute(sql.SQL("SET ROLE {}").format(role))
    connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA openccr FROM {}").format(owner))
    connection.execute("RESET ROLE")
    connection.execute(sql.SQL("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}").format(role))


def _place_files(laid_out: Path, folder: Path) -> None:
    if not laid_out.exists():
        return
    for path in sorted(laid_out.iterdir()):
        if not path.name.startswith(STAYS):
            path.rename(folder / path.name)


def _openccr(site: Environment, *arguments: str) -> str:
    """What a command says, in a process of its own: this one's settings were read with the keys that lay there before.

    Raises CannotStart with its words when it fails.
    """
    environment: dict[str, Any] = {
        **os.environ, "OPENCCR_DATA": str(site.data), "OPENCCR_MODE": str(site.mode), "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "openccr", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        words = " ".join((done.stdout + done.stderr).strip().splitlines()[-4:])
        raise CannotStart(f"`openccr {' '.join(arguments)}` failed after the restore: {words}")
    return done.stdout
