"""One file in the age format that holds a tar: written and read as a stream, nothing unencrypted on the way.

age proves each piece of 64 kB by itself and the last one by a mark, so a changed, lost or added byte is found.
By hand: `age -d -i KEY FILE | tar x`.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pyrage

from openccr.access.age import check_recipient
from openccr.kernel.files import keep_names
from openccr.site.failure import CannotStart

Member = tuple[str, bytes]
"""Name and contents of one file in the container."""

BLOCK = 512
UNFINISHED = ".unfinished"


class Damaged(CannotStart):
    """The file cannot be opened with this key, was changed, or breaks off."""


def write(path: Path, members: Iterator[Member], *, recipient: str) -> int:
    """Write a container for its owner alone, whole or not at all. Returns its size in bytes.

    Raises Refusal for what is no public key, CannotStart when it cannot be written.
    """
    key = pyrage.x25519.Recipient.from_str(check_recipient(recipient))
    draft = path.with_name(path.name + UNFINISHED)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            source = _Source(members)
            try:
                pyrage.encrypt_io(source, file, [key])
            except pyrage.EncryptError as error:
                raise source.problem or error from None
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        keep_names(path.parent)
    except OSError as error:
        raise CannotStart(f"The backup {path} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return path.stat().st_size


def read(path: Path, *, secrets: Sequence[str], taken: Callable[[str, bytes], None]) -> None:
    """Open a container and hand over each of its members in turn.

    What is handed over is proven byte by byte, but only the return of this function says that nothing is missing.

    Raises Damaged, naming the file and what is wrong with it.
    """
    parser = _Parser(taken)
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, parser, [pyrage.x25519.Identity.from_str(one) for one in secrets])
    except pyrage.DecryptError as error:
        why = "none of these keys opens it" if "key" in str(error) else "its head was changed, or it is no age file"
        raise Damaged(f"The backup {path} cannot be opened: {why}.") from error
    except OSError as error:
        if error.errno:
            raise CannotStart(f"The backup {path} cannot be read: {error.strerror}.") from error
        raise Damaged(
            f"The backup {path} was changed or breaks off, near byte {parser.length:,} of its contents."
        ) from error
    if not parser.ended:
        raise Damaged(f"The backup {path} breaks off: it was never finished.")


class _Source:
    """What the cipher reads: the tar, made as it is asked for."""

    def __init__(self, members: Iterator[Member]) -> None:
        self._pieces = _tar(members)
        self._left = b""
        self.problem: Exception | None = None
        """What went wrong while the tar was made; the cipher passes on nothing but its words."""

    def read(self, size: int = -1) -> bytes:
        while not self._left:
            try:
                piece = next(self._pieces, None)
            except Exception as error:
                self.problem = error
                raise
            if piece is None:
                return b""
            self._left = piece
        given, self._left = (self._left[:size], self._left[size:]) if size >= 0 else (self._left, b"")
        return given


def _tar(members: Iterator[Member]) -> Iterator[bytes]:
    for name, data in members:
        about = tarfile.TarInfo(name)
        about.size, about.mode = len(data), 0o600
        yield about.tobuf(format=tarfile.USTAR_FORMAT)
        yield data
        yield bytes(-len(data) % BLOCK)
    yield bytes(2 * BLOCK)


class _Parser:
    """What the cipher writes to: takes the tar apart as it comes."""

    def __init__(self, taken: Callable[[str, bytes], None]) -> None:
        self._taken = taken
        self._waiting = bytearray()
        self._about: tarfile.TarInfo | None = None
        self.ended = False
        self.length = 0

    def write(self, data: bytes) -> int:
        self._waiting += data
        self.length += len(data)
        while self._step():
            pass
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def _step(self) -> bool:
        if self.ended:
            self._waiting.clear()
            return False
        if self._about is None:
            if len(self._waiting) < BLOCK:
                return False
            head = self._cut(BLOCK)
            with suppress(tarfile.HeaderError):
                self._about = tarfile.TarInfo.frombuf(head, "utf-8", "strict")
            self.ended = self._about is None
            return True
        size = self._about.size
        whole = size + (-size % BLOCK)
        if len(self._waiting) < whole:
            return False
        self._taken(self._about.name, self._cut(whole)[:size])
        self._about = None
        return True

    def _cut(self, size: int) -> bytes:
        cut = bytes(self._waiting[:size])
        del self._waiting[:size]
        return cut
