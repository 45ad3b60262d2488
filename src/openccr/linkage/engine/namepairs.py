"""How alike two names are. Every pair of spellings is compared once, however many pairs of records bear it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Ints, Names

MISSING, DIFFERENT, INITIAL, HEARD, ONE_LETTER, NICKNAME, SPELLING, SAME = -1, 0, 1, 2, 3, 4, 5, 6
"""Levels of agreement of two names, from none to the very letters."""

Alike = tuple[NDArray[np.int8], NDArray[np.float32]]
"""The level, and Jaro and Winkler's similarity from 0 to 1 (-1 where a name is missing)."""


def compare_names(names: Names, one: Ints, other: Ints) -> Alike:
    """Levels and similarities of two columns of names."""
    level = np.full(len(one), MISSING, np.int8)
    similarity = np.full(len(one), -1, np.float32)
    both = (one >= 0) & (other >= 0)
    if names.own.any():
        both &= names.own[one] == names.own[other]  # Of two writings nothing is told: neither alike nor unlike.
    same = both & (one == other)
    level[same], similarity[same] = SAME, 1
    rest = np.flatnonzero(both & ~same)
    if len(rest):
        low, high = np.minimum(one[rest], other[rest]), np.maximum(one[rest], other[rest])
        coded, place = np.unique(low.astype(np.int64) << 32 | high, return_inverse=True)
        levels, similarities = _different(names, (coded >> 32).astype(np.int32), (coded & 0xFFFFFFFF).astype(np.int32))
        level[rest], similarity[rest] = levels[place], similarities[place]
    return level, similarity


def better(first: Alike, second: Alike, where: NDArray[np.int64]) -> None:
    """Put the second's agreement in the first's place at `where` wherever it is the stronger one."""
    stronger = (second[0] > first[0][where]) | ((second[0] == first[0][where]) & (second[1] > first[1][where]))
    first[0][where[stronger]] = second[0][stronger]
    first[1][where[stronger]] = second[1][stronger]


def _different(names: Names, one: Ints, other: Ints) -> Alike:
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import cpdist

    spelt = names.spelt
    ours, theirs = [spelt[i] for i in one.tolist()], [spelt[i] for i in other.tolist()]
    similarity = cpdist(ours, theirs, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
    level = np.full(len(one), DIFFERENT, np.int8)
    level[names.sound[one] == names.sound[other]] = HEARD
    shorter = np.minimum(names.length[one], names.length[other])
    near = np.flatnonzero((similarity > 0.7) & (shorter >= 3))
    edits = cpdist(
        [ours[i] for i in near],
        [theirs[i] for i in near],
        scorer=OSA.distance,
        score_cutoff=1,
        dtype=np.int32,
        workers=2,
    )
    level[near[np.asarray(edits) <= 1]] = ONE_LETTER
    nicks = names.short_forms
    coded = np.minimum(one, other).astype(np.int64) << 32 | np.maximum(one, other)
    if len(nicks):
        at = np.minimum(np.searchsorted(nicks, coded), len(nicks) - 1)
        level[nicks[at] == coded] = NICKNAME
    level[names.fold[one] == names.fold[other]] = SPELLING
    alone = (shorter == 1) & (names.initial[one] == names.initial[other])
    level[alone] = INITIAL
    similarity[alone] = 0.8
    return level, similarity
