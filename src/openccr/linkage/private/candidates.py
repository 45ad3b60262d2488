"""Which pairs of records are compared at all: those that share a blocking token, the rarest tokens first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from openccr.linkage.private.encoded import Encoded

LARGEST_BLOCK = 4_000
"""Pairs one token may give; a token that many share tells nobody apart."""

PER_RECORD = 40
"""Candidates kept of one record, by the rarity of what they share."""

_ROWS = 50_000

Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def candidate_pairs(one: Encoded, other: Encoded, *, told: Callable[[int], None] = lambda _: None) -> Iterator[Pairs]:
    """Pairs as (rows of `one`, rows of `other`), some thousands of rows of `one` at a time.

    Args:
        told: is called with the number of rows of `one` done; may raise to cancel.
    """
    blocks = [_Block(one.tokens[:, kind], other.tokens[:, kind]) for kind in range(one.tokens.shape[1])]
    for start in range(0, len(one), _ROWS):
        rows = slice(start, min(start + _ROWS, len(one)))
        found = [block.pairs(rows) for block in blocks]
        left = np.concatenate([each[0] for each in found])
        right = np.concatenate([each[1] for each in found])
        weight = np.concatenate([each[2] for each in found])
        yield _strongest(left, right, weight, len(other))
        told(rows.stop)


class _Block:
    """One kind of token in both files, the second sorted."""

    def __init__(self, mine: npt.NDArray[np.uint64], theirs: npt.NDArray[np.uint64]) -> None:
        self.order = np.argsort(theirs, kind="stable")
        ordered = theirs[self.order]
        self.starts = np.searchsorted(ordered, mine, side="left")
        self.counts = np.searchsorted(ordered, mine, side="right") - self.starts
        _, which, mine_count = np.unique(mine, return_inverse=True, return_counts=True)
        self.sizes = self.counts * mine_count[which]
        self.counts[(mine == 0) | (self.sizes > LARGEST_BLOCK)] = 0

    def pairs(self, rows: slice) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        counts = self.counts[rows]
        left = np.repeat(np.arange(rows.start, rows.stop), counts)
        within = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        right = self.order[np.repeat(self.starts[rows], counts) + within]
        return left, right, np.repeat(1 / np.maximum(self.sizes[rows], 1), counts)


def _strongest(
    left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], weight: npt.NDArray[np.float64], width: int
) -> Pairs:
    """Each pair once, and of each left row the pairs that share the rarest tokens."""
    pairs, which = np.unique(left * width + right, return_inverse=True)
    weights = np.bincount(which, weights=weight, minlength=len(pairs))
    left, right = pairs // width, pairs % width
    order = np.lexsort((-weights, left))
    sorted_left = left[order]
    starts = np.searchsorted(sorted_left, sorted_left, side="left")
    kept = np.sort(order[np.arange(len(order)) - starts < PER_RECORD])
    return left[kept], right[kept]


def shared_count(one: Encoded, other: Encoded, kind: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """How many records of both files hold the token of each record, for one kind; 0 where there is none."""
    both = np.concatenate([one.tokens[:, kind], other.tokens[:, kind]])
    _, which, counts = np.unique(both, return_inverse=True, return_counts=True)
    held = np.where(both == 0, 0, counts[which])
    return held[: len(one)], held[len(one) :]
