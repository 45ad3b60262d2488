"""How likely it is that one who is described is a certain person who is kept: by the one weight table of `engine`."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.contrary import of_two_sexes
from openccr.linkage.engine.household import kin
from openccr.linkage.engine.scorer import pair_scorer
from openccr.linkage.online.described import Described
from openccr.linkage.online.vector import Counts, vector

_TYPICAL = {
    "given": 600, "given_fold": 700, "given_sound": 1_000, "family": 60, "family_fold": 80, "family_sound": 200,
    "birthday": 4, "postcode": 30, "outcode": 2_000, "home": 3, "phone": 1,
}  # fmt: skip


class Typical:
    """How often values are met where it is not counted: what 100,000 people of a British area share."""

    size = 100_000

    @staticmethod
    def count(kind: str, value: str) -> int:
        return _TYPICAL[kind]


def scores(pairs: Sequence[tuple[Described, Described]], *, counts: Counts) -> NDArray[np.float64]:
    """The natural logarithm of the odds that the two of each pair are one person, as the batch gives them.

    Args:
        counts: how many people are kept, and how often values are met among them: a rare name in common says more.
    """
    return pair_scorer().log_odds(_rows(pairs, counts)) if pairs else np.zeros(0)


def careful_scores(pairs: Sequence[tuple[Described, Described]], *, counts: Counts) -> NDArray[np.float64]:
    """The same, held near even odds where the two look like kin: a twin, a parent of one name is never called likely,
    nor husband and wife without a date of birth, nor whoever has the initial that was given and may be born on any day.

    In the batch the other records say whether two people live there; somebody who asks sees one pair alone.
    """
    if not pairs:
        return np.zeros(0)
    rows = _rows(pairs, counts)
    odds = pair_scorer().log_odds(rows)
    said = np.array([_by_letter(asked, kept) or _of_two_standings(asked, kept) for asked, kept in pairs])
    two = kin(rows, FEATURES) | of_two_sexes(rows) | said
    return np.where(two & (odds > 0), odds * _DOUBTFUL, odds)


def _by_letter(asked: Described, kept: Described) -> bool:
    """As `household.by_letter`, for two who are described."""
    return 1 in (len(asked.given), len(kept.given)) and not (asked.year and kept.year)


def _of_two_standings(asked: Described, kept: Described) -> bool:
    return 0 not in (asked.standing, kept.standing) and asked.standing != kept.standing


_DOUBTFUL = 0.02


def _rows(pairs: Sequence[tuple[Described, Described]], counts: Counts) -> NDArray[np.float32]:
    return np.array([vector(asked, kept, counts) for asked, kept in pairs], np.float32)


def probability(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0
