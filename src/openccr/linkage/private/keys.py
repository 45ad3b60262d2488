"""The key two partnerships share: read from a file, stretched once, and a separate key for every use derived from it.

No key stands in an encoded file; a check value does, so that two files made with different keys are refused rather than
compared in vain. A check value is a keyed hash and says nothing about the key.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from openccr.linkage.engine.problems import LinkageError

LEAST_BYTES, MOST_BYTES = 16, 1024
"""A shorter key could be found by trying; a made key has 32 bytes. What is longer is some other file."""

_SALT = b"openccr private linkage 1"


@dataclass(frozen=True)
class PartnershipKey:
    """The stretched key of one pair of partnerships."""

    secret: bytes

    def derived(self, use: str) -> bytes:
        """A key of its own for one use (a field, a token, a salt)."""
        return hashlib.blake2b(use.encode(), key=self.secret, digest_size=32).digest()

    @property
    def check(self) -> str:
        """What stands in a file so that two files of different keys are recognised."""
        return hashlib.blake2b(b"check value", key=self.secret, digest_size=8).hexdigest()

    def __repr__(self) -> str:
        return f"PartnershipKey(check={self.check})"


def read_key(path: Path) -> PartnershipKey:
    """The key in a file.

    Raises:
        LinkageError: the file is missing, holds too little, or is no key.
    """
    if not path.is_file():
        raise LinkageError(f"There is no key file {path}", f"Make one with `openccr link new-key {path}`.")
    if path.stat().st_size > MOST_BYTES:
        raise LinkageError(
            f"{path} is too long for a key", "Give the key file that both partnerships have, and no other file."
        )
    secret = path.read_bytes().strip()
    if len(secret) < LEAST_BYTES:
        raise LinkageError(
            f"The key in {path} has {len(secret)} bytes, and at least {LEAST_BYTES} are needed",
            "Make one with `openccr link new-key FILE` and give it to the other partnership by a separate way.",
        )
    # Memory-hard, so that a key somebody made up as a phrase is not found by trying phrases.
    return PartnershipKey(hashlib.scrypt(secret, salt=_SALT, n=2**14, r=8, p=1, dklen=32))


def new_key(path: Path) -> None:
    """Write a new random key, readable by its owner only.

    Raises:
        LinkageError: the file is there already; a key in use is never written over.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise LinkageError(
            f"{path} is there already", "Choose another name: a key in use is never written over."
        ) from None
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
