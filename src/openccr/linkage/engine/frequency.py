"""How often a value occurs among the records at hand: two people of a rare name are less likely to be two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints

Counts = NDArray[np.float32]


@dataclass
class Frequencies:
    """Counts by a value's number. Of names, a name is counted wherever it stands as given or as family name."""

    size: int
    given: Counts
    given_fold: Counts
    given_sound: Counts
    family: Counts
    family_fold: Counts
    family_sound: Counts
    birthday: Counts
    """By `Frame.birthday`, less `first_birthday`."""
    first_birthday: int
    postcode: Counts
    outcode: Counts
    phone: Counts
    """By record: how many records bear its number."""
    home: Counts
    """By record: how many records stand at its postcode and house, or at its street and house."""


def frequencies(frame: Frame) -> Frequencies:
    """Count the values of a frame."""
    names, birthday = frame.names, frame.birthday
    known = birthday[birthday >= 0]
    first = int(known.min()) if len(known) else 0
    return Frequencies(
        size=max(1, len(frame)),
        given=_counts(frame.given, len(names.spelt)),
        given_fold=_counts(_of(names.fold, frame.given), _width(names.fold)),
        given_sound=_counts(_of(names.sound, frame.given), _width(names.sound)),
        family=_counts(frame.family, len(names.spelt)),
        family_fold=_counts(_of(names.fold, frame.family), _width(names.fold)),
        family_sound=_counts(_of(names.sound, frame.family), _width(names.sound)),
        birthday=_counts(known - first, int(known.max()) - first + 1 if len(known) else 1),
        first_birthday=first,
        postcode=_counts(frame.postcode, len(frame.postcodes)),
        outcode=_counts(frame.outcode, _width(frame.outcode)),
        phone=_sharing(frame.phone),
        home=_sharing(_home(frame)),
    )


def _home(frame: Frame) -> NDArray[np.int64]:
    place = np.where(frame.street >= 0, frame.street, -1).astype(np.int64)
    return np.where((place >= 0) & (frame.house >= 0), (place << 24) + frame.house * 512 + frame.flat + 1, -1)


def _width(values: Ints) -> int:
    return int(values.max()) + 1 if len(values) and values.max() >= 0 else 1


def _counts(values: Ints, width: int) -> Counts:
    return np.bincount(values[values >= 0], minlength=max(1, width)).astype(np.float32)


def _of(table: Ints, places: Ints) -> Ints:
    if not len(table):
        return places
    return np.where(places >= 0, table[np.maximum(places, 0)], -1).astype(np.int32)


def _sharing(values: NDArray[np.int64]) -> Counts:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.where(values >= 0, counts[place], 0).astype(np.float32)
