"""Blocking tokens: keyed hashes of what two records of one person mostly have in common. Part of version 2.

A token that many records of a file share is left out of the file: it finds nobody, and how often it stands there is
what a frequency attack would start from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from openccr.linkage.engine.phonetics import sound
from openccr.linkage.private.cleaning import Cleaned
from openccr.linkage.private.keys import PartnershipKey

KINDS = (
    "whole name",
    "whole name, year",
    "date, given",
    "date, family",
    "date, first letters",
    "turned date, first letter",
    "given, year and month",
    "family, year and month",
    "family, month and day",
    "given, month and day",
    "postcode, given",
    "postcode, family",
    "postcode, year",
    "place, whole name",
    "place, family, first letter",
    "place, given, year",
    "phone",
    "address",
    "family, year, first letter",
    "given, family's letters",
    "names also called by",
    "name also called by, year",
    "family's letters, year",
    "date, postcode",
)
WHOLE_NAME = KINDS.index("whole name")

MOST_IN_FILE = 200
"""Records of one file that may share a token."""


def tokens(records: Sequence[Cleaned], *, key: PartnershipKey) -> npt.NDArray[np.uint64]:
    """The tokens of each record, a column a kind; 0 where there is none or too many share it."""
    found = np.zeros((len(records), len(KINDS)), dtype=np.uint64)
    secrets = [key.derived(f"token {kind}") for kind in KINDS]
    for row, record in enumerate(records):
        for kind, text in enumerate(_texts(record)):
            if text:
                digest = hashlib.blake2b(text.encode(), key=secrets[kind], digest_size=8).digest()
                found[row, kind] = int.from_bytes(digest, "big")
    for kind in range(len(KINDS)):
        column = found[:, kind]
        _, which, counts = np.unique(column, return_inverse=True, return_counts=True)
        column[counts[which] > MOST_IN_FILE] = 0
    return found


def _texts(one: Cleaned) -> Iterator[str]:
    """What is hashed, in the order of `KINDS`; empty where a part is missing."""
    given, family, year = sound(one.given), sound(one.family), one.year
    called, formerly = sound(one.called), sound(one.formerly)
    whole = " ".join(sorted((given, family))) if given and family else ""
    _, month, day = one.born or (0, 0, 0)
    exact = f"{year}-{month}-{day}" if month else ""
    either = f"{min(month, day)}-{max(month, day)}" if month else ""
    initials = "".join(sorted(name[0] for name in (one.initial or one.given, one.family) if name))

    def joined(*parts: str) -> str:
        return "|".join(parts) if all(parts) else ""

    yield whole
    yield joined(whole, year)
    yield joined(exact, given)
    yield joined(exact, family)
    yield joined(exact, initials)
    yield joined(year, either, initials[:1], one.sex)
    yield joined(given, year, str(month or ""))
    yield joined(family, year, str(month or ""))
    yield joined(family, either)
    yield joined(given, either)
    yield joined(one.postcode, given)
    yield joined(one.postcode, family)
    yield joined(one.postcode, year)
    yield joined(one.outward, whole)
    yield joined(one.outward, family, one.initial)
    yield joined(one.outward, given, year)
    yield one.phone
    yield joined(one.numbers, one.address[:5])
    yield joined(family, year, one.initial)
    yield joined(given, one.family[:3])
    yield joined(called or given, formerly or family)
    yield joined(called or given, year, family[:2])
    yield joined(one.family[:3], year, one.sex)
    yield joined(exact, one.postcode)
