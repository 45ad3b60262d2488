"""A file that is a zip, opened with care: what a workbook and a Word document have in common."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from openccr.tabular.table import Limits, TableError

_SMALL = 10 * 2**20


@dataclass(frozen=True)
class Kind:
    """What the zip is taken for.

    Args:
        noun: what people call it, for sentences.
        smaller: what to do with one that is too large.
        others: what else comes in a zip, by a part that only it has: part, problem, remedy.
        damaged: makes the error for one that no careful reader should go on reading.
    """

    noun: str
    smaller: str
    others: tuple[tuple[str, str, str], ...]
    damaged: Callable[[], TableError]


class Parts:
    """Takes parts out of the zip until the limit is reached. Python's reader never yields more than a part declares."""

    def __init__(self, archive: zipfile.ZipFile, kind: Kind, limits: Limits) -> None:
        self.archive, self.kind, self.limits = archive, kind, limits
        self.names = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        self.unpacked = self.packed = 0
        if len(self.names) != len(archive.infolist()):
            raise kind.damaged()  # Two parts of one name: two programs would read two different files.
        for part, problem, remedy in kind.others:
            if part in self.names:
                raise TableError(problem, remedy)

    def __contains__(self, path: str) -> bool:
        return path.lower() in self.names

    def read(self, path: str) -> bytes:
        """A part's bytes. Raises TableError for one with a password and beyond the limits, KeyError for none."""
        info = self.names[path.lower()]
        if info.flag_bits & 1:
            raise TableError("The file needs a password", "Save it without one, and send it by a protected channel.")
        self.unpacked += info.file_size
        self.packed += info.compress_size
        swollen = self.unpacked > _SMALL and self.unpacked > self.limits.ratio * self.packed
        if self.unpacked > self.limits.unpacked_bytes or swollen:
            much = f"{self.unpacked // 2**20:,} MB"
            raise TableError(f"The {self.kind.noun} unpacks to more than can be read ({much})", self.kind.smaller)
        return self.archive.read(info)


@contextmanager
def opened(data: bytes, *, kind: Kind, limits: Limits) -> Iterator[Parts]:
    """The zip's parts, for as long as they are read.

    Raises:
        TableError: it is another kind of file, needs a password, is damaged, or is too large unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Parts(archive, kind, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError):
        # Each is a way in which Python's zip reader says that the bytes are not what the zip's own list promises.
        raise kind.damaged() from None
