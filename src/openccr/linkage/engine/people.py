"""A doubtful pair in the light of the people its two records belong to: what every record of theirs says of it.

Two records by themselves may say little, as when one has no date of birth. The other records of the one person have
one, and each of them agrees with the second record, or does not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.cluster import clusters
from openccr.linkage.engine.compare import FEATURES, Vector
from openccr.linkage.engine.context import CONTEXT_FEATURES, KEPT
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.home import HOME_FEATURES
from openccr.linkage.engine.household import needed, unlike, unlike_births, witnessed_by_letter
from openccr.linkage.engine.rivals import around
from openccr.linkage.engine.scorer import people_scorer, probability
from openccr.linkage.engine.unnamed import torn

LEAST, MOST = -3.5, 5.5
"""Log-odds between which a pair is asked about again: beyond them it is settled."""
_UNSEEN, _NOBODY = -6.0, 12.0
"""Log-odds of a witness whose pair was hopeless; and of the best and the worst (negative, positive) where none is."""
_SEEN = ("birthday", "phone", "middle", "postcode", "given", "family")
"""Fields in which the witnesses are compared."""
_AGAIN = (
    "alone", "same_agency", "namesakes", "twins", "company", "given_variant", "family_variant", *HOME_FEATURES, *KEPT,
)  # fmt: skip
"""Columns of the context that are seen again."""
PEOPLE_FEATURES = (
    "first", "rival_most", "rival_least", "common", "against_most", "against_least", "likely_most", "likely_least",
    "unlike_births", "witnesses", "best", "worst", "mean", "one_person", *(f"witness_{name}_most" for name in _SEEN),
    *(f"witness_{name}_least" for name in _SEEN), *_AGAIN,
)  # fmt: skip
_COLUMNS = [FEATURES.index(name) for name in _SEEN]
_WHEREABOUTS = [FEATURES.index(name) for name in ("postcode", "house", "street", "phone")]
_WITNESSES = PEOPLE_FEATURES.index("witnesses")
_PLACES = [CONTEXT_FEATURES.index(name) for name in _AGAIN]

Odds = NDArray[np.float64]


def asked_again(
    low: Ints, high: Ints, odds: Odds, rows: NDArray[np.float32], vector: Vector, frame: Frame
) -> Odds:  # fmt: skip
    """The log-odds, those of doubtful pairs anew.

    Two different given names are never made likelier: the other records of twins all say the same of both, and so does
    an initial of two that sound alike. Nor is a pair where neither a home, a telephone nor anybody else says anything:
    in a hostel many bear one name, and some a birthday that one slip makes another's.

    Args:
        low, high: the pairs, sorted by (low, high).
        odds: the log-odds of each among its rivals.
        rows: what they were told from, columns as in `CONTEXT_FEATURES`.
        vector: the comparison vectors.
        frame: the records.
    """
    doubtful, features = people(low, high, odds, rows, vector, frame)
    found = odds.copy()
    found[doubtful] = people_scorer().log_odds(features)
    two_names = unlike(vector, FEATURES) | witnessed_by_letter(vector, FEATURES, frame, low, high)
    silent = (features[:, _WITNESSES] == 0) & (vector[doubtful][:, _WHEREABOUTS] < 0).all(1)
    held = doubtful[two_names[doubtful] | silent]
    found[held] = np.minimum(found[held], odds[held])
    return found


def people(
    low: Ints, high: Ints, odds: Odds, rows: NDArray[np.float32], vector: Vector, frame: Frame
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Which pairs are doubtful, and a row for each, columns as in `PEOPLE_FEATURES`; arguments as of `asked_again`."""
    doubtful = np.flatnonzero((odds > LEAST) & (odds < MOST))
    first = clusters(
        low, high, torn(low, high, probability(odds), frame), frame=frame, needed=needed(vector, FEATURES)
    )  # fmt: skip
    short = odds.astype(np.float32)
    asked = np.zeros(len(frame), bool)
    asked[low[doubtful]] = asked[high[doubtful]] = True
    near = np.flatnonzero(asked[low] | asked[high])
    sides, common = around(low[near], high[near], short[near])
    among = np.searchsorted(near, doubtful)
    found = np.empty((len(doubtful), len(PEOPLE_FEATURES)), np.float32)
    columns = (short[near], *sides[:2], common, *sides[2:])
    for place, column in enumerate(columns):
        found[:, place] = column[among]
    found[:, len(columns)] = unlike_births(frame)
    found[:, len(columns) + 1 : -len(_PLACES)] = _witnesses(low, high, short, first.number, vector, doubtful)
    found[:, -len(_PLACES) :] = rows[doubtful][:, _PLACES]
    return doubtful, found


def _witnesses(
    low: Ints, high: Ints, odds: NDArray[np.float32], number: Ints, vector: Vector, doubtful: NDArray[np.int64]
) -> NDArray[np.float32]:
    """What the other records of either person say of the other record of each doubtful pair."""
    count = len(doubtful)
    rows, at = _asked(low, high, number, doubtful)
    said = np.where(at >= 0, odds[at], np.float32(_UNSEEN)) if len(at) else np.empty(0, np.float32)
    found = np.zeros((count, 5 + 2 * len(_SEEN)), np.float32)
    found[:, 0] = np.bincount(rows, minlength=count)
    found[:, 1], found[:, 2] = -_NOBODY, _NOBODY
    np.maximum.at(found[:, 1], rows, said)
    np.minimum.at(found[:, 2], rows, said)
    found[:, 3] = np.bincount(rows, weights=said, minlength=count) / np.maximum(1, found[:, 0])
    found[:, 4] = number[low[doubtful]] == number[high[doubtful]]
    rows, at = rows[at >= 0], at[at >= 0]
    for place, column in enumerate(_COLUMNS):
        level = vector[at, column]
        there = level >= 0
        most, least = np.full(count, -1, np.float32), np.full(count, 9, np.float32)
        np.maximum.at(most, rows[there], level[there])
        np.minimum.at(least, rows[there], level[there])
        found[:, 5 + place], found[:, 5 + len(_SEEN) + place] = most, least
    return found


def _asked(
    low: Ints, high: Ints, number: Ints, doubtful: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each doubtful pair's place once for every witness, and where the witness's own pair is; -1 where it is not."""
    size = len(number)
    order = np.argsort(number, kind="stable")
    counts = np.bincount(number, minlength=size)
    starts = np.cumsum(counts) - counts
    coded = low.astype(np.int64) * size + high
    pairs, places = [], []
    for mine, theirs in ((low[doubtful], high[doubtful]), (high[doubtful], low[doubtful])):
        many = counts[number[mine]]
        pair = np.repeat(np.arange(len(doubtful)), many)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many)
        witness = order[np.repeat(starts[number[mine]], many) + within]
        other = (witness != mine[pair]) & (witness != theirs[pair])
        pair, witness = pair[other], witness[other]
        against = theirs[pair]
        wanted = np.minimum(witness, against).astype(np.int64) * size + np.maximum(witness, against)
        at = np.minimum(np.searchsorted(coded, wanted), max(0, len(coded) - 1))
        pairs.append(pair)
        places.append(np.where(coded[at] == wanted, at, -1) if len(coded) else at)
    return np.concatenate(pairs), np.concatenate(places)
