"""Files that a run writes: all of them whole or none, and readable by their owner alone: they hold people's records."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openccr.linkage.engine.problems import LinkageError

_NUMBER = re.compile(r'"errno":"(\d+)"')
NO_FILE = "it is no file"
_REMEDY = "Nothing was written. Give a folder with room that you may write to."


def no_file(path: Path) -> bool:
    """Whether a device or a pipe bears the name: a file in its place would break it for all of the machine."""
    return path.exists() and not path.is_file()


@contextmanager
def whole(*paths: Path) -> Iterator[list[Path]]:
    """Places to write to, one for each path; the files stand under their names once all of them are whole.

    A name that leads to another file leads there afterwards too.

    Raises:
        LinkageError: one cannot be written, for want of room or of rights; then none is, and nothing is left behind.
    """
    meant = [path.resolve() for path in paths]
    partial = [path.with_name(path.name + ".partial") for path in meant]
    try:
        for place, path in zip(partial, paths, strict=True):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if no_file(path):
                raise OSError(errno.EINVAL, NO_FILE)
            os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            place.chmod(0o600)
        yield partial
        for place, path in zip(partial, meant, strict=True):
            place.replace(path)
    except OSError as error:
        raise LinkageError(f"{_named(paths)} cannot be written: {error.strerror}", _REMEDY) from error
    except Exception as error:
        number = _NUMBER.search(str(error)) if type(error).__module__.endswith("duckdb") else None
        if number is None:
            raise
        reason = os.strerror(int(number[1]))
        raise LinkageError(f"{_named(paths)} cannot be written: {reason}", _REMEDY) from error
    finally:
        for place in partial:
            place.unlink(missing_ok=True)


def _named(paths: tuple[Path, ...]) -> str:
    return " and ".join(str(path) for path in paths)
