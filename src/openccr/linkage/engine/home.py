"""Who else lives where a pair's records live: the names of parents and children tell whether a namesake is likely.

Two records of one name and home, one without a date of birth, may be of a father and his son. Where the boy's father is
on record under another name they are not; where nobody at that home is a generation younger, the man has no such son.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints

HOME_FEATURES = ("age", "elder_of_other_name", "elder", "younger")
"""Years: since the birth that is known; by which the eldest of the sex and of another given name, and anybody, is
older; by which the youngest is younger. −1 where the pair's birth, or anybody else's, is not known."""
_NEVER = 9999


@dataclass(frozen=True)
class Homes:
    """By record the number of its home, −1 where it is not known; by home (or by home and sex) who lives there."""

    of: Ints
    eldest: Ints
    youngest: Ints
    first: tuple[Ints, Ints]
    """By home and sex: the eldest's year and given name as heard."""
    second: Ints
    """By home and sex: the year of the eldest of another given name than the first's."""


def homes(frame: Frame) -> tuple[Homes, Homes]:
    """The homes by postcode and house, and by street, house and flat: a slip in one leaves the other."""
    there = frame.house >= 0
    house = frame.house.astype(np.int64) % (1 << 16)
    by_postcode = np.where((frame.postcode >= 0) & there, (frame.postcode.astype(np.int64) << 16) + house, -1)
    flat = (frame.flat.astype(np.int64) + 1) % 512
    by_street = np.where((frame.street >= 0) & there, (((frame.street.astype(np.int64) << 16) + house) << 9) + flat, -1)
    return _homes(frame, by_postcode), _homes(frame, by_street)


def _homes(frame: Frame, coded: NDArray[np.int64]) -> Homes:
    _, numbered = np.unique(coded, return_inverse=True)
    count = int(numbered.max()) + 1 if len(numbered) else 0
    of: Ints = np.where(coded >= 0, numbered, -1).astype(np.int32)
    born = np.flatnonzero((of >= 0) & (frame.year > 0))
    eldest, youngest = np.full(count, _NEVER, np.int32), np.full(count, -1, np.int32)
    np.minimum.at(eldest, of[born], frame.year[born])
    np.maximum.at(youngest, of[born], frame.year[born])
    named = born[(frame.sex[born] >= 0) & (frame.given[born] >= 0)]
    group, heard, year = of[named] * 2 + frame.sex[named], frame.names.sound[frame.given[named]], frame.year[named]
    order = np.lexsort((heard, year, group))
    group, heard, year = group[order], heard[order], year[order]
    first_year, first_name = np.full(2 * count, _NEVER, np.int32), np.full(2 * count, -1, np.int32)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1]))) if len(group) else np.empty(0, np.int64)
    first_year[group[starts]], first_name[group[starts]] = year[starts], heard[starts]
    second = np.full(2 * count, _NEVER, np.int32)
    other = heard != first_name[group]
    np.minimum.at(second, group[other], year[other])
    return Homes(of, eldest, youngest, (first_year, first_name), second)


def at_home(frame: Frame, low: Ints, high: Ints) -> NDArray[np.float32]:
    """One row per pair, columns as in `HOME_FEATURES`."""
    rows = np.full((len(low), len(HOME_FEATURES)), -1, np.float32)
    year = np.maximum(frame.year[low], frame.year[high])
    sex = np.where(frame.sex[low] >= 0, frame.sex[low], frame.sex[high])
    given = np.where(frame.given[low] >= 0, frame.given[low], frame.given[high])
    known = year > 0
    rows[:, 0] = np.where(known, frame.this_year - year, -1)
    heard = frame.names.sound[given] if len(frame.names.spelt) else given
    for living in homes(frame):
        if not len(living.eldest):
            continue
        for record in (low, high):
            home = living.of[record]
            at = np.flatnonzero((home >= 0) & known)
            place, born = home[at], year[at]
            rows[at, 2] = np.maximum(rows[at, 2], born - living.eldest[place])
            rows[at, 3] = np.maximum(rows[at, 3], living.youngest[place] - born)
            sexed = at[(sex[at] >= 0) & (given[at] >= 0)]
            group = home[sexed] * 2 + sex[sexed]
            other = np.where(living.first[1][group] != heard[sexed], living.first[0][group], living.second[group])
            rows[sexed, 1] = np.maximum(rows[sexed, 1], year[sexed] - other)
    return np.maximum(rows, -1)
