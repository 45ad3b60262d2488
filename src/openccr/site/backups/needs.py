"""What a restore needs before anything is touched: each raises CannotStart with a sentence and a remedy."""

from __future__ import annotations

from pathlib import Path

import psycopg
from django.db.migrations.loader import MigrationLoader

from openccr.site.backups.contents import About, fingerprints, kept
from openccr.site.environment import MODE_FILE
from openccr.site.failure import CannotStart


def need_empty_folder(folder: Path) -> None:
    """Raises CannotStart when the data folder holds a database or files: a restore replaces nothing."""
    if not folder.exists():
        return
    there = [path for path in kept(folder) if path.name != MODE_FILE]
    if there or (folder / "postgres" / "pgdata").exists():
        what = there[0] if there else folder / "postgres"
        raise CannotStart(
            f"The data folder {folder} is not empty: there is {what}. A restore replaces nothing. Set OPENCCR_DATA to a"
            f" new folder, or move this one away."
        )


def need_known(about: About, backup: Path) -> None:
    """Raises CannotStart when this code lacks a migration that the backup's tables have."""
    disk = MigrationLoader(None).disk_migrations
    known = {one for (app, name), migration in disk.items() for one in ((app, name), *migration.replaces)}
    unknown = [one for one in about.migrations if tuple(one.split(".", 1)) not in known]
    if unknown:
        raise CannotStart(
            f"The backup {backup} was made by another version of OpenCCR, which has {unknown[-1]}; this one does not."
            f" Restore it with the version that made it, or a newer one."
        )


def need_empty_database(owner: str) -> None:
    """Raises CannotStart when the database holds a table."""
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT min(tablename) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row and row[0]:
        raise CannotStart(f"The database is not empty: it has a table {row[0]}. A restore replaces nothing.")


def need_keys(about: About, found: dict[str, bytes], *, where: str) -> None:
    """Raises CannotStart when a key that the backup needs is not among those found in `where`."""
    have = fingerprints(found)
    for name, fingerprint in about.keys.items():
        if have.get(name) != fingerprint:
            there = f"is another one ({have[name]})" if name in have else "is missing"
            raise CannotStart(
                f"The backup was made with the key {name} of fingerprint {fingerprint}, and in {where} it {there}: what"
                f" is sealed would never open again. Give the file with the keys with --keys, or put them there first."
            )
