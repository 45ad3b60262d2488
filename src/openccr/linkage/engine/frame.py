"""Records as numbers: one array per field, in the order of the records, and the dictionaries behind the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.spelling import nicknames

Ints = NDArray[np.int32]


@dataclass
class Names:
    """Every name that occurs, in letters a to z or its own, sorted; and each name's folding and sound as numbers."""

    spelt: list[str]
    fold: Ints
    sound: Ints
    initial: Ints
    """A number for the first letter: 0 to 25 for a to z."""

    @cached_property
    def length(self) -> Ints:
        """Letters of each name."""
        return np.fromiter((len(name) for name in self.spelt), np.int32, len(self.spelt))

    @cached_property
    def own(self) -> NDArray[np.bool_]:
        """Names in letters of their own writing; the others are in a to z."""
        return np.array([not name.isascii() for name in self.spelt], bool)

    @cached_property
    def short_forms(self) -> NDArray[np.int64]:
        """Pairs of a name and another by which its bearers may be called: lower place << 32 | higher, sorted."""
        known = nicknames()
        place = {name: number for number, name in enumerate(self.spelt) if name in known}
        found = {
            min(place[name], place[other]) << 32 | max(place[name], place[other])
            for name in place
            for other in known[name]
            if other in place
        }
        return np.array(sorted(found), np.int64)


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
    standing: Ints
    """Senior or Junior, as `spelling.standing` numbers them; 0 where it is not said."""
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

    @cached_property
    def postcode_letters(self) -> NDArray[np.uint8]:
        """Each postcode's eight letters and digits, blanks before a shorter one."""
        letters = [text.rjust(8)[:8].encode("ascii", "replace") for text in self.postcodes] or [b" " * 8]
        return np.array(letters, "S8").view(np.uint8).reshape(-1, 8)

    @property
    def birthday(self) -> Ints:
        """A date of birth as one number, -1 where day or month is not known."""
        whole = (self.year > 0) & (self.month > 0)
        return np.where(whole, self.year * 512 + self.month * 32 + self.day, -1).astype(np.int32)
