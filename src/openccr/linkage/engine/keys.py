"""Blocking keys: what two records must share for their pair to be looked at. Any one is enough.

Each error leaves some keys whole: a wrong day leaves names with year, a changed family name leaves birthday with given
name, a move leaves names with birthday, a swap leaves names in either order.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.spelling import root

Key = tuple[str, NDArray[np.int32], NDArray[np.uint64], int]
"""Name; records; the key's value of each; largest block of which pairs are made."""

_PRIME = np.uint64(0x9E3779B97F4A7C15)


def keys(frame: Frame) -> Iterator[Key]:
    """The blocking keys of all records, one kind after the other. A record may have several values of one kind."""
    names, everyone = frame.names, np.arange(len(frame), dtype=np.int32)
    rid, given, family = _called(frame)
    called = _of(names.sound[_roots(frame)] if len(names.spelt) else names.sound, given)
    heard = _of(names.sound, family)
    first, last = _of(names.initial, given), _of(names.initial, family)
    start, end = _parts([name[:3] for name in names.spelt]), _parts([name[-3:] for name in names.spelt])
    low, high = np.minimum(called, heard), np.maximum(called, heard)
    low = np.where((called < 0) | (heard < 0), -1, low)
    birthday, year, outcode, postcode = frame.birthday, frame.year, frame.outcode, frame.postcode
    month, day = np.where(frame.month > 0, frame.month, -1), np.where(frame.day > 0, frame.day, -1)
    either = np.where(month > 0, np.minimum(month, day) * 32 + np.maximum(month, day), -1)
    phone = np.where(frame.phone >= 0, frame.phone, -1)
    initials = np.where((first < 0) | (last < 0), -1, np.minimum(first, last) * 26 + np.maximum(first, last))

    def named(name: str, limit: int, *parts: NDArray[np.integer]) -> Key:
        return _key(name, rid, limit, parts)

    def plain(name: str, limit: int, *parts: NDArray[np.integer]) -> Key:
        return _key(name, everyone, limit, parts)

    yield named("birthday, given name heard", 60, birthday[rid], called)
    yield named("birthday, family name heard", 60, birthday[rid], heard)
    yield named("birthday, initials in either order", 40, birthday[rid], initials)
    yield plain("birthday, postcode", 60, birthday, postcode)
    yield plain("birthday, first half of the postcode", 30, birthday, outcode)
    yield named("names heard in either order, year", 40, low, high, year[rid])
    yield named("names heard in either order, day and month", 40, low, high, either[rid])
    yield named("names heard, first half of the postcode", 40, low, high, outcode[rid])
    yield named("names heard in either order", 60, low, high)
    yield named("given name heard, start of the family name", 25, called, _of(start, family))
    yield named("given name heard, end of the family name", 25, called, _of(end, family))
    yield named("start of the given name, family name heard", 25, _of(start, given), heard)
    yield named("end of the given name, family name heard", 20, _of(end, given), heard)
    yield named("initial, family name heard", 20, first, heard)
    yield named("given name heard, postcode", 50, called, postcode[rid])
    yield named("initial, family name heard, postcode", 50, first, heard, postcode[rid])
    yield plain("telephone", 25, phone)
    yield plain("postcode, house, year", 40, postcode, frame.house, year)
    yield plain("postcode, house, flat", 20, postcode, frame.house, frame.flat + 1)
    yield plain("street, house, flat", 20, frame.street, frame.house, frame.flat + 1)
    yield named("postcode, house, initial", 40, postcode[rid], frame.house[rid], first)
    yield named("street, first half of the postcode, initials", 40, frame.street[rid], outcode[rid], initials)
    yield named("family name heard, year and month, initial", 40, heard, year[rid], month[rid], first)
    yield named("given name heard, year and month, area", 40, called, year[rid], month[rid], outcode[rid])
    yield named("starts of both names, year", 30, _of(start, given), _of(start, family), year[rid])
    yield named(
        "starts of both names, first half of the postcode", 30, _of(start, given), _of(start, family), outcode[rid]
    )
    yield named("given name heard, day and month either way, year", 40, called, either[rid], year[rid])
    yield named("family name heard, day and month either way, area", 40, heard, either[rid], outcode[rid])
    yield plain("day and month, postcode", 40, either, postcode)


def _called(frame: Frame) -> tuple[NDArray[np.int32], Ints, Ints]:
    """Each way in which a record's person may be called, as (record, given name, family name)."""
    everyone = np.arange(len(frame), dtype=np.int32)
    spelt_out = np.array([len(name) > 2 for name in frame.names.spelt] or [False])
    ways = [(everyone, frame.given, frame.family)]
    has_middle = (frame.middle >= 0) & spelt_out[np.maximum(frame.middle, 0)]
    for chosen, given, family in (
        (has_middle, frame.middle, frame.family),
        (frame.family_first >= 0, frame.given, frame.family_first),
        (frame.family_second >= 0, frame.given, frame.family_second),
        (frame.alias_family >= 0, np.where(frame.alias_given >= 0, frame.alias_given, frame.given), frame.alias_family),
        (frame.alias_given >= 0, frame.alias_given, frame.family),
    ):
        ways.append((everyone[chosen], given[chosen], family[chosen]))
    rid, given, family = (np.concatenate(part) for part in zip(*ways, strict=True))
    return rid, given.astype(np.int32), family.astype(np.int32)


def _roots(frame: Frame) -> NDArray[np.int64]:
    """For each name the full name that it is short for, by its place; itself where there is none."""
    place = {name: number for number, name in enumerate(frame.names.spelt)}
    return np.array([place.get(root(name), number) for name, number in place.items()], np.int64)


def _parts(parts: list[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(part, len(known)) for part in parts] or [-1], np.int32)


def _of(table: Ints, places: Ints) -> Ints:
    if not len(table):
        return np.full(len(places), -1, np.int32)
    return np.where(places >= 0, table[np.maximum(places, 0)], -1).astype(np.int32)


def _key(name: str, rid: NDArray[np.int32], limit: int, parts: tuple[NDArray[np.integer], ...]) -> Key:
    there = np.ones(len(rid), bool)
    value = np.zeros(len(rid), np.uint64)
    for part in parts:
        there &= part >= 0
        value = (value ^ part.astype(np.uint64)) * _PRIME
        value ^= value >> np.uint64(29)
    return name, rid[there], value[there], limit
