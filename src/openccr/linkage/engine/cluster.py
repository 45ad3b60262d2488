"""Pairs → people, safely: not every chain of pairs is one person.

Two groups of records become one only when the evidence over *all* their pairs speaks for it, when no two of their dates
of birth lie a generation apart, when no source that keeps each person once would hold her twice, and when the group
stays small. What would chain is left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.household import GENERATION, dates_tell, generations

DOUBTFUL = 0.30
LARGEST = 60
"""Records of one person; more are a placeholder or a chain."""
_UNSEEN = -5.0
"""Log-odds of two records whose pair was hopeless or shares no key."""


@dataclass(frozen=True)
class Clusters:
    """`number` gives each record its person's number: the lowest record of the group."""

    number: Ints
    doubtful: NDArray[np.int64]
    """Pairs for a person to decide: uncertain, or likely but held apart by other evidence."""
    once: tuple[int, ...]
    """Agencies that were found to keep each person once."""


def clusters(
    low: Ints, high: Ints, probability: NDArray[np.float64], *, frame: Frame, needed: NDArray[np.float64],
    two: NDArray[np.bool_] | None = None,
) -> Clusters:  # fmt: skip
    """Group the records of a run.

    Args:
        low, high, probability: the pairs.
        frame: the records.
        needed: by pair, the probability from which it may bring two groups together; see `household.needed`.
        two: pairs of two people, whatever other records say; see `contrary`.
    """
    agency, size = frame.agency, len(frame)
    once = duplicate_free(low, high, probability, agency)
    number = np.arange(size, dtype=np.int32)
    if two is not None:
        needed = np.where(two, np.inf, needed)
    strong = np.flatnonzero(probability >= needed)
    barred = np.isin(agency[low[strong]], list(once)) & (agency[low[strong]] == agency[high[strong]])
    strong = strong[~barred]
    degree = np.bincount(np.concatenate([low[strong], high[strong]]), minlength=size)
    simple = (degree[low[strong]] == 1) & (degree[high[strong]] == 1)
    number[high[strong[simple]]] = low[strong[simple]]
    _grow(low, high, probability, strong[~simple], number, frame, frozenset(once), two)
    apart = number[low] != number[high]
    doubtful = np.flatnonzero((probability >= DOUBTFUL) & (apart | (probability < needed)))
    return Clusters(number=number, doubtful=doubtful, once=once)


def duplicate_free(low: Ints, high: Ints, probability: NDArray[np.float64], agency: Ints) -> tuple[int, ...]:
    """Agencies in which next to no sure pair lies although chance would put many there."""
    sure = probability >= 0.99
    inside = agency[low[sure]][(agency[low[sure]] == agency[high[sure]]) & (agency[low[sure]] >= 0)]
    shares = np.bincount(agency[agency >= 0]) / max(1, len(agency))
    expected = shares**2 * sure.sum()
    seen = np.bincount(inside, minlength=len(shares))
    return tuple(int(one) for one in np.flatnonzero((expected >= 30) & (seen < 0.02 * expected)))


def _grow(
    low: Ints, high: Ints, probability: NDArray[np.float64], strong: NDArray[np.int64], number: Ints, frame: Frame,
    once: frozenset[int], two: NDArray[np.bool_] | None,
) -> None:  # fmt: skip
    """Join the groups of the remaining strong pairs, surest pair first, and write their numbers."""
    if not len(strong):
        return
    busy = np.zeros(len(number), bool)
    busy[low[strong]] = busy[high[strong]] = True
    near = np.flatnonzero(busy[low] & busy[high])
    odds = np.log(np.clip(probability[near], 1e-9, 1 - 1e-9) / np.clip(1 - probability[near], 1e-9, 1))
    if two is not None:
        odds[two[near]] = -np.inf
    known = {
        (one, other): value
        for one, other, value in zip(low[near].tolist(), high[near].tolist(), odds.tolist(), strict=True)
    }
    order = strong[np.argsort(-probability[strong], kind="stable")]
    group: dict[int, list[int]] = {}
    years, tell = frame.year.tolist(), dates_tell(frame)
    for one, other in zip(low[order].tolist(), high[order].tolist(), strict=True):
        ours, theirs = group.get(one) or [one], group.get(other) or [other]
        if ours is theirs or len(ours) + len(theirs) > LARGEST:
            continue
        if once and _twice(ours, theirs, frame.agency, once):
            continue
        if len(ours) + len(theirs) > 2:
            total = sum(known.get((a, b) if a < b else (b, a), _UNSEEN) for a in ours for b in theirs)
            if total <= 0 or (tell and _of_two_generations(ours, theirs, frame, years, known)):
                continue
        together = ours + theirs
        for record in together:
            group[record] = together
    for record, members in group.items():
        number[record] = min(members)


def _twice(ours: list[int], theirs: list[int], agency: Ints, once: frozenset[int]) -> bool:
    held = {int(agency[record]) for record in ours} & once
    return any(int(agency[record]) in held for record in theirs)


def _of_two_generations(
    ours: list[int], theirs: list[int], frame: Frame, years: list[int], known: dict[tuple[int, int], float]
) -> bool:
    """Whether the groups hold two dates of birth a generation apart, and nothing says that those two are one person."""
    born = [years[record] for record in ours + theirs if years[record] > 0]
    if not born or max(born) - min(born) < GENERATION:
        return False
    one, other = np.array(ours)[:, None], np.array(theirs)[None, :]
    return any(
        known.get((min(a, b), max(a, b)), _UNSEEN) <= 0
        for a, b in ((ours[i], theirs[j]) for i, j in np.argwhere(generations(frame, one, other)).tolist())
    )
