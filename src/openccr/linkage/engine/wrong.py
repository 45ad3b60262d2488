"""How often each field goes wrong in the data at hand: told without labels by pairs that the other fields make sure.

Where given names are hardly ever another name altogether, two given names at one birthday and home are two people;
where they often are, they may be one. The same is asked of family names, dates of birth and homes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import BIRTHDAY_DIGIT, BIRTHDAY_SAME, FEATURES, Vector
from openccr.linkage.engine.household import share
from openccr.linkage.engine.namepairs import DIFFERENT, ONE_LETTER

WRONG_FEATURES = ("given_wrong", "family_wrong", "birthday_wrong", "home_wrong")
"""Shares of pairs as powers of ten."""
_NEAR_POSTCODE, _SAME_PHONE, _LIKE_STREET = 3, 2, 0.8


def wrong(vector: Vector) -> tuple[float, ...]:
    """The four shares, in the order of `WRONG_FEATURES`.

    Args:
        vector: the pairs that are not hopeless, columns as in `compare.FEATURES`.
    """
    given, family, born, crossed, postcode, house, street, phone = (
        vector[:, FEATURES.index(name)]
        for name in ("given", "family", "birthday", "given_as_middle", "postcode", "house", "street", "phone")
    )
    called, surnamed, same_day = given >= ONE_LETTER, family >= ONE_LETTER, born == BIRTHDAY_SAME
    together = (postcode >= _NEAR_POSTCODE) | (phone == _SAME_PHONE) | ((house == 1) & (street > _LIKE_STREET))

    def of(sure: NDArray[np.bool_], unlike: NDArray[np.bool_]) -> float:
        return share(unlike[sure])

    return (
        of(surnamed & same_day & together & (given >= 0), (given == DIFFERENT) & (crossed < ONE_LETTER)),
        of(called & same_day & together & (family >= 0), family == DIFFERENT),
        of(called & surnamed & together & (born >= 0), born < BIRTHDAY_DIGIT),
        of(called & surnamed & same_day & (postcode >= 0), postcode < _NEAR_POSTCODE),
    )
