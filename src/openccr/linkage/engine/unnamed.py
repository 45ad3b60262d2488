"""Records of which the given name tells nothing, as a "Baby" of twins, or a name in a writing that the others are not
in: where two people fit one as well, it is neither's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.cluster import DOUBTFUL
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.household import NOBODY, OWN, UNDECIDED, by_letter, writing

Floats = NDArray[np.float64]
_ONE = 0.95
"""Two records of a lower probability may be two people: whoever fits both is not given to either."""


def torn(low: Ints, high: Ints, chances: Floats, frame: Frame) -> Floats:
    """The probabilities of pairs, those of a record without a comparable name shared out among the people it may be of.

    Each of two people who fit says against the other what it says for itself. Two such records that are both torn may
    be one of each. An initial and no date of birth are never sure, whoever is on record: a person decides.

    Args:
        low, high, chances: the pairs, sorted by (low, high).
    """
    written = writing(frame)
    # Who lives with whom is not always on record: J may be Jane, or John.
    chances = np.where(by_letter(frame, low, high), np.minimum(chances, UNDECIDED), chances)
    mixed = np.flatnonzero((written[low] != written[high]) & (chances >= DOUBTFUL))
    if not len(mixed):
        return chances
    size = len(frame)
    coded = low.astype(np.int64) * size + high
    found, between = chances.copy(), np.zeros(size, bool)
    first = written[low] < written[high]
    less, more = np.where(first, low, high), np.where(first, high, low)
    own = mixed[written[less[mixed]] == OWN]
    # Of a name in one writing beside names in another either side may be torn; a "Baby" alone is, and not who is named.
    for pairs, torn_one, other_one in ((mixed, less, more), (own, more, less)):
        for some in _by(torn_one, pairs):
            people = other_one[some]
            odds = chances[some] / np.maximum(1 - chances[some], 1e-9)
            one, other = np.minimum.outer(people, people), np.maximum.outer(people, people)
            wanted = one.astype(np.int64) * size + other
            at = np.minimum(np.searchsorted(coded, wanted), len(coded) - 1)
            two = (coded[at] != wanted) | (chances[at] < _ONE)
            np.fill_diagonal(two, False)
            rival = np.where(two, odds[None, :], 0).max(axis=1)
            found[some] = np.minimum(found[some], odds / (1 + odds + rival))
            between[torn_one[some]] |= bool((rival > 0).any())
    both = between[low] & between[high] & ((written[low] != written[high]) | (written[low] == NOBODY))
    found[both] /= 2
    return found


def _by(records: Ints, pairs: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The pairs of each record that has several."""
    pairs = pairs[np.argsort(records[pairs], kind="stable")]
    for some in np.split(pairs, np.flatnonzero(np.diff(records[pairs])) + 1):
        if len(some) > 1:
            yield some
