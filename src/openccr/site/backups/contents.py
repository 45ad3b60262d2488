"""What a backup holds beside the database, and what it says of itself."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
ABOUT = "about.json"
MANIFEST = "manifest.json"
"""The last member: without it a backup is not whole."""
DUMP = "database/"
FILES = "data/"
KEYS = "keys/"
PASSWORDS = ("postgres_superuser", "openccr_owner", "openccr_app")
"""Secrets that do not go along: passwords of database roles are made anew wherever it is restored."""

STAYS = (".", "postgres", "secrets", "static", "embedded_postgres", "serving", "measuring", "sign-ins", "test", "bench")
"""Beginnings of names in a data folder that no backup takes: the server's own files, the keys, what is made again from
the code, locks, files half-written when the power went, and folders with data of their own."""
UNFINISHED = ".unfinished"
PIECE = 4 * 2**20


@dataclass(frozen=True, kw_only=True)
class About:
    """What a backup is of."""

    format: int = FORMAT
    made_at: str
    mode: str
    keys: dict[str, str]
    """Name → fingerprint of each key that its contents need."""
    code: str
    """The migrations, hashed: tells whether it is restored with the same tables."""
    postgresql: int
    migrations: tuple[str, ...] = ()
    """`app.name` of each, so that code that does not know one of them does not take the tables for its own."""

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def of_json(cls, data: bytes) -> About:
        return cls(**json.loads(data))


def keys_in(secrets: Path) -> dict[str, bytes]:
    """The keys in a folder of secrets that what was kept depends on: name → the file's bytes."""
    files = sorted(secrets.iterdir()) if secrets.is_dir() else []
    return {one.name: one.read_bytes() for one in files if one.name not in PASSWORDS and not one.name.startswith(".")}


def fingerprints(keys: dict[str, bytes]) -> dict[str, str]:
    """Twelve hexadecimal digits of each key, which tell it from others and give nothing of it away."""
    return {
        name: hashlib.sha256(b"openccr fingerprint " + data.strip()).hexdigest()[:12] for name, data in keys.items()
    }


@dataclass
class Contents:
    """Names, sizes and hashes of the members as they go by, for the manifest."""

    members: dict[str, tuple[int, str]] = field(default_factory=dict)

    def noted(self, name: str, data: bytes) -> tuple[str, bytes]:
        """The member, noted."""
        self.members[name] = (len(data), hashlib.sha256(data).hexdigest())
        return name, data

    def manifest(self, census: dict[str, Any]) -> bytes:
        """The last member."""
        return json.dumps({"members": self.members, "census": census}, indent=1).encode()

    def wrong(self, manifest: dict[str, Any]) -> str | None:
        """The first member that is not as the manifest says; None when all are."""
        said = {name: tuple(of) for name, of in manifest["members"].items()}
        return next(
            (name for name in sorted(said.keys() | self.members.keys()) if said.get(name) != self.members.get(name)),
            None,
        )


@contextmanager
def held_files(data: Path, *, name: str) -> Iterator[Path]:
    """A folder that holds on to the data folder's files by a second name, so that none is removed while it is copied.

    `hold` is called once before the database's moment is chosen and once after: what either saw is in the backup.
    """
    folder = data / f"{name}{UNFINISHED}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hold(data: Path, folder: Path) -> None:
    """Link every file that a backup takes into `folder`."""
    for path in kept(data):
        there = folder / path.relative_to(data)
        there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(path, there)
        except FileExistsError:
            continue
        except FileNotFoundError:  # removed in this moment, by whoever may
            continue


def kept(data: Path) -> Iterator[Path]:
    """The files of a data folder that a backup takes, in order."""
    for top in sorted(data.iterdir()):
        if top.name.startswith(STAYS) or top.name.endswith(UNFINISHED):
            continue
        paths = sorted(top.rglob("*")) if top.is_dir() else [top]
        yield from (path for path in paths if path.is_file() and not path.is_symlink())
