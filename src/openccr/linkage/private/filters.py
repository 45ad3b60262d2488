"""Hardened Bloom filters of one field, for many rows at once.

A value becomes the set of its pairs of letters (bigrams). Each bigram sets some bits, chosen by a keyed hash of the
field, the row's salt and the bigram (random hashing; double hashing is open to pattern mining: Niedermeyer,
Steinmetzer, Kroll and Schnell 2014). Three things harden it:

* **salt**: the same name sets other bits where the salt differs (a year of birth, say), so that a frequent name is no
  frequent filter (Niedermeyer and others 2014, section 7);
* **a fixed budget of bits**, whatever the length of the value, so that a filter does not tell how long the name is;
* **diffusion**: each bit that is written is the exclusive or of several bits of the filter, chosen by the key, so that
  no written bit belongs to one bigram and half of them are set (Armknecht, Heng and Schnell 2023).

How alike two values are stays measurable: `likeness` turns the number of written bits that differ back into the share
of bits in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from openccr.linkage.private.keys import PartnershipKey

LETTERS = " abcdefghijklmnopqrstuvwxyz0123456789"
"""What a value is made of after it was normalised; the blank is also what stands before and after it."""

_BASE = len(LETTERS)
_CODES = np.zeros(256, dtype=np.uint8)
for _at, _letter in enumerate(LETTERS):
    _CODES[ord(_letter)] = _at

_LEAST_HASHES, _MOST_HASHES = 4, 32
_CHUNK = 20_000


@dataclass(frozen=True)
class Shape:
    """How large the filter of a field is.

    Args:
        name: of the field; what may be compared with each other (given and family name) shares its `family` of hashes.
        bits: length of the filter, a power of two.
        budget: how many bits a value sets, about, however long it is.
        mixed: how many bits are mixed into each that is written.
    """

    name: str
    family: str
    bits: int = 512
    budget: int = 120
    mixed: int = 3


@dataclass(frozen=True)
class Marks:
    """What a field's filters are made of: the marks of each row as numbers below `MARKS`; unused places False."""

    numbers: npt.NDArray[np.int64]
    used: npt.NDArray[np.bool_]

    def rows(self, part: slice) -> Marks:
        """Some of the rows."""
        return Marks(self.numbers[part], self.used[part])


MARKS = _BASE * _BASE


def bigrams(values: Sequence[str], *, longest: int) -> Marks:
    """The pairs of letters of each value, each pair once; none for an empty value."""
    padded = np.array([f" {value[:longest]} ".encode("ascii", "replace") if value else b"" for value in values])
    width = max(padded.dtype.itemsize, 2)
    letters = _CODES[np.frombuffer(padded.astype(f"S{width}").tobytes(), np.uint8).reshape(len(values), width)]
    lengths = np.array([min(len(value), longest) + 2 if value else 0 for value in values], dtype=np.int64)
    numbers = letters[:, :-1].astype(np.int64) * _BASE + letters[:, 1:]
    numbers[np.arange(width - 1)[None, :] >= (lengths - 1)[:, None]] = -1
    numbers.sort(axis=1)
    first = np.ones(numbers.shape, dtype=np.bool_)
    first[:, 1:] = numbers[:, 1:] != numbers[:, :-1]
    return Marks(numbers, first & (numbers >= 0))


