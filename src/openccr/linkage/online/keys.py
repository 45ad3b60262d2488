"""What a person is found by: values of which one at least agrees with her description, despite an error or two.

A kept person has some thirty keys; one who is sought asks for more, because only she is turned every way: nicknames, a
swapped day and month, a year that is one or ten off, a consonant too many or too few.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from openccr.linkage.engine.spelling import root
from openccr.linkage.online.described import Described, also_called, heard

_ENOUGH_SOUND = 2


def number(text: str, secret: bytes) -> int:
    """A key's number, 63 bits; whoever lacks the secret cannot try names on it."""
    hashed = _keyed(secret).copy()
    hashed.update(text.encode())
    return int.from_bytes(hashed.digest(), "big") >> 1


@lru_cache(maxsize=4)
def _keyed(secret: bytes) -> blake2b:
    """The hash with its key already taken in: that is a third of what hashing a short word costs."""
    return blake2b(digest_size=8, key=secret)


def kept_by(one: Described) -> set[str]:
    """The keys under which a person is kept."""
    return set(_texts(one, _called(one), sought=False))


def asked_for(one: Described) -> set[str]:
    """The keys under which one who is described so might be kept."""
    return set(_texts(one, _called_widely(one), sought=True))


def _called(one: Described) -> set[tuple[str, str]]:
    """Given and family name, each way she may be called."""
    given, family = one.given, one.family
    ways = {(given, family)}
    if root(given) != given:
        ways.add((root(given), family))
    if len(one.middle) > 1:
        ways.add((one.middle, family))
    ways |= {(given, other) for other in (one.half, one.other_half, one.alias_family) if other}
    if one.alias_given:
        ways.add((one.alias_given, one.alias_family or family))
    return ways


def _called_widely(one: Described) -> set[tuple[str, str]]:
    ways = _called(one)
    return ways | {(other, one.family) for other in also_called(one.given)}


def _texts(one: Described, ways: set[tuple[str, str]], *, sought: bool) -> Iterator[str]:
    yield from _places(one)
    births = list(_births(one, sought=sought))
    year, month = one.year, one.month
    outward = one.outward
    for given, family in ways:
        g, f = heard(given), heard(family)
        if g and f:
            low, high = (g, f) if g < f else (f, g)
            yield f"n{low}|{high}"
            if year:
                yield f"N{low}|{high}{year}"
            if outward:
                yield f"m{low}|{high}{outward}"
        if f:
            if outward:
                yield f"o{f}{outward}{given[:1]}"
            if year:
                yield f"y{f}{year}{given[:1]}"
            if given:
                yield f"i{given[:3]}|{f}"
                yield f"j{given[-3:]}|{f}"
        if g and family:
            yield f"k{g}|{family[:3]}"
            yield f"l{g}|{family[-3:]}"
        if g and year and month:
            yield f"w{g}{year}-{month}"
        for birth in births:
            if g:
                yield f"g{birth}{g}"
            if f:
                yield f"f{birth}{f}"
    yield from births
    given, family = heard(one.given), heard(one.family)
    yield from _nearly(given, family)
    if sought:
        yield from _nearly(family, given)


def _nearly(given: str, family: str) -> Iterator[str]:
    """Both names heard, with a consonant left out of one of them."""
    if given and family:
        if len(family) > _ENOUGH_SOUND:
            yield from (f"a{given}|{shorter}" for shorter in _shorter(family))
        if len(given) > _ENOUGH_SOUND:
            yield from (f"b{shorter}|{family}" for shorter in _shorter(given))


def _shorter(sound: str) -> set[str]:
    """A sound itself, and with one consonant left out: two that differ in one consonant have one of these in common."""
    return {sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))}


def _places(one: Described) -> Iterator[str]:
    if one.phone:
        yield f"p{one.phone}"
    if one.postcode:
        for name in {heard(one.given), heard(root(one.given)), heard(one.family)} - {""}:
            yield f"c{one.postcode}{name}"
        if one.year:
            yield f"d{one.postcode}{one.year}"
        if one.numbers:
            yield f"e{one.postcode}{one.numbers}"
    if one.numbers and one.street:
        for name in {one.given[:1], one.family[:1]} - {""}:
            yield f"h{one.numbers}{one.street[:6]}{name}"
    if one.outward and one.month:
        yield f"u{one.outward}{min(one.month, one.day)}-{max(one.month, one.day)}"


def _births(one: Described, *, sought: bool) -> Iterator[str]:
    """The date of birth; of one who is sought also as it may have been miswritten."""
    if not one.month:
        return
    low, high = (one.month, one.day) if one.month < one.day else (one.day, one.month)
    # Day and month in either order are one key: the years beside it keep the blocks small.
    yield f"{one.year}-{low}-{high}"
    if sought:
        for years in (-1, 1, -10, 10):
            yield f"{one.year + years}-{low}-{high}"
