"""A glance at many candidates at once: a few numbers of each person, compared before anybody is compared in full."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from openccr.linkage.engine.spelling import root
from openccr.linkage.online.described import Described, fold, heard
from openccr.linkage.online.keys import number

Marks = npt.NDArray[np.int32]

COLUMNS = 12
_GIVEN, _GIVEN_HEARD, _CALLED, _MIDDLE, _FAMILY, _FAMILY_HEARD, _YEAR, _DAY, _POSTCODE, _PHONE, _HOME, _SEX = range(
    COLUMNS
)
_SAME = np.array([2.0, 3.0, 2.5, 1.0, 3.0, 4.0, 3.0, 6.0, 5.0, 7.0, 4.0, 0.5], np.float32)
_DIFFERS = np.array([0.0, -1.5, 0.0, -0.5, 0.0, -1.5, -2.0, 0.0, -0.5, -0.5, -0.5, -2.5], np.float32)
"""What it is worth, very roughly, that two people have the same or another value in a column. 0 stands for unknown."""

_TURNED = 3.0


def marks(one: Described, secret: bytes) -> list[int]:
    """A person's numbers; day and month stand in either order."""

    def of(text: str) -> int:
        return number(text, secret) & 0x7FFFFFFF if text else 0

    low, high = sorted((one.month, one.day))
    return [
        of(fold(one.given)),
        of(heard(one.given)),
        of(heard(root(one.given))),
        of(heard(one.middle)),
        of(fold(one.family)),
        of(heard(one.family)),
        one.year,
        low * 32 + high,
        of(one.postcode),
        of(one.phone),
        of(one.numbers + one.street[:5] if one.numbers and one.street else ""),
        one.sex + 1,
    ]


def glance(asked: list[int], kept: Marks) -> npt.NDArray[np.float32]:
    """How alike one who is described and each of some people are, at a glance; only the order means something."""
    mine = np.array(asked, np.int32)
    known = (kept != 0) & (mine != 0)
    same = kept == mine
    alike = (known & same) @ _SAME + (known & ~same) @ _DIFFERS
    for one, other in ((_GIVEN_HEARD, _FAMILY_HEARD), (_FAMILY_HEARD, _GIVEN_HEARD)):
        if mine[one]:
            alike += np.float32(_TURNED) * (kept[:, other] == mine[one])
    if mine[_MIDDLE]:
        alike += np.float32(2.0) * (kept[:, _GIVEN_HEARD] == mine[_MIDDLE])
    if mine[_GIVEN_HEARD]:
        alike += np.float32(2.0) * (kept[:, _MIDDLE] == mine[_GIVEN_HEARD])
    return alike
