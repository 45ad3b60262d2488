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
from openccr.linkage.engine.household import as_row, habits
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
_NONE, _NOBODY = -12.0, 12.0
_MANY = 40
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
    count, agency = len(low), frame.agency
    odds = log_odds.astype(np.float32)
    source, target = np.concatenate([low, high]), np.concatenate([high, low])
    both, pair = np.concatenate([odds, odds]), np.concatenate([np.arange(count)] * 2)
    order = np.lexsort((-both, source))
    source, target, both, pair = source[order], target[order], both[order], pair[order]
    starts = np.flatnonzero(np.concatenate(([True], source[1:] != source[:-1]))) if count else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(source)))
    first = np.repeat(starts, sizes)
    degree = np.repeat(sizes, sizes)
    # The best other pair of the same record: the second where this one is the best.
    is_first = np.arange(len(source)) == first
    other = np.where(is_first, first + 1, first)
    has_other = degree > 1
    other = np.where(has_other, other, first)
    rival = np.where(has_other, both[other], _NONE)
    supporter = target[other]
    size = int(max(source.max(), target.max())) + 1 if count else 1
    coded = low.astype(np.int64) * size + high
    across = _odds_of(coded, odds, size, supporter, target)
    against = np.where(has_other & (rival > 0), across, _NOBODY)
    likely = np.add.reduceat((both > 0).astype(np.float32), starts) if count else np.empty(0, np.float32)
    likely = np.repeat(likely, sizes) - (both > 0)
    common = _common(coded, size, source, target, both, starts, sizes, count)
    sides = []
    for values in (rival, against, likely):
        one, two = np.empty(count, np.float32), np.empty(count, np.float32)
        from_low = source == low[pair]
        one[pair[from_low]], two[pair[~from_low]] = values[from_low], values[~from_low]
        sides += [np.maximum(one, two), np.minimum(one, two)]
    together = (agency[low] == agency[high]) & (agency[low] >= 0)
    sure = odds > 4
    repeats = np.log10((together & sure).sum() + 1.0) - np.log10(sure.sum() + 5.0)
    density = np.log10(sure.sum() + 1.0) - np.log10(max(1, len(frame)))
    rows = np.empty((count, len(CONTEXT_FEATURES)), np.float32)
    for place, column in enumerate(
        (odds, *sides[:2], common, *sides[2:], together, repeats, density, *as_row(habits(frame)),
         *variants(frame, low, high, vector), *wrong(vector), *at_home(frame, low, high).T)
    ):  # fmt: skip
        rows[:, place] = column
    rows[:, -len(KEPT) :] = vector[:, _COLUMNS]
    return rows


def _odds_of(
    coded: NDArray[np.int64], odds: NDArray[np.float32], size: int, one: Ints, other: Ints
) -> NDArray[np.float32]:
    """The log-odds of any two records; −12 for a pair that is not among those at hand."""
    if not len(coded):
        return np.empty(0, np.float32)
    wanted = np.minimum(one, other).astype(np.int64) * size + np.maximum(one, other)
    at = np.minimum(np.searchsorted(coded, wanted), len(coded) - 1)
    return np.where(coded[at] == wanted, odds[at], np.float32(_NONE))


def _common(
    coded: NDArray[np.int64], size: int, source: Ints, target: Ints, both: NDArray[np.float32],
    starts: NDArray[np.int64], sizes: NDArray[np.int64], count: int,
) -> NDArray[np.float32]:  # fmt: skip
    """For each pair the best third record: the weaker of its two log-odds with the pair's records."""
    best = np.full(count, _NONE, np.float32)
    usable = (sizes > 1) & (sizes <= _MANY)
    left = np.repeat(sizes[usable], sizes[usable])
    base = np.repeat(starts[usable], sizes[usable])
    within = np.arange(len(left)) - np.repeat(np.cumsum(sizes[usable]) - sizes[usable], sizes[usable])
    place, left = base + within, left - within
    for step in range(1, _MANY):
        going = left > step
        if not going.any():
            break
        place, left = place[going], left[going]
        one, other = target[place], target[place + step]
        weaker = np.minimum(both[place], both[place + step])
        wanted = np.minimum(one, other).astype(np.int64) * size + np.maximum(one, other)
        at = np.minimum(np.searchsorted(coded, wanted), count - 1)
        hit = coded[at] == wanted
        np.maximum.at(best, at[hit], weaker[hit])
    return best
