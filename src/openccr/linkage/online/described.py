"""A person as she is looked up: her fields tidied, whoever wrote them down, whether she is kept or sought."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from openccr.linkage.engine.addresses import home, is_postcode, telephone
from openccr.linkage.engine.dates import read_birthday
from openccr.linkage.engine.phonetics import fold as fold_name
from openccr.linkage.engine.phonetics import sound
from openccr.linkage.engine.spelling import alias, nicknames, sex_of_title, standing
from openccr.linkage.engine.spelling import family as family_parts
from openccr.linkage.engine.spelling import given as given_parts
from openccr.linkage.engine.spelling import middle as middle_of

_SEXES = {"f": 0, "female": 0, "woman": 0, "girl": 0, "w": 0, "m": 1, "male": 1, "man": 1, "boy": 1}
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_PARTS = "\t"


class Described(NamedTuple):
    """One person's fields; empty, or 0, where they are not known.

    Args:
        given: the first given name; `middle` is what else she is given.
        family: the family name in one word; `half` and `other_half` its parts where it is double.
        month: 0, like `day`, where only the year is known.
        outward: the first half of the postcode.
        house, flat: their numbers, −1 where they are not known.
        street: its words written out and put together.
        phone: its last ten digits.
        standing: Senior or Junior; see `spelling.standing`.
    """

    given: str = ""
    middle: str = ""
    family: str = ""
    half: str = ""
    other_half: str = ""
    alias_given: str = ""
    alias_family: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    sex: int = -1
    postcode: str = ""
    house: int = -1
    flat: int = -1
    street: str = ""
    phone: str = ""
    standing: int = 0

    @property
    def numbers(self) -> str:
        """Of flat and house, as one word."""
        return "" if self.house < 0 else f"{self.flat} {self.house}"

    @property
    def outward(self) -> str:
        return self.postcode[:-3]

    def line(self) -> str:
        """All of it in one line, as it is kept."""
        return _PARTS.join(map(str, self))

    @classmethod
    def of_line(cls, line: str) -> Described:
        """The person of a line."""
        parts: list[Any] = line.split(_PARTS)
        parts[_YEAR : _YEAR + 4] = map(int, parts[_YEAR : _YEAR + 4])
        parts[_HOUSE : _HOUSE + 2] = map(int, parts[_HOUSE : _HOUSE + 2])
        parts[-1] = int(parts[-1])
        return cls._make(parts)


_YEAR, _HOUSE = Described._fields.index("year"), Described._fields.index("house")


def describe(row: Mapping[str, str | None], *, today: date) -> Described:
    """The person of a row with the standard's headings.

    Args:
        today: no birthday lies after it.
    """
    given, further = _given(row.get("given_name") or "")
    middle = middle_of(row.get("middle_name") or "") or further
    family, half, other_half = _family(row.get("family_name") or "")
    alias_given, alias_family = alias(row.get("aliases") or "")
    year, month, day = _born(row.get("dob") or "", today)
    postcode = _NOT_CODE.sub("", (row.get("postcode") or "").upper())
    street, house, flat = home((row.get("address") or "").strip())
    return Described(
        given=given,
        middle=middle,
        family=family,
        half=half,
        other_half=other_half,
        alias_given=alias_given,
        alias_family=alias_family,
        year=year,
        month=month,
        day=day,
        sex=_SEXES.get((row.get("sex") or "").strip().lower(), sex_of_title(row.get("given_name") or "")),
        postcode=postcode if is_postcode(postcode) else "",
        house=house,
        flat=flat,
        street=street,
        phone=telephone(row.get("phone") or ""),
        standing=standing(*((row.get(f"{which}_name") or "") for which in ("given", "middle", "family"))),
    )


@lru_cache(maxsize=65536)
def _given(text: str) -> tuple[str, str]:
    return given_parts(text)


@lru_cache(maxsize=65536)
def _family(text: str) -> tuple[str, str, str]:
    return family_parts(text)


@lru_cache(maxsize=65536)
def _born(text: str, today: date) -> tuple[int, int, int]:
    return (text and read_birthday(text, today=today)) or (0, 0, 0)


@lru_cache(maxsize=262144)
def fold(name: str) -> str:
    """The spelling of a name with transliteration taken out."""
    return fold_name(name)


@lru_cache(maxsize=262144)
def heard(name: str) -> str:
    """How a name sounds: its consonant classes."""
    return sound(fold_name(name))


def also_called(name: str) -> frozenset[str]:
    """Names whose bearers may be called so, and the other way round."""
    return nicknames().get(name, frozenset())
