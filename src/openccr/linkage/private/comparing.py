"""How alike the fields of pairs of encoded records are, in a few steps a field."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from openccr.linkage.private import shapes
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.filters import Shape, likeness
from openccr.linkage.private.tokens import KINDS

UNKNOWN = 0
"""One of the two lacks the field."""

NAME_STEPS = (0.92, 0.66, 0.5, 0.32)
DATE_STEPS = (0.9, 0.58, 0.3)
PLACE_STEPS = (0.92, 0.62, 0.35)
"""From which likeness on two values count as the same, nearly so, ...; below the last they differ."""

COMPARISONS = ("given", "family", "born", "sex", "postcode", "address", "phone", "rarity")
LEVELS = (6, 6, 5, 3, 5, 5, 5, 4)
"""How many levels each comparison has; level 0 is unknown, 1 the most alike, the last "differs"."""

SAME, SAME_YEAR = 1, 2
_SAME = 0.8
"""From which likeness on two filters of one short value hold the same value."""
_CHUNK = 200_000


class Alike(Protocol):
    """Likeness of one field with the same or another of the second record; -1 where either lacks it."""

    def __call__(self, shape: Shape, against: Shape | None = None) -> npt.NDArray[np.float32]: ...


def compare(
    one: Encoded, other: Encoded, pairs: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
) -> npt.NDArray[np.uint8]:
    """The levels of each pair, a row a pair and a column a comparison, without rarity (its column is 0)."""
    levels = np.zeros((len(pairs[0]), len(COMPARISONS)), dtype=np.uint8)
    for start in range(0, len(pairs[0]), _CHUNK):
        part = slice(start, start + _CHUNK)
        levels[part] = _compare(one, other, pairs[0][part], pairs[1][part])
    return levels


def year_alone(encoded: Encoded) -> npt.NDArray[np.bool_]:
    """Records of which a year of birth is known and no day: no token of a whole date stands there."""
    dates = encoded.tokens[:, [KINDS.index(kind) for kind in ("date, first letters", "date, postcode")]]
    return np.asarray(encoded.known(shapes.BORN) & (dates == 0).all(axis=1))


def _compare(
    one: Encoded, other: Encoded, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint8]:
    def alike(shape: Shape, against: Shape | None = None) -> npt.NDArray[np.float32]:
        mine, theirs = one.filters[shape.name][left], other.filters[(against or shape).name][right]
        known = one.known(shape)[left] & other.known(against or shape)[right]
        return np.where(known, likeness(mine, theirs, shape=shape), np.float32(-1))

    given, family = _names(alike)
    born = _steps(alike(shapes.BORN), DATE_STEPS)
    # Of the first of January the year is believed alone. Names salted with it are alike where it is the same.
    same_year = np.maximum(alike(shapes.GIVEN), alike(shapes.FAMILY)) >= NAME_STEPS[1]
    year = year_alone(one)[left] | year_alone(other)[right]
    born = np.where(year & same_year & (born != UNKNOWN), np.minimum(born, SAME_YEAR), born)
    # Names that are alike by anything but the year: one slip leaves more of a date than this, a generation does not.
    other_year = ~same_year & (np.maximum(given, family) >= NAME_STEPS[1])
    born = np.where((born == SAME_YEAR + 1) & other_year, born + 1, born)
    sex = alike(shapes.SEX)
    out = np.zeros((len(left), len(COMPARISONS)), dtype=np.uint8)
    out[:, 0] = _steps(given, NAME_STEPS)
    out[:, 1] = _steps(family, NAME_STEPS)
    out[:, 2] = born
    # Sex is salted with the date of birth: where that differs the two filters say nothing.
    out[:, 3] = np.where((born == SAME) & (sex >= 0), np.where(sex > _SAME, 1, 2), UNKNOWN)
    out[:, 4] = _steps(alike(shapes.POSTCODE), PLACE_STEPS)
    address, house = _steps(alike(shapes.ADDRESS), PLACE_STEPS), alike(shapes.HOUSE)
    # The same street with another number is a neighbour's.
    out[:, 5] = np.where((address > 0) & (house >= 0) & (house < _SAME), np.maximum(address, 3), address)
    out[:, 6] = _steps(alike(shapes.PHONE), PLACE_STEPS)
    return out


def _names(alike: Alike) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """How alike given and family name are, by whichever of the ways of writing names says most.

    Where a salt differs (another year of birth, a move) names written with it are strangers, whatever they are.
    """
    given = np.maximum.reduce(
        [
            alike(shapes.GIVEN),
            alike(shapes.GIVEN_2, shapes.GIVEN),
            alike(shapes.GIVEN, shapes.GIVEN_2),
            _both(alike(shapes.GIVEN_2)),
            alike(shapes.GIVEN_BY_PLACE),
            alike(shapes.GIVEN_BY_PHONE),
            alike(shapes.GIVEN_BY_HOUSE),
        ]
    )
    family = np.maximum.reduce(
        [
            alike(shapes.FAMILY),
            alike(shapes.FAMILY_2, shapes.FAMILY),
            alike(shapes.FAMILY, shapes.FAMILY_2),
            _both(alike(shapes.FAMILY_2)),
            alike(shapes.FAMILY_BY_PLACE),
            alike(shapes.FAMILY_BY_PHONE),
            alike(shapes.FAMILY_BY_HOUSE),
        ]
    )
    for one, other in (
        (shapes.GIVEN, shapes.FAMILY),
        (shapes.GIVEN_BY_PLACE, shapes.FAMILY_BY_PLACE),
        (shapes.GIVEN_BY_PHONE, shapes.FAMILY_BY_PHONE),
    ):
        turned_given, turned_family = alike(one, other), alike(other, one)
        turned = np.minimum(turned_given, turned_family) > np.maximum(np.maximum(given, family), 0.5)
        given, family = np.where(turned, turned_given, given), np.where(turned, turned_family, family)
    return given, family


def _both(second: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Two second names speak for sameness where they are the same, and never against it."""
    return np.where(second >= _SAME, second, np.float32(-1))


def _steps(values: npt.NDArray[np.float32], steps: tuple[float, ...]) -> npt.NDArray[np.uint8]:
    """Level 1 at or above the first step, and so on down; 0 where unknown (negative)."""
    level = np.full(len(values), len(steps) + 1, dtype=np.uint8)
    for at in range(len(steps), 0, -1):
        level[values >= steps[at - 1]] = at
    level[values < 0] = UNKNOWN
    return level
