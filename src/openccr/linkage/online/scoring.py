"""How probable it is that one who is described is a certain person who is kept, and why, in the field's words."""

from __future__ import annotations

from math import exp, log
from typing import Protocol

from rapidfuzz.distance import JaroWinkler

from openccr.linkage.online.described import Described, also_called, fold, heard

_alike = JaroWinkler.similarity


class Rarity(Protocol):
    """How many of the people kept bear a name, as given or family name; at least one."""

    def given(self, name: str) -> int: ...

    def family(self, name: str) -> int: ...


class Typical:
    """How rare names are where it is not counted: of 100,000 people some 600 share a given, 60 a family name."""

    size = 100_000

    @staticmethod
    def given(name: str) -> int:
        return 600

    @staticmethod
    def family(name: str) -> int:
        return 60


def score(asked: Described, kept: Described, *, size: int, rarity: Rarity) -> float:
    """The natural logarithm of the odds that the two are one person.

    Args:
        size: how many people are kept; each of them, and nobody, is as likely beforehand.
        rarity: a rare name in common says more than a frequent one.

    What agrees by chance in one of a thousand people adds log(1000); what a person's own records disagree in once in a
    hundred times, and strangers nearly always, takes log(100) off (Fellegi and Sunter 1969). Two things are not added
    up: in a household family name, address and telephone number agree together, so that another given name with another
    date of birth is another person whatever else agrees, and so is another given name on the same day: a twin.
    """
    given, given_apart = _given(asked, kept, size, rarity)
    family = _family(asked, kept, size, rarity)
    if given + family < 3.0 and asked.given and asked.family:
        turned = _turned(asked, kept, size, rarity)
        if turned > given + family:
            given, family, given_apart = turned, 0.0, False
    born = _born(asked, kept)
    total = given + family + born + _place(asked, kept) + _phone(asked, kept) + _middle(asked, kept)
    if asked.sex >= 0 and kept.sex >= 0:
        total += 0.6 if asked.sex == kept.sex else -3.0
    if given_apart:
        total -= 8.0 if born < -2.0 else 2.5
    total -= log(size)
    if total > 0 and (given_apart or born < -3.0):
        # Twins, sisters, a father and his son of one name: possible, and never called likely.
        return total * _DOUBTFUL
    return total


_DOUBTFUL = 0.02


def probability(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def _given(asked: Described, kept: Described, size: int, rarity: Rarity) -> tuple[float, bool]:
    mine, theirs = asked.given, kept.given
    if not mine or not theirs:
        return 0.0, False
    if mine == theirs:
        return log(size / rarity.given(theirs)) - 0.25, False
    if len(mine) == 1 or len(theirs) == 1:
        return (1.5, False) if mine[0] == theirs[0] else (-2.0, False)
    if fold(mine) == fold(theirs):
        return log(size / rarity.given(theirs)) - 1.5, False
    if theirs in also_called(mine) or mine in also_called(theirs):
        return log(size / max(rarity.given(theirs), rarity.given(mine))) - 2.0, False
    if theirs == asked.alias_given or mine == kept.alias_given:
        return log(size / rarity.given(theirs)) - 2.5, False
    if theirs == asked.middle or mine == kept.middle:
        # Sisters draw their second names from the same few: it may be her, and says little.
        return 1.0, asked.year != kept.year
    alike = _alike(mine, theirs)
    if alike >= 0.93:
        return 4.0, False
    if alike >= 0.86 or heard(mine) == heard(theirs):
        return 2.5, False
    if alike >= 0.78:
        return 0.0, False
    return -4.0, True


def _family(asked: Described, kept: Described, size: int, rarity: Rarity) -> float:
    mine, theirs = asked.family, kept.family
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return log(size / rarity.family(theirs)) - 0.3
    if fold(mine) == fold(theirs):
        return log(size / rarity.family(theirs)) - 1.5
    others = {kept.half, kept.other_half, kept.alias_family} - {""}
    if mine in others or {asked.half, asked.other_half, asked.alias_family} & {theirs, *others}:
        return max(1.0, log(size / max(rarity.family(mine), rarity.family(theirs))) - 2.0)
    alike = _alike(mine, theirs)
    if alike >= 0.93:
        return 5.0
    if alike >= 0.87 or heard(mine) == heard(theirs):
        return 3.0
    return 0.5 if alike >= 0.78 else -2.5


def _turned(asked: Described, kept: Described, size: int, rarity: Rarity) -> float:
    """Given and family name the other way round."""
    if fold(asked.given) == fold(kept.family) and fold(asked.family) == fold(kept.given):
        return log(size / rarity.given(kept.given)) + log(size / rarity.family(kept.family)) - 4.0
    if min(_alike(asked.given, kept.family), _alike(asked.family, kept.given)) >= 0.85:
        return 4.0
    return -20.0


def _born(asked: Described, kept: Described) -> float:
    if not asked.year or not kept.year:
        return 0.0
    years = abs(asked.year - kept.year)
    if asked.month == kept.month and asked.day == kept.day and years == 0:
        return 9.8 if asked.month and (asked.month, asked.day) != (1, 1) else 4.0
    if years == 0:
        if asked.month == kept.day and asked.day == kept.month:
            return 7.0
        if (asked.day <= 1 and asked.month <= 1) or (kept.day <= 1 and kept.month <= 1):
            return 1.8
        if asked.month == kept.month:
            return 4.5 if _one_digit(asked.day, kept.day) else 2.5
        if asked.day == kept.day:
            return 4.5 if _one_digit(asked.month, kept.month) else 3.0
        return -2.5
    if asked.month == kept.month and asked.day == kept.day:
        return 5.0 if years in (1, 2, 10) or _one_digit(asked.year, kept.year) else 2.5
    return -5.0 if years > 1 else -4.0


def _one_digit(one: int, other: int) -> bool:
    return sum(a != b for a, b in zip(f"{one:04}", f"{other:04}", strict=True)) == 1


def _place(asked: Described, kept: Described) -> float:
    total, mine, theirs = 0.0, asked.postcode, kept.postcode
    near = False
    if mine and theirs:
        if mine == theirs:
            total, near = 6.5, True
        elif len(mine) == len(theirs) and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1:
            total, near = 3.0, True
        else:
            total = 0.6 if asked.outward == kept.outward else -0.6
    if asked.street and kept.street:
        if asked.numbers == kept.numbers and asked.numbers:
            street = _alike(asked.street, kept.street)
            if street > 0.88:
                return total + (2.5 if near else 6.5)
        return total - 0.8
    return total


def _phone(asked: Described, kept: Described) -> float:
    mine, theirs = asked.phone, kept.phone
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 8.5
    if len(mine) == len(theirs) and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1:
        return 5.0
    return -0.6


def _middle(asked: Described, kept: Described) -> float:
    mine, theirs = asked.middle, kept.middle
    if not mine or not theirs:
        return 0.0
    if len(mine) == 1 or len(theirs) == 1:
        return 1.5 if mine[0] == theirs[0] else -1.5
    return 3.5 if fold(mine) == fold(theirs) else (1.0 if _alike(mine, theirs) > 0.85 else -1.5)
