"""Two records → a comparison vector: how each field agrees, and how many people would agree so by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.frequency import Counts, Frequencies
from openccr.linkage.engine.namepairs import (
    DIFFERENT,
    HEARD,
    INITIAL,
    MISSING,
    NICKNAME,
    ONE_LETTER,
    SAME,
    SPELLING,
    Alike,
    better,
    compare_names,
)  # fmt: skip

FEATURES = (
    "given", "given_similarity", "family", "family_similarity", "swapped", "middle", "given_as_middle", "sex",
    "birthday", "years_apart", "digits_apart", "postcode", "house", "flat", "street", "phone",
    "given_rarity", "family_rarity", "birthday_rarity", "others_at_postcode", "others_at_home", "others_of_phone",
    "size", "chance_names", "chance_names_birthday", "chance_all",
)  # fmt: skip
"""The comparison vector's columns, in order. `size`, rarities and chances are powers of ten; -1 of a level: missing."""

SMALL = 4.7
"""Power of ten of records below which all data counts as equally small: nothing is to be concluded from it."""

Vector = NDArray[np.float32]


def compare(frame: Frame, counts: Frequencies, low: Ints, high: Ints) -> Vector:
    """The comparison vectors of pairs of records, one row each, columns as in `FEATURES`."""
    given, family, swapped = _names(frame, low, high)
    middle = compare_names(frame.names, frame.middle[low], frame.middle[high])[0]
    crossed = np.maximum(
        compare_names(frame.names, frame.given[low], frame.middle[high])[0],
        compare_names(frame.names, frame.middle[low], frame.given[high])[0],
    )
    sex = _sexes(frame, low, high)
    birthday, years, digits = _birthdays(frame, low, high)
    postcode = _postcodes(frame, low, high)
    house, flat, street = _homes(frame, low, high)
    phone = _phones(frame, low, high)
    size = np.log10(counts.size)
    given_rarity = _name_rarity(frame, counts, "given", given[0], low, high) - size
    family_rarity = _name_rarity(frame, counts, "family", family[0], low, high) - size
    birthday_rarity = _birthday_rarity(counts, frame.birthday, birthday, low, high) - size
    postcode_count = _larger(counts.postcode, frame.postcode, low, high)
    chance_names = size + given_rarity + family_rarity
    chance_birthday = chance_names + birthday_rarity
    chance_all = (
        chance_birthday
        + np.where(postcode == 4, np.log10(postcode_count + 1) - size, 0)
        + np.where(
            (postcode < 4) & (postcode > 0), np.log10(_larger(counts.outcode, frame.outcode, low, high) + 1) - size, 0
        )
        + np.where(phone == 2, np.log10(np.maximum(counts.phone[low], 1)) - size, 0)
        + np.where(middle >= NICKNAME, -2, 0)
        + np.where(sex >= 1, -0.3, 0)
    )
    columns = (
        given[0], given[1], family[0], family[1], swapped, middle, crossed, sex, birthday, years, digits, postcode,
        house, flat, street, phone, given_rarity, family_rarity, birthday_rarity,
        np.where(postcode == 4, np.log10(postcode_count + 1), -1),
        np.where((house == 1) & (street > 0.8), np.log10(np.maximum(counts.home[low], counts.home[high]) + 1), -1),
        np.where(phone == 2, np.log10(np.maximum(counts.phone[low], 1)), -1),
        np.full(len(low), max(size, SMALL)), chance_names, chance_birthday, chance_all,
    )  # fmt: skip
    vector = np.empty((len(low), len(FEATURES)), np.float32)
    for place, column in enumerate(columns):
        vector[:, place] = column
    return vector


def _names(frame: Frame, low: Ints, high: Ints) -> tuple[Alike, Alike, NDArray[np.int8]]:
    """Given and family name, each at its best over parts, aliases and the other order."""
    names = frame.names
    given = compare_names(names, frame.given[low], frame.given[high])
    family = compare_names(names, frame.family[low], frame.family[high])
    for one, other in (
        ("family_first", "family"), ("family_second", "family"), ("alias_family", "family"),
        ("family", "family_first"), ("family", "family_second"), ("family", "alias_family"),
        ("family_first", "family_first"), ("family_second", "family_second"), ("alias_family", "alias_family"),
    ):  # fmt: skip
        _improve(frame, family, one, other, low, high)
    for one, other in (("alias_given", "given"), ("given", "alias_given")):
        _improve(frame, given, one, other, low, high)
    swapped = np.zeros(len(low), np.int8)
    unlike = np.flatnonzero((given[0] < HEARD) & (family[0] < ONE_LETTER))
    crossed = compare_names(names, frame.given[low[unlike]], frame.family[high[unlike]])
    back = compare_names(names, frame.family[low[unlike]], frame.given[high[unlike]])
    turned = np.minimum(crossed[0], back[0]) + np.maximum(crossed[0], back[0])
    turn = turned > np.maximum(given[0][unlike] + family[0][unlike], HEARD)
    at = unlike[turn]
    swapped[at] = 1
    # Which of the two wrote them the other way round is not told: the given name's place takes the closer agreement.
    closer = (crossed[0] > back[0]) | ((crossed[0] == back[0]) & (crossed[1] >= back[1]))
    for part in (0, 1):
        given[part][at] = np.where(closer, crossed[part], back[part])[turn]
        family[part][at] = np.where(closer, back[part], crossed[part])[turn]
    return given, family, swapped


