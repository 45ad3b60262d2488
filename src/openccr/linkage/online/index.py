"""The people of a file, kept so that they are found at once: sorted keys, mapped from disk, and a sealed line a person.

On disk nothing stands in clear: keys and names are keyed hashes, lines are sealed in blocks and opened into memory when
the index is opened. A new index is written beside the old one and takes its place when it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.online.described import Described
from openccr.linkage.online.keys import asked_for, kept_by, number
from openccr.linkage.online.marks import COLUMNS, glance, marks
from openccr.linkage.online.vector import counted

LARGEST_BLOCK = 600
"""People under one key; a key that more share finds nobody in particular and is not kept."""

GLANCED = 250
"""Candidates that are looked at at a glance: those who share the rarest keys."""

SCORED = 20
"""Candidates that are compared in full: those who are the most alike at a glance."""

LOOKED_AT = 1_500
"""Entries of the rarest keys from which candidates are chosen."""

_SHARED = 0.05
"""What a shared key adds to a glance, by its rarity."""

_VERSION = 3
_NONCE, _BLOCK = 12, 4_096
_EVERY = 20_000


@dataclass(frozen=True)
class Names:
    """What a person is named by in the file she came from."""

    agency: str
    local_id: str


def build(
    people: Iterable[tuple[Names, Described]],
    folder: Path,
    *,
    secret: bytes,
    told: Callable[[str], None] = lambda _: None,
) -> int:
    """Keep people in an index, in place of the one that stands there; how many they are.

    Args:
        secret: 32 bytes; needed again to open the index.
        told: takes how many are done; may raise to cancel, and the old index stands.

    Raises:
        LinkageError: there is no room for it.
    """
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    try:
        size = _write(people, partial, secret, told)
        old = folder.with_name(folder.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.replace(old)
        partial.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise LinkageError(
            f"The index cannot be written to {folder}: {error.strerror}", "The one before it stands. Make room there."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return size


def _write(people: Iterable[tuple[Names, Described]], folder: Path, secret: bytes, told: Callable[[str], None]) -> int:
    found: list[npt.NDArray[np.int64]] = []
    owners: list[npt.NDArray[np.int32]] = []
    seen: list[npt.NDArray[np.int32]] = []
    met: list[npt.NDArray[np.int64]] = []
    sealer, ends, size = AESGCM(secret), [0], 0
    with (folder / "lines").open("wb") as lines:
        for block in _blocks(people):
            keys = [[number(key, secret) for key in kept_by(one)] for _, one in block]
            found.append(np.fromiter((key for some in keys for key in some), np.int64))
            owners.append(np.repeat(np.arange(size, size + len(block), dtype=np.int32), [len(some) for some in keys]))
            seen.append(np.array([marks(one, secret) for _, one in block], np.int32))
            met.append(
                np.array([number(f"{kind} {value}", secret) for _, one in block for kind, value in counted(one)])
            )
            text = "\n".join(f"{names.agency}\t{names.local_id}\t{one.line()}" for names, one in block)
            nonce = os.urandom(_NONCE)
            lines.write(nonce + sealer.encrypt(nonce, text.encode(), b"%d" % len(ends)))
            ends.append(lines.tell())
            size += len(block)
            if size % _EVERY < _BLOCK:
                told(f"{size:,} people read")
    told("sorting")
    _write_keys(
        np.concatenate([*found, np.zeros(0, np.int64)]), np.concatenate([*owners, np.zeros(0, np.int32)]), folder
    )
    np.save(folder / "marks.npy", np.concatenate([*seen, np.zeros((0, COLUMNS), np.int32)]))
    _write_counts(np.concatenate([*met, np.zeros(0, np.int64)]), folder)
    header = {"version": _VERSION, "size": size, "ends": ends, "check": _check(secret)}
    (folder / "header.json").write_text(json.dumps(header))
    return size


def _write_keys(keys: npt.NDArray[np.int64], owners: npt.NDArray[np.int32], folder: Path) -> None:
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    blocks, starts, counts = np.unique(keys, return_index=True, return_counts=True)
    usable = counts <= LARGEST_BLOCK
    np.save(folder / "keys.npy", blocks[usable])
    np.save(folder / "starts.npy", starts[usable].astype(np.int64))
    np.save(folder / "counts.npy", counts[usable].astype(np.int32))
    np.save(folder / "owners.npy", owners)


def _write_counts(met: npt.NDArray[np.int64], folder: Path) -> None:
    """How often values are met. What is met once need not be kept: one is what a value counts at least."""
    values, counts = np.unique(met, return_counts=True)
    np.save(folder / "met.npy", values[counts > 1])
    np.save(folder / "met_counts.npy", counts[counts > 1].astype(np.int32))


def _blocks(people: Iterable[tuple[Names, Described]]) -> Iterator[list[tuple[Names, Described]]]:
    block: list[tuple[Names, Described]] = []
    for one in people:
        block.append(one)
        if len(block) == _BLOCK:
            yield block
            block = []
    if block:
        yield block


def _mapped(path: Path) -> npt.NDArray[Any]:
    """An array that stays on disk, as a plain one: a memmap's own slices cost ten times as much."""
    return np.load(path, mmap_mode="r").view(np.ndarray)


