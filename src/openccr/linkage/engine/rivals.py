"""The pairs that two records have beside their own: rivals, common acquaintances, and what those say of each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Ints

_NONE, _NOBODY = -12.0, 12.0
_MANY = 40

Floats = NDArray[np.float32]


def around(low: Ints, high: Ints, odds: Floats) -> tuple[list[Floats], Floats]:
    """What surrounds each pair: of both records the more and the less of each, and the best common acquaintance.

    Args:
        low, high, odds: the pairs, sorted by (low, high), and the log-odds of each by itself.

    Returns:
        Rivals, what speaks against and how many are likely, each as most and least; and the common acquaintance.
    """
    count = len(low)
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
    return sides, common


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
