"""Records as numbers: one array per field, in the order of the records, and the dictionaries behind the numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass
class Names:
    """Every name that occurs, in letters a to z, sorted; and each name's folding and sound as numbers."""

    spelt: list[str]
    fold: Ints
    sound: Ints
    initial: Ints
    """0 to 25 for the first letter, -1 where there is none."""


@dataclass
class Frame:
    """A table of records for comparison. -1 stands everywhere for "not known"."""

    names: Names
    agency: Ints
    given: Ints
    middle: Ints
    family: Ints
    family_first: Ints
    family_second: Ints
    alias_given: Ints
    alias_family: Ints
    year: Ints
    month: Ints
    """0 where only the year is known."""
    day: Ints
    sex: Ints
    postcode: Ints
    outcode: Ints
    house: Ints
    flat: Ints
    street: Ints
    phone: NDArray[np.int64]
    postcodes: list[str]
    streets: list[str]
    agencies: list[str]
    this_year: int

    def __len__(self) -> int:
        return len(self.given)

    @property
    def birthday(self) -> Ints:
        """A date of birth as one number, -1 where day or month is not known."""
        whole = (self.year > 0) & (self.month > 0)
        return np.where(whole, self.year * 512 + self.month * 32 + self.day, -1).astype(np.int32)