def _check(secret: bytes) -> str:
    return blake2b(b"index", key=secret, digest_size=8).hexdigest()


class Index:
    """An index, opened.

    Raises:
        LinkageError: there is none, it is of another version, or was made with another key.
    """

    def __init__(self, folder: Path, *, secret: bytes) -> None:
        header = self._header(folder, secret)
        self._secret = secret
        self.size: int = header["size"]
        self._keys = _mapped(folder / "keys.npy")
        self._starts = _mapped(folder / "starts.npy")
        self._counts = _mapped(folder / "counts.npy")
        self._owners = _mapped(folder / "owners.npy")
        self._marks = _mapped(folder / "marks.npy")
        self._met, self._met_counts = _mapped(folder / "met.npy"), _mapped(folder / "met_counts.npy")
        self._lines = self._opened(folder, header["ends"])
        self._rare = np.log(self.size + 1.0) - np.log(np.arange(LARGEST_BLOCK + 1) + 0.5)
        # A method's own cache would be shared by all indexes and keep them alive.
        self.count = lru_cache(maxsize=65_536)(self._count)

    def candidates(self, asked: Described, *, most: int = SCORED) -> list[int]:
        """Who may be the one described, as places in the index: shares the rarest keys, is alike at a glance."""
        wanted = np.array([number(key, self._secret) for key in asked_for(asked)], np.int64)
        wanted.sort()  # searched one after the other, each begins where the last was found
        places = np.searchsorted(self._keys, wanted)
        places[places == len(self._keys)] = 0
        if not len(self._keys):
            return []
        places = places[self._keys[places] == wanted]
        counts = self._counts[places]
        rarest = np.argsort(counts, kind="stable")
        # The rarest keys first, as many as fit: what is left out would only find those who share nothing rarer.
        rarest = rarest[: max(1, int(np.searchsorted(np.cumsum(counts[rarest]), LOOKED_AT)))]
        counts, starts = counts[rarest], self._starts[places[rarest]].tolist()
        if not starts:
            return []
        owners = np.concatenate(
            [self._owners[at : at + count] for at, count in zip(starts, counts.tolist(), strict=True)]
        )
        found, which = np.unique(owners, return_inverse=True)
        shared = np.bincount(which, weights=np.repeat(self._rare[counts], counts))
        if len(found) > GLANCED:
            rarest = np.argpartition(shared, -GLANCED)[-GLANCED:]
            found, shared = found[rarest], shared[rarest]
        if len(found) > most:
            alike = glance(marks(asked, self._secret), self._marks[found]) + _SHARED * shared
            found = found[np.argpartition(alike, -most)[-most:]]
        return found.tolist()

    def person(self, place: int) -> tuple[Names, Described]:
        """Who is kept at a place."""
        agency, local_id, line = self._lines[place].split("\t", 2)
        return Names(agency, local_id), Described.of_line(line)

    def _count(self, kind: str, value: str) -> int:
        wanted = number(f"{kind} {value}", self._secret)
        at = int(self._met.searchsorted(wanted))
        return int(self._met_counts[at]) if at < len(self._met) and self._met[at] == wanted else 1

    def _header(self, folder: Path, secret: bytes) -> dict[str, Any]:
        try:
            header: dict[str, Any] = json.loads((folder / "header.json").read_text())
        except FileNotFoundError:
            raise LinkageError("There is no index yet", "Make one with `openccr link index FILE`.") from None
        if header["version"] != _VERSION or header["check"] != _check(secret):
            raise LinkageError("The index was made by another version or with another key", "Make it again.")
        return header

    def _opened(self, folder: Path, ends: list[int]) -> list[str]:
        sealed, opener, lines = (folder / "lines").read_bytes(), AESGCM(self._secret), []
        try:
            for block, (start, end) in enumerate(pairwise(ends), 1):
                nonce = sealed[start : start + _NONCE]
                text = opener.decrypt(nonce, sealed[start + _NONCE : end], b"%d" % block)
                lines.extend(text.decode().split("\n"))
        except InvalidTag:
            raise LinkageError("The index was changed or cut short", "Make it again.") from None
        return lines
