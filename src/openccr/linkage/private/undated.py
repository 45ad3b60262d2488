"""What must stand for a date of birth before two records that name none, a year or two unlike ones are one person's.

A mother and a daughter of one name live at one home and may share a telephone. Where others' dates of birth are known
they find themselves, and whoever is left has none to be mistaken for; in lists without dates nothing tells them apart.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from openccr.linkage.private.comparing import COMPARISONS, LEVELS, SAME, SAME_YEAR, UNKNOWN, year_alone
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.shapes import BORN
from openccr.linkage.private.tokens import KINDS

DATED = 0.75
"""The share of a list's records with a date of birth from which its namesakes are told apart by it."""
_ALIKE, _NEARLY, _HARDLY = 2, 3, 4
"""Levels of a comparison, from the most alike, at which two records share what is compared, or may."""
_BY_TWO = 2
"""Records of both lists that share what only one person has: hers in the one and hers in the other."""

Bools = npt.NDArray[np.bool_]
Rows = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def nobodys(one: Encoded, other: Encoded, pairs: Rows, seen: npt.NDArray[np.uint8], likely: Bools) -> Bools:
    """Pairs that are not to be called one person, whatever their odds.

    Both names must agree, and beside them a telephone that nobody else of the lists has; or a home and the year; or,
    where no date of birth is known but lists mostly hold them, a home at which nobody else of the lists bears that
    name. With that home and that telephone a name may be written otherwise. Who is found by a date of birth is nobody
    else: she is told apart.

    Args:
        pairs: rows of `one` and of `other`, each row once.
        seen: their levels, columns as in `comparing.COMPARISONS`.
        likely: those whose odds speak for one person.
    """
    born = seen[:, COMPARISONS.index("born")]
    found = likely & _shared(seen, "born")
    left = [np.delete(np.arange(len(each)), rows[found]) for each, rows in zip((one, other), pairs, strict=True)]

    def alone(*kinds: str) -> Bools:
        columns = [KINDS.index(kind) for kind in kinds]
        held = [_together(each.tokens[:, columns]) for each in (one, other)]
        values, counts = np.unique(np.concatenate([held[0][left[0]], held[1][left[1]]]), return_counts=True)
        many = values[(counts > _BY_TWO) & (values > 0)]
        return np.asarray(~np.isin(held[0][pairs[0]], many) & ~np.isin(held[1][pairs[1]], many))

    dated = min(one.known(BORN).mean(), other.known(BORN).mean()) >= DATED
    # A street of one name and number stands in many towns.
    postcode = seen[:, COMPARISONS.index("postcode")]
    home = (postcode == SAME) | (_shared(seen, "address") & (postcode <= _ALIKE))
    year = (born == SAME_YEAR) & (year_alone(one)[pairs[0]] | year_alone(other)[pairs[1]])
    by_home = home & (year | ((born == UNKNOWN) & dated & alone("postcode, given", "postcode, family")))
    phone = _shared(seen, "phone", SAME) & alone("phone")
    named = _shared(seen, "given") & _shared(seen, "family", _NEARLY)
    told = (named & (phone | by_home)) | (_shared(seen, "given", _HARDLY) & phone & home)
    undated = (born == UNKNOWN) | (born == LEVELS[COMPARISONS.index("born")] - 1) | year
    return np.asarray(undated & ~told)


def _shared(seen: npt.NDArray[np.uint8], name: str, level: int = _ALIKE) -> Bools:
    found = seen[:, COMPARISONS.index(name)]
    return np.asarray((found != UNKNOWN) & (found <= level))


def _together(tokens: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Several tokens of each record as one; 0 where one of them is missing."""
    return np.where((tokens > 0).all(axis=1), np.bitwise_xor.reduce(tokens, axis=1), np.uint64(0))
