"""A pair among the other pairs of its two records: rivals, common acquaintances, and what speaks against.

By itself a pair of one name and one address without a date of birth looks like one person. Beside a third record of the
same name and address with another date of birth, it may as well be a parent and a child.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import FEATURES
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.home import HOME_FEATURES, at_home
from openccr.linkage.engine.household import NOBODY, as_row, habits, witnessed_by_letter, writing
from openccr.linkage.engine.rivals import around
from openccr.linkage.engine.variants import variants
from openccr.linkage.engine.wrong import WRONG_FEATURES, wrong

KEPT = (
    "given", "given_similarity", "family", "sex", "birthday", "years_apart", "postcode", "house", "middle", "phone",
    "chance_names", "chance_all", "given_as_middle", "swapped", "street", "flat", "given_rarity", "family_rarity",
    "birthday_rarity", "others_at_home", "others_at_postcode",
)  # fmt: skip
"""Columns of the comparison vector that are seen again."""
CONTEXT_FEATURES = (
    "alone", "rival_most", "rival_least", "common", "against_most", "against_least", "likely_most", "likely_least",
    "same_agency", "agency_repeats", "density", "namesakes", "twins", "slips", "company", "given_variant",
    "family_variant", *WRONG_FEATURES, *HOME_FEATURES, *KEPT,
)  # fmt: skip
_COLUMNS = [FEATURES.index(name) for name in KEPT]


def context(
    low: Ints, high: Ints, log_odds: NDArray[np.float64], vector: NDArray[np.float32], frame: Frame
) -> NDArray[np.float32]:
    """One row per pair, columns as in `CONTEXT_FEATURES`.

    Args:
        low, high: the pairs that are not hopeless by themselves, sorted by (low, high).
        log_odds: of each pair taken by itself.
        vector: their comparison vectors.
        frame: the records. Those of no known agency count as of different ones.
    """
    agency = frame.agency
    odds = log_odds.astype(np.float32)
    sides, common = around(low, high, odds)
    written = writing(frame)
    said = (written[low] == written[high]) & (written[low] != NOBODY)
    apart = np.flatnonzero(witnessed_by_letter(vector, FEATURES, frame, low, high))
    if len(apart):
        # What they are among those who have a given name in their writing.
        near = np.zeros(len(frame), bool)
        near[low[apart]] = near[high[apart]] = True
        seen = np.flatnonzero((near[low] | near[high]) & said)
        their_sides, their_common = around(low[seen], high[seen], odds[seen])
        among = np.searchsorted(seen, apart)
        for mine, theirs in zip((*sides, common), (*their_sides, their_common), strict=True):
            mine[apart] = theirs[among]
    together = (agency[low] == agency[high]) & (agency[low] >= 0)
    sure = odds > 4
    repeats = np.log10((together & sure).sum() + 1.0) - np.log10(sure.sum() + 5.0)
    density = np.log10(sure.sum() + 1.0) - np.log10(max(1, len(frame)))
    rows = np.empty((len(low), len(CONTEXT_FEATURES)), np.float32)
    for place, column in enumerate(
        (odds, *sides[:2], common, *sides[2:], together, repeats, density, *as_row(habits(frame)),
         *variants(frame, low, high, vector), *wrong(vector), *at_home(frame, low, high).T)
    ):  # fmt: skip
        rows[:, place] = column
    rows[:, -len(KEPT) :] = vector[:, _COLUMNS]
    return rows
