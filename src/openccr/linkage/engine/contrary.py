"""What says of two records that they are of two people, whatever else agrees: his wife, his son of his name.

A home, a family name and a telephone are what husband and wife have in common, and father and son. Sex and "Junior"
tell them apart where no date of birth does. Somebody may have written them wrongly: a person decides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import BIRTHDAY_DIGIT, BIRTHDAY_SAME, BIRTHDAY_TURNED, FEATURES, Vector
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.household import UNDECIDED, unlike

OPEN = 0.9
"""The most that is said of two children of one birthday and telephone with two given names: it is their mother's."""
_CHILD = 18
"""Years under which the telephone that an agency has is mostly a parent's."""
_DECIDED = 1 - 1e-5
"""Only a person is as sure as that."""
_SEX, _BIRTHDAY, _PHONE = (FEATURES.index(name) for name in ("sex", "birthday", "phone"))
_SAME_PHONE = 2
_ONE_DAY = (4, BIRTHDAY_DIGIT, BIRTHDAY_TURNED, BIRTHDAY_SAME)
"""Levels of two dates of birth that are one, but for a slip of the pen. A year alone is no date."""

Floats = NDArray[np.float64]


def of_two_sexes(vector: Vector) -> NDArray[np.bool_]:
    """Pairs of a woman and a man of whom no date of birth says that they are one."""
    return np.asarray((vector[:, _SEX] == 0) & ~np.isin(vector[:, _BIRTHDAY], _ONE_DAY))


def of_two(low: Ints, high: Ints, vector: Vector, frame: Frame) -> NDArray[np.bool_]:
    """Pairs of two sexes without a date of birth in common, or of a Senior and a Junior."""
    one, other = frame.standing[low], frame.standing[high]
    return np.asarray(of_two_sexes(vector) | ((one > 0) & (other > 0) & (one != other)))


def held(low: Ints, high: Ints, chances: Floats, two: NDArray[np.bool_], vector: Vector, frame: Frame) -> Floats:
    """The probabilities, none likely where the two are of two, or may be twins for whom their mother is rung."""
    children = np.minimum(frame.year[low], frame.year[high]) > frame.this_year - _CHILD
    born = children & (vector[:, _BIRTHDAY] == BIRTHDAY_SAME)
    twins = born & (vector[:, _PHONE] == _SAME_PHONE) & unlike(vector, FEATURES)
    chances = np.where(twins, np.minimum(chances, OPEN), chances)
    return np.where(two, np.minimum(chances, UNDECIDED), chances)


def undecided(two: NDArray[np.bool_], chances: Floats) -> NDArray[np.bool_]:
    """Those of two that no person found to be one: no third record brings them together."""
    return two & (chances < _DECIDED)
