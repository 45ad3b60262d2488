"""The vault's key ring: one key in use and earlier ones, each a file outside the database.

A person's own key (`people.sealing`) is wrapped with the newest. To change the vault key is to make a newer one and
wrap every person's key anew: what was sealed is not touched, so it takes seconds (security paper, rule 38).
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from openccr.access.sealing import CannotUnseal
from openccr.kernel.files import put_once

BYTES = 32
NONCE = 12
PREFIX = "person_keys_"


@dataclass(frozen=True)
class Wrapped:
    """A key as it stands in the database: of no use without the ring's key of that version."""

    version: int
    data: bytes


def versions() -> list[int]:
    """The versions of the ring's keys, oldest first; the first one is made when there is none."""
    found = sorted(int(path.name.removeprefix(PREFIX)) for path in _folder().glob(f"{PREFIX}[0-9]*"))
    return found or [add()]


def add() -> int:
    """Make a newer key, which wraps from now on. Returns its version."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    newest = max((int(path.name.removeprefix(PREFIX)) for path in folder.glob(f"{PREFIX}[0-9]*")), default=0)
    make_key(folder / f"{PREFIX}{newest + 1}")
    return newest + 1


def drop(version: int) -> None:
    """Destroy a key. Whatever is still wrapped with it, in a backup too, never opens again."""
    path = _folder() / f"{PREFIX}{version}"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _key.cache_clear()


def wrap(key: bytes, *, owner: UUID) -> Wrapped:
    """Wrap somebody's key with the newest of the ring."""
    version = versions()[-1]
    nonce = os.urandom(NONCE)
    return Wrapped(version, nonce + _cipher(version).encrypt(nonce, key, owner.bytes))


def unwrap(wrapped: Wrapped, *, owner: UUID) -> bytes:
    """The key itself. Raises CannotUnseal when the ring's key is gone, is another one, or the bytes were changed."""
    try:
        return _cipher(wrapped.version).decrypt(wrapped.data[:NONCE], wrapped.data[NONCE:], owner.bytes)
    except (InvalidTag, ValueError, OSError) as error:
        raise CannotUnseal("The vault key of this person's key is not there, or does not fit") from error


def new_key() -> bytes:
    """A key drawn at random, for one person."""
    return os.urandom(BYTES)


def _folder() -> Path:
    return Path(settings.KEY_RING)


def _cipher(version: int) -> AESGCM:
    return AESGCM(_key(_folder() / f"{PREFIX}{version}"))


def key_of(path: Path) -> str:
    """The key in a file, in hexadecimal. Raises CannotUnseal when the file is not there."""
    try:
        return _key(path).hex()
    except OSError as error:
        raise CannotUnseal(f"The key {path.name} is not there") from error


@cache
def _key(path: Path) -> bytes:
    return bytes.fromhex(path.read_text().strip())


def make_key(path: Path) -> None:
    """Write a key to a file; of two processes that make the same one, the first wins."""
    put_once(path, secrets.token_hex(BYTES) + "\n")
