"""Records without a given name, such as a "Baby" of twins: where two people fit one as well, it is neither's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.cluster import DOUBTFUL
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.household import named

Floats = NDArray[np.float64]
_ONE = 0.5
"""Two records of a lower probability are two people, as far as is known."""


def torn(low: Ints, high: Ints, chances: Floats, frame: Frame) -> Floats:
    """The probabilities of pairs, those of a record without a given name shared out among the people it may be of.

    Each of two people who fit says against the other what it says for itself. Two such records that are both torn may
    be one of each.

    Args:
        low, high, chances: the pairs, sorted by (low, high).
    """
    without = ~named(frame)
    if not without.any() or not len(low):
        return chances
    found, size = chances.copy(), len(frame)
    coded = low.astype(np.int64) * size + high
    mixed = np.flatnonzero((without[low] != without[high]) & (chances >= DOUBTFUL))
    unnamed = np.where(without[low[mixed]], low[mixed], high[mixed])
    mixed = mixed[np.argsort(unnamed, kind="stable")]
    unnamed = np.sort(unnamed)
    between = np.zeros(size, bool)
    for pairs in np.split(mixed, np.flatnonzero(np.diff(unnamed)) + 1):
        if len(pairs) < 2:
            continue
        people = np.where(without[low[pairs]], high[pairs], low[pairs])
        odds = chances[pairs] / np.maximum(1 - chances[pairs], 1e-9)
        one, other = np.minimum.outer(people, people), np.maximum.outer(people, people)
        wanted = one.astype(np.int64) * size + other
        at = np.minimum(np.searchsorted(coded, wanted), len(coded) - 1)
        two = (coded[at] != wanted) | (chances[at] < _ONE)
        np.fill_diagonal(two, False)
        rival = np.where(two, odds[None, :], 0).max(axis=1)
        found[pairs] = odds / (1 + odds + rival)
        between[np.where(without[low[pairs]], low[pairs], high[pairs])] |= bool((rival > 0).any())
    both = between[low] & between[high]
    found[both] /= 2
    return found