def encode(marks: Marks, salts: Sequence[str], *, shape: Shape, key: PartnershipKey) -> npt.NDArray[np.uint64]:
    """The filters of one field, a row each of `bits`/64 words; a row without marks is all zeros."""
    written = np.zeros((len(salts), shape.bits // 64), dtype=np.uint64)
    chosen = _mixing(shape, key)
    for start in range(0, len(salts), _CHUNK):
        part = slice(start, min(start + _CHUNK, len(salts)))
        plain = _plain(marks.rows(part), salts[part], shape, key)
        mixed = plain[:, chosen[0]]
        for row in chosen[1:]:
            mixed ^= plain[:, row]
        packed = np.ascontiguousarray(np.packbits(mixed, axis=1)).view(np.uint64)
        packed[~marks.used[part].any(axis=1)] = 0
        written[part] = packed
    return written


def _plain(marks: Marks, salts: Sequence[str], shape: Shape, key: PartnershipKey) -> npt.NDArray[np.uint8]:
    """Filters before diffusion, one byte a bit."""
    salt_names, salt_of = np.unique(np.array(salts, dtype=str), return_inverse=True)
    rows = np.nonzero(marks.used)[0]
    distinct, where = np.unique((salt_of[:, None] * MARKS + marks.numbers)[marks.used], return_inverse=True)
    table = _positions(distinct, salt_names, shape, key)
    per_value = np.bincount(rows, minlength=len(salts))
    hashes = np.clip(np.round(shape.budget / np.maximum(per_value, 1)), _LEAST_HASHES, _MOST_HASHES)
    plain = np.zeros((len(salts), shape.bits), dtype=np.uint8)
    wanted = hashes.astype(np.int64)[rows]
    for turn in range(int(wanted.max(initial=0))):
        here = wanted > turn
        plain[rows[here], table[where[here], turn]] = 1
    return plain


def _positions(
    distinct: npt.NDArray[np.int64], salts: npt.NDArray[np.str_], shape: Shape, key: PartnershipKey
) -> npt.NDArray[np.uint16]:
    """The bits of each (salt, bigram), by a keyed hash of 64 bytes: 32 positions."""
    secret = key.derived(f"filter {shape.family}")
    salt_bytes = [str(salt).encode() + b"\0" for salt in salts]
    out = b"".join(
        hashlib.blake2b(salt_bytes[one // MARKS] + (one % MARKS).to_bytes(2, "big"), key=secret).digest()
        for one in distinct.tolist()
    )
    return np.frombuffer(out, dtype=">u2").reshape(len(distinct), _MOST_HASHES).astype(np.uint16) & np.uint16(
        shape.bits - 1
    )


def _mixing(shape: Shape, key: PartnershipKey) -> npt.NDArray[np.int64]:
    """Which bits are mixed into each that is written: each bit is used equally often."""
    secret = key.derived(f"mixing {shape.family} {shape.bits}")
    rows = []
    for turn in range(shape.mixed):
        blocks = range(shape.bits // 8)
        drawn = b"".join(hashlib.blake2b(f"{turn} {block}".encode(), key=secret).digest() for block in blocks)
        # Sorting keyed hashes is a permutation that any version of any library draws alike.
        rows.append(np.argsort(np.frombuffer(drawn, dtype=">u8"), kind="stable"))
    return np.array(rows)


@lru_cache(maxsize=32)
def likeness_of(bits: int, budget: int, mixed: int) -> npt.NDArray[np.float32]:
    """How alike two values are (0 to 1), by the number of written bits that differ.

    With a share d of the filter's bits differing, a written bit differs with probability (1 - (1 - 2d)^mixed) / 2. Two
    values with nothing in common differ in 2p(1 - p) of the bits, where p of the bits are set.
    """
    seen = np.minimum(np.arange(bits + 1) / bits, 0.5)
    differ = (1 - (1 - 2 * seen) ** (1 / mixed)) / 2
    filled = 1 - (1 - 1 / bits) ** budget
    return np.clip(1 - differ / (2 * filled * (1 - filled)), 0, 1).astype(np.float32)


def likeness(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64], *, shape: Shape) -> npt.NDArray[np.float32]:
    """How alike the values of each pair of rows are, 0 to 1 (a Dice coefficient of bits, within noise)."""
    differing = np.bitwise_count(one ^ other).sum(axis=1, dtype=np.int64)
    return likeness_of(shape.bits, shape.budget, shape.mixed)[differing]
