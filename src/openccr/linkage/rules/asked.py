"""Somebody who is asked about, as far as she is described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from openccr.linkage.online.described import Described

_DIGITS = 10
_YEARS_OFF = (-10, -1, 1, 10)


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked about.

    Args:
        names: (given, family), her own first.
        born: the date of birth as it was written; may be empty, like all that follows.
        matched: (kind, token) of places that lie sealed already, in place of `postcode` and `phone`.
    """

    names: tuple[tuple[str, str], ...] = ()
    born: str = ""
    sex: str = ""
    postcode: str = ""
    phone: str = ""
    matched: tuple[tuple[str, str], ...] = ()

    @property
    def enough(self) -> bool:
        """Whether it is somebody, and not half a name: a whole name, or a date of birth or telephone with any name."""
        whole = any(given and family for given, family in self.names)
        return whole or (any(given or family for given, family in self.names) and bool(self.born or self.phone))

    @property
    def fields(self) -> list[str]:
        """The names of what was said."""
        said = {"names": self.names, "born": self.born, "postcode": self.postcode, "phone": self.phone}
        return [name for name, value in said.items() if value]

    def tokens(self, token: Callable[[str], str]) -> dict[str, list[str]]:
        """Keyed tokens of the places, by kind; a telephone number as each way of writing it gives one."""
        found: dict[str, list[str]] = {}
        for kind, one in self.matched:
            found.setdefault(kind, []).append(one)
        if self.postcode:
            found["postcode"] = [token(self.postcode)]
        digits = "".join(letter for letter in self.phone if letter.isdigit())
        if len(digits) >= _DIGITS:
            last = digits[-_DIGITS:]
            found["phone"] = [token(written) for written in {self.phone, f"0{last}", f"+44{last}", f"44{last}"}]
        return found

    def births(self, one: Described) -> list[date]:
        """The date of birth, and with day and month the other way round."""
        return _dates([(one.year, one.month, one.day), (one.year, one.day, one.month)])

    def births_near(self, one: Described) -> list[date]:
        """Dates of birth a year or ten off: believed only with a name."""
        return _dates([(one.year + years, one.month, one.day) for years in _YEARS_OFF])


def _dates(parts: Sequence[tuple[int, int, int]]) -> list[date]:
    found = set()
    for year, month, day in parts:
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return sorted(found)
