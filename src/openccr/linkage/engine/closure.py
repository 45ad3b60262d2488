"""What a third record says: two that are each surely one person with it are surely one with each other.

A pair by itself may say little, as when she moved and married between the two; the record in between saw both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from openccr.linkage.engine.frame import Ints

SURE = 0.99
"""A person whose pairs are all as sure as this has nothing to gain."""
CERTAIN = 0.95
"""From here on what others say is told of a pair; a weaker chain says no more than the pair itself, and put together
such chains promise too much."""
Pairs = tuple["Ints", "Ints", NDArray[np.float64]]


def closed(low: Ints, high: Ints, probability: NDArray[np.float64], number: Ints) -> Pairs:
    """The pairs, those inside one person raised to what the person's other records make certain, missing ones added.

    P(a is c) is at least P(a is b) + P(b is c) - 1, whatever depends on what (Fréchet's bound), along any path. Nothing
    is lowered, and nothing is said of two people.

    Args:
        low, high, probability: the pairs.
        number: by record, its person; see `cluster.Clusters`.
    """
    size = np.bincount(number, minlength=len(number))
    inside = np.flatnonzero((number[low] == number[high]) & (size[number[low]] > 2))
    of = number[low[inside]]
    sure = np.bincount(of[probability[inside] >= SURE], minlength=len(number))
    worth = (size > 2) & (sure < size * (size - 1) // 2)
    inside = inside[worth[of]]
    inside = inside[np.argsort(number[low[inside]], kind="stable")]
    members = np.flatnonzero(worth[number])
    members = members[np.argsort(number[members], kind="stable")]
    raised, more = probability.copy(), [(low[:0], high[:0], probability[:0])]
    for records, pairs in zip(_by_person(members, number), _by_person(inside, number[low]), strict=True):
        doubt = np.ones((len(records), len(records)))
        a, b = np.searchsorted(records, low[pairs]), np.searchsorted(records, high[pairs])
        doubt[a, b] = doubt[b, a] = 1 - probability[pairs]
        for step in range(len(records)):
            doubt = np.minimum(doubt, doubt[:, step, None] + doubt[None, step, :])
        told = 1 - doubt[a, b]
        raised[pairs] = np.where(told >= CERTAIN, np.maximum(raised[pairs], told), raised[pairs])
        doubt[a, b] = doubt[b, a] = 1
        one, other = np.nonzero(np.triu(doubt <= 1 - CERTAIN, 1))
        more.append((records[one].astype(low.dtype), records[other].astype(high.dtype), 1 - doubt[one, other]))
    lows, highs, chances = zip(*more, strict=True)
    return np.concatenate([low, *lows]), np.concatenate([high, *highs]), np.concatenate([raised, *chances])


def _by_person(which: NDArray[np.int64], number: Ints) -> Iterator[NDArray[np.int64]]:
    """What is sorted by person, a piece for each."""
    return iter(np.split(which, np.flatnonzero(np.diff(number[which])) + 1)) if len(which) else iter(())
