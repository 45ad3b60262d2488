"""Distinct pairs of records that share a blocking key. A block that is too large for its key makes none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.keys import Key

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]
_THREADS, _KINDS = 2, 5
"""Kinds of key that are worked on at once, and after how many their pairs are put together."""


def distinct_pairs(
    keys: Iterable[Key],
    size: int,
    *,
    keep: Callable[[Pairs], NDArray[np.bool_]] | None = None,
    tell: Callable[[str, int, int], None] = lambda name, pairs, skipped: None,
) -> Pairs:
    """All pairs (lower record, higher record), each once, sorted.

    Args:
        keys: see `keys.keys`.
        size: how many records there are.
        keep: says which pairs of one key are worth keeping at all.
        tell: takes a key's name, its pairs, and how many records stood in blocks over its limit.
    """

    def of_key(key: Key) -> tuple[str, NDArray[np.int64], int]:
        name, rid, value, limit = key
        low, high, skipped = _pairs_of(rid, value, limit)
        if keep is not None and len(low):
            worth = keep((low, high))
            low, high = low[worth], high[worth]
        return name, low.astype(np.int64) * size + high, skipped

    found: list[NDArray[np.int64]] = []
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[tuple[str, NDArray[np.int64], int]]] = deque()
        for key in chain(keys, [None] * _THREADS):
            if key is not None:
                waiting.append(pool.submit(of_key, key))
            if waiting and (key is None or len(waiting) > _THREADS):
                name, coded, skipped = waiting.popleft().result()
                tell(name, len(coded), skipped)
                found.append(coded)
            if len(found) > _KINDS:
                found = [_once(found)]
    coded = _once(found)
    return (coded // size).astype(np.int32), (coded % size).astype(np.int32)


def _once(found: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    if not found:
        return np.empty(0, np.int64)
    coded = np.concatenate(found)
    found.clear()
    coded.sort()
    if len(coded):
        coded = coded[np.concatenate(([True], coded[1:] != coded[:-1]))]
    return coded


def _pairs_of(rid: NDArray[np.int32], value: NDArray[np.uint64], limit: int) -> tuple[*Pairs, int]:
    order = np.argsort(value, kind="stable")
    value, rid = value[order], rid[order]
    starts = np.flatnonzero(np.concatenate(([True], value[1:] != value[:-1]))) if len(value) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(value)))
    skipped = int(sizes[sizes > limit].sum())
    usable = (sizes > 1) & (sizes <= limit)
    left = np.repeat(sizes[usable], sizes[usable])
    base = np.repeat(starts[usable], sizes[usable])
    within = np.arange(len(left)) - np.repeat(np.cumsum(sizes[usable]) - sizes[usable], sizes[usable])
    place, left = base + within, left - within
    lows, highs = [], []
    for step in range(1, limit):
        going = left > step
        if not going.any():
            break
        place, left = place[going], left[going]
        one, other = rid[place], rid[place + step]
        different = one != other
        lows.append(np.minimum(one, other)[different])
        highs.append(np.maximum(one, other)[different])
    if not lows:
        empty = np.empty(0, np.int32)
        return empty, empty, skipped
    return np.concatenate(lows), np.concatenate(highs), skipped
