"""The comparison vector of one who is described and one who is kept: `engine.compare`, for a few people and without a
table. The same weights read both; `tests/linkage/online/test_one_table.py` holds them to the same numbers.
"""

from __future__ import annotations

from functools import lru_cache
from math import log10
from typing import Protocol

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from openccr.linkage.engine.compare import (
    BIRTHDAY_CHANCE,
    BIRTHDAY_DIGIT,
    BIRTHDAY_FIRST_JANUARY,
    BIRTHDAY_SAME,
    BIRTHDAY_TURNED,
    LOOSE,
    SMALL,
)
from openccr.linkage.engine.namepairs import (
    DIFFERENT,
    HEARD,
    INITIAL,
    MISSING,
    NICKNAME,
    ONE_LETTER,
    SAME,
    SPELLING,
)  # fmt: skip
from openccr.linkage.online.described import Described, also_called, fold, heard

_alike, _edits = JaroWinkler.normalized_similarity, OSA.distance
_Alike = tuple[int, float]
_SAME: _Alike = (SAME, 1.0)
_MISSING: _Alike = (MISSING, -1.0)
_LIKE_STREET = float(np.float32(0.8))


class Counts(Protocol):
    """How often a value is met among the people kept: names, dates of birth, postcodes, numbers, homes."""

    @property
    def size(self) -> int: ...

    def count(self, kind: str, value: str) -> int:
        """How many bear it, at least one; `kind` is one of `KINDS`."""


KINDS = (
    "given", "given_fold", "given_sound", "family", "family_fold", "family_sound", "birthday", "postcode", "outcode",
    "phone", "home",
)  # fmt: skip


def counted(one: Described) -> list[tuple[str, str]]:
    """The values of a person that are counted, with their kind."""
    return [(kind, value) for kind, value in zip(KINDS, _values(one), strict=True) if value]


def _values(one: Described) -> tuple[str, ...]:
    return (
        one.given, _folded(one.given), _sounding(one.given), one.family, _folded(one.family), _sounding(one.family),
        birthday(one), one.postcode, one.outward, one.phone, home(one),
    )  # fmt: skip


def _folded(one: str) -> str:
    """A name's folding, as it is counted: some short names fold into nothing, and that is counted too."""
    return one and f"={fold(one)}"


def _sounding(one: str) -> str:
    return one and f"={heard(one)}"


def birthday(one: Described) -> str:
    return f"{one.year}-{one.month}-{one.day}" if one.year and one.month else ""


def home(one: Described) -> str:
    return f"{one.street}|{one.house}|{one.flat}" if one.street and one.house >= 0 else ""


def vector(asked: Described, kept: Described, counts: Counts) -> list[float]:
    """One row for the shared weights, columns as in `engine.compare.FEATURES`."""
    given, family, swapped = _names(asked, kept)
    middle = name(asked.middle, kept.middle)[0]
    crossed = max(name(asked.given, kept.middle)[0], name(asked.middle, kept.given)[0])
    sex = MISSING if asked.sex < 0 or kept.sex < 0 else (2 - asked.sex if asked.sex == kept.sex else 0)
    born, years, digits = _birthdays(asked, kept)
    postcode = _postcodes(asked.postcode, kept.postcode, asked.outward == kept.outward)
    house = MISSING if asked.house < 0 or kept.house < 0 else int(asked.house == kept.house)
    flat = MISSING if asked.flat < 0 and kept.flat < 0 else int(asked.flat == kept.flat)
    street = _streets(asked, kept, house)
    phone = _phones(asked.phone, kept.phone)
    size = log10(counts.size)
    given_rarity = _name_rarity("given", given[0], asked.given, kept.given, counts) - size
    family_rarity = _name_rarity("family", family[0], asked.family, kept.family, counts) - size
    born_rarity = _born_rarity(born, asked, kept, counts) - size
    chance_names = size + given_rarity + family_rarity
    chance_born = chance_names + born_rarity
    chance = chance_born
    at_postcode = at_home = of_phone = -1.0
    if postcode == 4:
        at_postcode = _log(_larger("postcode", asked.postcode, kept.postcode, counts) + 1)
        chance += at_postcode - size
    elif postcode > 0:
        chance += _log(_larger("outcode", asked.outward, kept.outward, counts) + 1) - size
    if phone == 2:
        of_phone = _log(counts.count("phone", kept.phone))
        chance += of_phone - size
    if house == 1 and street > _LIKE_STREET:
        at_home = _log(_larger("home", home(asked), home(kept), counts) + 1)
    chance += (-2.0 if middle >= NICKNAME else 0.0) + (-0.3 if sex >= 1 else 0.0)
    return [
        given[0], given[1], family[0], family[1], swapped, middle, crossed, sex, born, years, digits, postcode, house,
        flat, street, phone, given_rarity, family_rarity, born_rarity, at_postcode, at_home, of_phone, max(size, SMALL),
        chance_names, chance_born, chance,
    ]  # fmt: skip


def name(one: str, other: str) -> _Alike:
    """The level at which two names agree, and their similarity. Of names in two writings nothing is told."""
    if not one or not other or one.isascii() != other.isascii():
        return _MISSING
    if one == other:
        return _SAME
    return _different(one, other) if one < other else _different(other, one)