def _sexes(frame: Frame, low: Ints, high: Ints) -> NDArray[np.int8]:
    """-1 missing, 0 unlike, 1 both male, 2 both female: women change their family name more often."""
    one, other = frame.sex[low], frame.sex[high]
    level = np.where(one == other, 2 - one, 0).astype(np.int8)
    level[(one < 0) | (other < 0)] = MISSING
    return level


def _improve(frame: Frame, best: Alike, one: str, other: str, low: Ints, high: Ints) -> None:
    ours, theirs = getattr(frame, one), getattr(frame, other)
    where = np.flatnonzero((best[0] < SAME) & (ours[low] >= 0) & (theirs[high] >= 0))
    if len(where):
        better(best, compare_names(frame.names, ours[low[where]], theirs[high[where]]), where)


BIRTHDAY_SAME, BIRTHDAY_TURNED, BIRTHDAY_FIRST_JANUARY, BIRTHDAY_DIGIT = 8, 7, 6, 5


def _birthdays(frame: Frame, low: Ints, high: Ints) -> tuple[NDArray[np.int8], Ints, Ints]:
    """Level (-1 missing, 8 same … 0 unlike), years apart, and digits in which the two differ."""
    y, m, d = ((part[low], part[high]) for part in (frame.year, frame.month, frame.day))
    known = (y[0] > 0) & (y[1] > 0)
    apart = np.abs(y[0] - y[1])
    same_year, same_month, same_day = apart == 0, m[0] == m[1], d[0] == d[1]
    digits = np.zeros(len(low), np.int32)
    for (one, other), width in ((y, 4), (m, 2), (d, 2)):
        for place in range(width):
            digits += (one // 10**place) % 10 != (other // 10**place) % 10
    january = ((m[0] <= 1) & (d[0] <= 1)) | ((m[1] <= 1) & (d[1] <= 1))
    level = np.where(known & (apart <= 1), 1, 0)
    level[same_year] = 2
    level[(same_year & (same_month | same_day)) | (same_month & same_day)] = 3
    level[same_month & same_day & ((apart <= 1) | (apart == 10))] = 4
    level[digits == 1] = BIRTHDAY_DIGIT
    level[same_year & january] = BIRTHDAY_FIRST_JANUARY
    level[same_year & (m[0] == d[1]) & (d[0] == m[1]) & (m[0] > 0)] = BIRTHDAY_TURNED
    level[same_year & same_month & same_day & (m[0] > 0)] = BIRTHDAY_SAME
    level[~known] = MISSING
    return (
        level.astype(np.int8),
        np.where(known, apart, -1).astype(np.int32),
        np.where(known, digits, -1).astype(np.int32),
    )


def _postcodes(frame: Frame, low: Ints, high: Ints) -> NDArray[np.int8]:
    """-1 missing, 4 same, 3 one letter or two neighbours apart, 2 same sector, 1 same first half, 0 unlike."""
    one, other = frame.postcode[low], frame.postcode[high]
    level = np.where(frame.outcode[low] == frame.outcode[high], 1, 0).astype(np.int8)
    level[one == other] = 4
    rest = np.flatnonzero((one >= 0) & (other >= 0) & (one != other))
    grid = frame.postcode_letters
    for start in range(0, len(rest), 1 << 20):
        part = rest[start : start + (1 << 20)]
        ours, theirs = grid[one[part]], grid[other[part]]
        differ = ours != theirs
        number = differ.sum(1)
        level[part[(number > 0) & ~differ[:, :6].any(1)]] = 2
        turned = np.zeros(len(part), bool)
        for place in range(7):
            turned |= (ours[:, place] == theirs[:, place + 1]) & (ours[:, place + 1] == theirs[:, place])
        level[part[(number == 1) | ((number == 2) & turned)]] = 3
    level[(one < 0) | (other < 0)] = MISSING
    return level


def _homes(frame: Frame, low: Ints, high: Ints) -> tuple[NDArray[np.int8], NDArray[np.int8], NDArray[np.float32]]:
    """House and flat number (-1, 0, 1; -1 for flats also where neither has one), and the streets' similarity."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cpdist

    house = _equal(frame.house[low], frame.house[high])
    ours, theirs = frame.flat[low], frame.flat[high]
    flat = np.where((ours < 0) & (theirs < 0), -1, ours == theirs).astype(np.int8)
    one, other = frame.street[low], frame.street[high]
    street = np.where((one < 0) | (other < 0), -1, (one == other)).astype(np.float32)
    rest = np.flatnonzero((street == 0) & ((house == 1) | (frame.outcode[low] == frame.outcode[high])))
    if len(rest):
        coded, place = np.unique(
            np.minimum(one[rest], other[rest]).astype(np.int64) << 32 | np.maximum(one[rest], other[rest]),
            return_inverse=True,
        )
        streets = frame.streets
        alike = cpdist(
            [streets[i] for i in (coded >> 32).tolist()], [streets[i] for i in (coded & 0xFFFFFFFF).tolist()],
            scorer=JaroWinkler.normalized_similarity, dtype=np.float32,
        )  # fmt: skip
        street[rest] = alike[place]
    return house, flat, street


def _phones(frame: Frame, low: Ints, high: Ints) -> NDArray[np.int8]:
    """-1 missing, 2 same, 1 one digit apart or two neighbours turned, 0 unlike."""
    one, other = frame.phone[low], frame.phone[high]
    level = np.where(one == other, 2, 0).astype(np.int8)
    level[(one < 0) | (other < 0)] = MISSING
    rest = np.flatnonzero(level == 0)
    a, b, differ = one[rest].copy(), other[rest].copy(), np.zeros(len(rest), np.int8)
    total = np.zeros(len(rest), np.int64)
    for _ in range(10):
        differ += a % 10 != b % 10
        total += a % 10 - b % 10
        a //= 10
        b //= 10
    level[rest[(differ == 1) | ((differ == 2) & (total == 0))]] = 1
    return level


def _equal(one: Ints, other: Ints) -> NDArray[np.int8]:
    return np.where((one < 0) | (other < 0), MISSING, one == other).astype(np.int8)


def _larger(counts: Counts, places: Ints, low: Ints, high: Ints) -> Counts:
    """The count of the commoner of two values; 0 where neither is known."""
    one, other = places[low], places[high]
    return np.maximum(np.where(one >= 0, counts[one], 0), np.where(other >= 0, counts[other], 0)).astype(np.float32)


LOOSE = {MISSING: 0.0, DIFFERENT: -0.1, INITIAL: -1.0}
"""Levels of which nothing can be counted: the power of ten of the share of people who agree so by chance."""


def _name_rarity(
    frame: Frame, counts: Frequencies, which: str, level: NDArray[np.int8], low: Ints, high: Ints
) -> NDArray[np.float32]:
    """The power of ten of how many records agree on a name at this level."""
    names, places = frame.names, getattr(frame, which)
    exact = _larger(getattr(counts, which), places, low, high)
    folded = _larger(getattr(counts, f"{which}_fold"), np.where(places >= 0, names.fold[places], -1), low, high)
    heard = _larger(getattr(counts, f"{which}_sound"), np.where(places >= 0, names.sound[places], -1), low, high)
    rarity = np.full(len(level), np.log10(counts.size), np.float32)
    for loose, power in LOOSE.items():
        rarity[level == loose] += np.float32(power)
    for tight, count, factor in (
        (SAME, exact, 1),
        (SPELLING, folded, 1),
        (NICKNAME, folded, 3),
        (ONE_LETTER, heard, 2),
        (HEARD, heard, 1),
    ):
        at = level == tight
        rarity[at] = np.log10(np.maximum(count[at], 1) * factor)
    return rarity


BIRTHDAY_CHANCE = {-1: 0.0, 0: -0.02, 1: -1.4, 2: -1.8, 3: -2.8, 4: -3.6, 5: -3.2, 6: -1.8}


def _birthday_rarity(
    counts: Frequencies, birthday: Ints, level: NDArray[np.int8], low: Ints, high: Ints
) -> NDArray[np.float32]:
    rarity = np.full(len(level), np.log10(counts.size), np.float32)
    for loose, power in BIRTHDAY_CHANCE.items():
        rarity[level == loose] += np.float32(power)
    for tight, factor in ((8, 1.0), (7, 2.0)):
        at = np.flatnonzero(level == tight)
        places = np.maximum(birthday - counts.first_birthday, 0)
        count = np.maximum(counts.birthday[places[low[at]]], counts.birthday[places[high[at]]])
        rarity[at] = np.log10(np.maximum(count, 1) * factor)
    return rarity
