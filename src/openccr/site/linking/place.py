"""Where the look-up's index lies, and the key with which it is sealed."""

from __future__ import annotations

import hmac
from pathlib import Path

from django.conf import settings

from openccr.site.environment import environment


def index_folder() -> Path:
    """The folder of the index, in the data folder."""
    return environment().folder / "linkage" / "index"


def index_key() -> bytes:
    """A key of its own, from the vault key: what lies in the data folder is of no use without the key file."""
    return hmac.digest(settings.VAULT_KEY, b"look-up index", "sha256")