@lru_cache(maxsize=65536)
def _different(one: str, other: str) -> _Alike:
    alike = float(np.float32(_alike(one, other)))
    shorter = min(len(one), len(other))
    if shorter == 1 and one[0] == other[0]:
        return INITIAL, float(np.float32(0.8))
    if fold(one) == fold(other):
        return SPELLING, alike
    if other in also_called(one):
        return NICKNAME, alike
    if alike > 0.7 and shorter >= 3 and _edits(one, other, score_cutoff=1) <= 1:
        return ONE_LETTER, alike
    return (HEARD if heard(one) == heard(other) else DIFFERENT), alike


def _names(asked: Described, kept: Described) -> tuple[_Alike, _Alike, int]:
    """Given and family name, each at its best over parts, aliases and the other order."""
    given, family = name(asked.given, kept.given), name(asked.family, kept.family)
    if family[0] < SAME:
        for mine, theirs in (
            (asked.half, kept.family), (asked.other_half, kept.family), (asked.alias_family, kept.family),
            (asked.family, kept.half), (asked.family, kept.other_half), (asked.family, kept.alias_family),
            (asked.half, kept.half), (asked.other_half, kept.other_half), (asked.alias_family, kept.alias_family),
        ):  # fmt: skip
            if mine and theirs:
                family = max(family, name(mine, theirs))
    if given[0] < SAME:
        if asked.alias_given:
            given = max(given, name(asked.alias_given, kept.given))
        if kept.alias_given:
            given = max(given, name(asked.given, kept.alias_given))
    if given[0] < HEARD and family[0] < ONE_LETTER:
        crossed, back = name(asked.given, kept.family), name(asked.family, kept.given)
        if crossed[0] + back[0] > max(given[0] + family[0], HEARD):
            return max(crossed, back), min(crossed, back), 1
    return given, family, 0


def _birthdays(asked: Described, kept: Described) -> tuple[int, int, int]:
    """The level, the years apart and the digits in which the two differ."""
    if not asked.year or not kept.year:
        return MISSING, -1, -1
    apart = abs(asked.year - kept.year)
    month, day = asked.month == kept.month, asked.day == kept.day
    mine, theirs = _digits(asked.year, asked.month, asked.day), _digits(kept.year, kept.month, kept.day)
    digits = sum(a != b for a, b in zip(mine, theirs, strict=True)) if mine != theirs else 0
    if not apart:
        if month and day and asked.month:
            return BIRTHDAY_SAME, 0, 0
        if asked.month and asked.month == kept.day and asked.day == kept.month:
            return BIRTHDAY_TURNED, 0, digits
        if (asked.month <= 1 and asked.day <= 1) or (kept.month <= 1 and kept.day <= 1):
            return BIRTHDAY_FIRST_JANUARY, 0, digits
    if digits == 1:
        return BIRTHDAY_DIGIT, apart, digits
    if month and day:
        return (4 if apart <= 1 or apart == 10 else 3), apart, digits
    if not apart:
        return (3 if month or day else 2), apart, digits
    return int(apart <= 1), apart, digits


@lru_cache(maxsize=65536)
def _digits(year: int, month: int, day: int) -> str:
    return f"{year:04}{month:02}{day:02}"


def _postcodes(one: str, other: str, same_area: bool) -> int:
    if not one or not other:
        return MISSING
    if one == other:
        return 4
    mine, theirs = one.rjust(8), other.rjust(8)
    differ = [a != b for a, b in zip(mine, theirs, strict=True)]
    number = sum(differ)
    if number == 1 or (
        number == 2 and any(mine[at] == theirs[at + 1] and mine[at + 1] == theirs[at] for at in range(7))
    ):
        return 3
    if not any(differ[:6]):
        return 2
    return int(same_area)


def _streets(asked: Described, kept: Described, house: int) -> float:
    if not asked.street or not kept.street:
        return -1.0
    if asked.street == kept.street:
        return 1.0
    if house != 1 and asked.outward != kept.outward:
        return 0.0
    return float(np.float32(_alike(asked.street, kept.street)))


def _phones(one: str, other: str) -> int:
    if not one or not other:
        return MISSING
    if one == other:
        return 2
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return int(len(apart) == 1 or (len(apart) == 2 and sum(int(a) - int(b) for a, b in apart) == 0))


def _name_rarity(which: str, level: int, one: str, other: str, counts: Counts) -> float:
    if level in LOOSE:
        return _loosely(counts.size, LOOSE[level])
    if level == SAME:
        return _log(_larger(which, one, other, counts))
    if level in (SPELLING, NICKNAME):
        return _log(_larger(f"{which}_fold", _folded(one), _folded(other), counts) * (3 if level == NICKNAME else 1))
    return _log(_larger(f"{which}_sound", _sounding(one), _sounding(other), counts) * (2 if level == ONE_LETTER else 1))


def _born_rarity(level: int, asked: Described, kept: Described, counts: Counts) -> float:
    if level in BIRTHDAY_CHANCE:
        return _loosely(counts.size, BIRTHDAY_CHANCE[level])
    met = _larger("birthday", birthday(asked), birthday(kept), counts)
    return _log(met * (2 if level == BIRTHDAY_TURNED else 1))


def _larger(kind: str, one: str, other: str, counts: Counts) -> int:
    """The count of the commoner of two values; 0 where neither is known."""
    if one == other:
        return counts.count(kind, one) if one else 0
    return max(counts.count(kind, one) if one else 0, counts.count(kind, other) if other else 0)


@lru_cache(maxsize=65536)
def _log(count: int) -> float:
    """In single precision, as the arrays have it."""
    return float(np.log10(np.float32(max(count, 1))))


@lru_cache(maxsize=256)
def _loosely(size: int, power: float) -> float:
    return float(np.float32(np.log10(size)) + np.float32(power))
