"""The keys of match tokens: by equal tokens equal things are found without being opened, and they can be changed.

A token of version 1 is keyed with the installation's vault key. Each later version is the token before it, keyed once
more with a key of its own file: so a change needs none of the words, which nobody has of what staff declared. Whoever
knows the keys of all versions but the newest can try no guess against what stands in the database. Old keys stay: a
token of words is made by all of them, one after the other.
"""

from __future__ import annotations

import base64
import hmac
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from openccr.access.ring import key_of, make_key

PREFIX = "match_keys_"
UNDER_WAY = ".next"
"""The ending of a key whose change is under way: the database says whether its tokens count yet."""


def token_of(text: str) -> str:
    """The token of a text, by the keys in use; the text is taken as it is."""
    first = hmac.new(b"match:" + settings.VAULT_KEY, text.encode(), sha256).hexdigest()
    return raised(first, to=in_use())


def raised(token: str, *, to: int) -> str:
    """The same token under a later version."""
    for version in range(version_of(token) + 1, to + 1):
        digest = hmac.digest(bytes.fromhex(key_of(_path(version))), token.encode(), "sha256")
        token = f"{version}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
    return token


def version_of(token: str) -> int:
    """Which version a token is of; those of the first have no number before them."""
    number, dot, _ = token.partition(".")
    return int(number) if dot else 1


def in_use() -> int:
    """The version that tokens are made of now. One query while a change is under way, else none."""
    newest, coming = _there(_folder(), _changed())
    return coming if coming and _written(coming) else newest


def under_way() -> int:
    """The version to which a change is under way; 0 for none."""
    return _there(_folder(), _changed())[1]


def begin() -> int:
    """Make the key of the next version; it counts once the database has tokens of it. Returns the version."""
    version = under_way() or in_use() + 1
    make_key(_folder() / f"{PREFIX}{version}{UNDER_WAY}")
    return version


def finish(version: int) -> None:
    """Every token is of that version: the change is no longer under way."""
    (_folder() / f"{PREFIX}{version}{UNDER_WAY}").rename(_folder() / f"{PREFIX}{version}")


def _written(version: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.tokens_are_of(%s)", [version])
        return bool(cursor.fetchone()[0])


@lru_cache(maxsize=8)
def _there(folder: Path, changed: int) -> tuple[int, int]:
    """The newest version in use and the one under way; `changed` is when the folder was."""
    names = [path.name.removeprefix(PREFIX) for path in folder.glob(f"{PREFIX}[0-9]*")]
    done = [int(name) for name in names if name.isdigit()]
    coming = [int(name.removesuffix(UNDER_WAY)) for name in names if name.endswith(UNDER_WAY)]
    return max(done, default=1), max(coming, default=0)


def _path(version: int) -> Path:
    final = _folder() / f"{PREFIX}{version}"
    return final if final.exists() else final.with_name(f"{final.name}{UNDER_WAY}")


def _folder() -> Path:
    return Path(settings.KEY_RING)


def _changed() -> int:
    """When the folder of keys was; 0 while there is none. Asked for every token: one look at the disk, no more."""
    try:
        return _folder().stat().st_mtime_ns
    except FileNotFoundError:
        return 0
