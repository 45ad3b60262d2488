"""Files that are there whole or not at all, and stay: when the power goes in the next moment, too."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

OWNERS_ALONE = 0o600


def put(path: Path, data: bytes | str, *, mode: int = OWNERS_ALONE) -> None:
    """Write a file in place of what is there. A crash leaves what was there, and a draft named like it after a dot.

    Args:
        path: the file; nobody else writes it at the same time.
        mode: who may read and write it.

    Raises OSError when it cannot be written.
    """
    draft = path.with_name(f".{path.name}")
    _write(draft, data, os.O_TRUNC, mode)
    draft.replace(path)
    keep_names(path.parent)


def put_once(path: Path, data: bytes | str) -> None:
    """Write a file for its owner alone unless it is there; of several who try at once, the first one wins.

    Raises OSError when it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    _write(draft, data, os.O_EXCL, OWNERS_ALONE)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """Wait until the disk has the names of the folder's files: a file that is written can still lose its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(draft: Path, data: bytes | str, how: int, mode: int) -> None:
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | how, mode), "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)
        file.flush()
        os.fsync(file.fileno())
