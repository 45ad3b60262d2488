"""Secrets as files: each made once, readable by their owner alone, never printed and never in the environment."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from openccr.kernel.files import put_once
from openccr.site.failure import CannotStart

NAMES = ("postgres_superuser", "openccr_owner", "openccr_app", "secret_key", "token_key", "vault_key")


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """Every secret of one data folder: 256 random bits each, URL-safe text, never shown by `repr`."""

    postgres_superuser: str = field(repr=False)
    """Password of the embedded server's first role; unused with an outside server."""
    openccr_owner: str = field(repr=False)
    """Password of the role that owns the tables and migrates."""
    openccr_app: str = field(repr=False)
    """Password of the role that serves pages and jobs."""
    secret_key: str = field(repr=False)
    """Django's signing key."""
    token_key: str = field(repr=False)
    """Key of the HMAC in the actor token that the database verifies."""
    vault_key: str = field(repr=False)
    """Key that encrypts whereabouts and files of refused rows."""

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that tell these keys from others and give nothing of them away."""
        return hashlib.sha256(f"openccr fingerprint {self.vault_key}".encode()).hexdigest()[:12]


def keep(*, folder: Path) -> Secrets:
    """Read the secrets of `folder` (mode 0700), making those that are missing (files of mode 0600).

    Raises CannotStart when a file is empty or cannot be read: making a new key in its place would lose
    for ever what the old one encrypted.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return Secrets(**{name: _keep_one(folder / name) for name in NAMES})
    except OSError as error:
        raise CannotStart(f"The secrets in {folder} cannot be read or written: {error.strerror}.") from error


def _keep_one(path: Path) -> str:
    if not path.exists():
        put_once(path, secrets.token_urlsafe(32) + "\n")
    text = path.read_text().strip()
    if not text:
        raise CannotStart(f"The secret {path} is empty. Restore it from the backup of the keys; it is not remade.")
    return text
