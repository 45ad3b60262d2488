"""Two names that one person bears, learnt from the data at hand: in no list, and met again and again.

Short forms, spellings of other alphabets and names at home differ from place to place. Where two names stand beside
each other under one birthday and one other name in several homes, far oftener than chance would have it, they are two
ways of calling one person, and hardly two twins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import BIRTHDAY_SAME, FEATURES, Vector
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.namepairs import HEARD, INITIAL, ONE_LETTER

_GIVEN, _FAMILY, _BORN = (FEATURES.index(name) for name in ("given", "family", "birthday"))
_LITTLE = 0.1
"""Added to what was met and to what chance would give: one meeting says little."""


def variants(frame: Frame, low: Ints, high: Ints, vector: Vector) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """By pair, for given and for family name: the power of ten by which the two names are met together oftener than
    chance; 0 where they agree, or are not known."""
    given, family, born = vector[:, _GIVEN], vector[:, _FAMILY], vector[:, _BORN] == BIRTHDAY_SAME
    return (
        _met(frame, "given", low, high, _unlike(given), born & (family >= ONE_LETTER)),
        _met(frame, "family", low, high, _unlike(family), born & (given >= ONE_LETTER)),
    )


def _unlike(level: NDArray[np.float32]) -> NDArray[np.bool_]:
    return (level >= 0) & (level <= HEARD) & (level != INITIAL)


def _met(
    frame: Frame, which: str, low: Ints, high: Ints, unlike: NDArray[np.bool_], beside: NDArray[np.bool_]
) -> NDArray[np.float32]:
    found = np.zeros(len(low), np.float32)
    asked = np.flatnonzero(unlike)
    names: Ints = getattr(frame, which)
    count = len(frame.names.spelt)
    if not len(asked):
        return found
    one, other = names[low[asked]], names[high[asked]]
    both = (one >= 0) & (other >= 0)
    asked, one, other = asked[both], one[both].astype(np.int64), other[both].astype(np.int64)
    coded = np.minimum(one, other) * count + np.maximum(one, other)
    # People are told apart by their birthday: four records of one woman are one meeting of her two names.
    teach = beside[asked]
    meetings = np.unique(np.stack([coded[teach], frame.birthday[low[asked[teach]]].astype(np.int64)]), axis=1)
    kinds, met = np.unique(meetings[0], return_counts=True)
    if not len(kinds):
        return found
    at = np.minimum(np.searchsorted(kinds, coded), len(kinds) - 1)
    # This pair's own meeting teaches nothing of it.
    seen = np.where(kinds[at] == coded, met[at], 0) - teach
    share = np.bincount(names[names >= 0], minlength=count) / max(1, int((names >= 0).sum()))
    chance = 2 * share[one] * share[other] * int(met.sum())
    found[asked] = np.log10((seen + _LITTLE) / (chance + _LITTLE))
    return found
