"""Two encoded files compared: candidate pairs, levels, weights learnt from them, and one record to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openccr.linkage.engine.problems import LinkageError
from openccr.linkage.private.candidates import candidate_pairs, shared_count
from openccr.linkage.private.comparing import COMPARISONS, compare
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.tokens import WHOLE_NAME
from openccr.linkage.private.undated import nobodys
from openccr.linkage.private.weighing import among, learn

LIKELY = 0.75
"""From which probability on a pair is written: somebody is spoken to about each, so a wrong one costs more."""

_LEARN_FROM = 2_000_000
_RARE, _SOME = 2.0, 6.0


@dataclass(frozen=True)
class Matches:
    """Pairs of rows found to be one person, one to one, the most probable first."""

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    probability: npt.NDArray[np.float64]
    compared: int
    undated: int = 0
    """Likely pairs that are left out because nothing stands for the date of birth; see `undated`."""


def match(one: Encoded, other: Encoded, *, told: Callable[[int], None] = lambda _: None) -> Matches:
    """Who of one file may be who of the other.

    Args:
        told: is called with the number of records of the first file compared; may raise to cancel.

    Raises:
        LinkageError: the two were made with different keys.
    """
    if one.key_check != other.key_check:
        raise LinkageError(
            "The two files were made with different keys, so nothing in them can be compared",
            "Both partnerships encode with the same key file.",
        )
    lefts, rights, levels = [], [], []
    rarity = _rarity(one, other)
    for left, right in candidate_pairs(one, other, told=told):
        seen = compare(one, other, (left, right))
        alike = (seen[:, 0] <= 2) & (seen[:, 1] <= 2) & (seen[:, 0] > 0) & (seen[:, 1] > 0)
        seen[:, COMPARISONS.index("rarity")] = np.where(alike, rarity[left], 0)
        lefts.append(left)
        rights.append(right)
        levels.append(seen)
    left, right, seen = np.concatenate(lefts), np.concatenate(rights), np.concatenate(levels)
    if not len(left):
        return Matches(left, right, np.zeros(0), 0)
    step = -(-len(seen) // _LEARN_FROM)
    weights = learn(seen[::step])
    chosen = one_to_one(left, right, weights.odds(seen))
    pairs = len(left)
    left, right, seen = left[chosen], right[chosen], seen[chosen]
    odds = among(weights, seen).odds(seen)
    likely = odds >= LIKELY / (1 - LIKELY)
    left_out = nobodys(one, other, (left, right), seen, likely)
    order = np.argsort(-odds, kind="stable")
    order = order[(likely & ~left_out)[order]]
    return Matches(left[order], right[order], odds[order] / (1 + odds[order]), pairs, int((likely & left_out).sum()))


def _rarity(one: Encoded, other: Encoded) -> npt.NDArray[np.uint8]:
    """How rare the whole name of each record of the first file is, in three levels; 0 where it is not known."""
    mine, _ = shared_count(one, other, WHOLE_NAME)
    return np.where(mine == 0, 3, np.where(mine <= _RARE, 1, np.where(mine <= _SOME, 2, 3))).astype(np.uint8)


def one_to_one(
    left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], odds: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Pairs (as positions) so that no record stands in two: again and again those that are each other's best."""
    order = np.lexsort((right, left, -odds))
    taken_left = np.zeros(int(left.max()) + 1, dtype=bool)
    taken_right = np.zeros(int(right.max()) + 1, dtype=bool)
    chosen: list[npt.NDArray[np.int64]] = []
    while len(order):
        _, first_left = np.unique(left[order], return_index=True)
        _, first_right = np.unique(right[order], return_index=True)
        best = order[np.intersect1d(first_left, first_right)]
        chosen.append(best)
        taken_left[left[best]] = True
        taken_right[right[best]] = True
        order = order[~taken_left[left[order]] & ~taken_right[right[order]]]
    return np.concatenate(chosen)
