"""What speaks against one person although names, home or birthday agree: how this data's people live together.

How often a child bears a parent's name, how often two of one birthday and home are twins, and how often a birthday is
written wrongly differ between places. All three show in the data itself, without any label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine.compare import BIRTHDAY_SAME
from openccr.linkage.engine.frame import Frame, Ints
from openccr.linkage.engine.namepairs import DIFFERENT, HEARD, ONE_LETTER

GENERATION = 13
"""Years between two dates of birth from which two people of one name and home are taken for parent and child."""
JOIN_FROM, NAMESAKES_FROM, TWINS_FROM = 0.6, 0.93, 0.985
"""Probability from which a pair may bring two groups of records together."""
UNDECIDED = 0.49
"""What is said at most of two records that something holds apart, such as dates of birth of two generations: never
that they are likelier one person than two. It is a rule and no probability: of pairs that nothing but this holds, more
are one person."""
_NO_SLIP = 3
"""Digits of two dates of birth that differ, from which no slip of the pen made one of the other."""
_NO_MOTHER, _SHOWN, _OF_THEM = 50, 5, 5
"""Years no mother and daughter are apart, how many such pairs show something, and of how many a generation apart."""
_DOUBT = 0.001
"""Added to every share, so that small data is not sure that something never happens."""


_ASSUMED, _USUAL = 200, 0.9
"""Pairs that are taken to have been seen beforehand, and the share of them that are of two people of one home."""


@dataclass(frozen=True)
class Habits:
    """Shares of record pairs, as powers of ten."""

    namesakes: float
    """Of one name and home, with both dates of birth: those a generation apart."""
    twins: float
    """Of one birthday, family name and home: those whose given names neither sound nor begin alike."""
    slips: float
    """Of one name and home, no generation apart: those whose dates of birth differ."""
    company: float
    """Of one home: those who agree neither in given name nor in date of birth. Few where nobody lives with anybody."""


def habits(frame: Frame) -> Habits:
    """What the records at hand show. Only neighbours in sorted order are compared: enough for a share."""
    home, birthday = _homes(frame), frame.birthday
    one, other = _namesakes(frame, home, birthday)
    apart = np.abs(frame.year[one] - frame.year[other]) >= GENERATION
    slipped = birthday[one[~apart]] != birthday[other[~apart]]
    born = (birthday >= 0) & (frame.family >= 0) & (frame.given >= 0) & (home >= 0)
    first, second = _neighbours(born, birthday, frame.family, home)
    sound, initial = frame.names.sound, frame.names.initial
    ours, theirs = frame.given[first], frame.given[second]
    unlike = (sound[ours] != sound[theirs]) & (initial[ours] != initial[theirs])
    this, that = _neighbours((birthday >= 0) & (frame.given >= 0) & (home >= 0), home)
    strangers = (sound[frame.given[this]] != sound[frame.given[that]]) & (birthday[this] != birthday[that])
    # Little data does not show that people live alone: until it does, everybody may have a twin or a namesake at home.
    company = np.log10((strangers.sum() + _ASSUMED * _USUAL) / (len(strangers) + _ASSUMED) + _DOUBT)
    return Habits(share(apart), share(unlike), share(slipped), float(company))


def unlike_births(frame: Frame) -> float:
    """Of records of one name and home with both dates of birth, the share that no slip makes of one person.

    It is what a date of birth would say of such a pair that lacks one: fathers and sons, and who else shares a name.
    """
    one, other = _namesakes(frame, _homes(frame), frame.birthday)
    return share((_digits_apart(frame, one, other) >= _NO_SLIP) & (frame.year[one] != frame.year[other]))


def dates_tell(frame: Frame) -> bool:
    """Whether dates of birth a generation apart are of two people in this data.

    Where dates are another date altogether, as in files made for trying out, one in three or four of them is wrong by
    half a century: no mother and daughter are that far apart. Few such pairs show nothing, and the dates tell.
    """
    one, other = _namesakes(frame, _homes(frame), frame.birthday)
    apart = np.abs(frame.year[one] - frame.year[other])
    far, farther = (apart >= GENERATION).sum(), (apart >= _NO_MOTHER).sum()
    return bool(farther < _SHOWN or far > _OF_THEM * farther)


def generations(frame: Frame, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Whether the dates of birth of two records are a generation apart, as no slip of the pen makes them."""
    known = (frame.year[one] > 0) & (frame.year[other] > 0)
    apart = np.abs(frame.year[one] - frame.year[other]) >= GENERATION
    return np.asarray(known & apart & (_digits_apart(frame, one, other) >= _NO_SLIP))


def _digits_apart(frame: Frame, one: Ints, other: Ints) -> Ints:
    digits = np.zeros(np.broadcast(one, other).shape, np.int32)
    for field, width in ((frame.year, 4), (frame.month, 2), (frame.day, 2)):
        for place in range(width):
            digits += (field[one] // 10**place) % 10 != (field[other] // 10**place) % 10
    return digits


def needed(vector: NDArray[np.float32], columns: Sequence[str]) -> NDArray[np.float64]:
    """The probability that a pair needs to be joined: higher where it looks like twins, or a parent and child.

    Twins: one birthday and one home, and given names that are no spelling or short form of each other. Namesakes: both
    names and the home the same, and nothing known of the dates of birth. A home that is not known may be one home.
    Who is written down without a given name may be anybody of that home.
    """
    given, family, born, postcode, house = (
        vector[:, columns.index(name)] for name in ("given", "family", "birthday", "postcode", "house")
    )
    home = (postcode >= 3) | (house == 1) | ((postcode < 0) & (house < 0))
    twins = (born == BIRTHDAY_SAME) & home & (given >= 0) & (given < ONE_LETTER)
    namesakes = (given >= HEARD) & (family >= ONE_LETTER) & home & (born < 0)
    return np.where(twins, TWINS_FROM, np.where(namesakes | (home & (given < 0)), NAMESAKES_FROM, JOIN_FROM))


def named(frame: Frame) -> NDArray[np.bool_]:
    """Records with a given name of more than a letter."""
    long = np.append(frame.names.length > 1, False)
    return np.asarray(long[frame.given])


def by_letter(frame: Frame, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Pairs in which a given name is no more than a letter, and no date of birth says who it is: J is Jane, or John."""
    letter = ~named(frame) & (frame.given >= 0)
    known = (frame.year[one] > 0) & (frame.year[other] > 0)
    near = (frame.year[one] == frame.year[other]) | (_digits_apart(frame, one, other) < _NO_SLIP)
    return np.asarray((letter[one] | letter[other]) & ~(known & near))


NOBODY, OWN, LATIN = 0, 1, 2
"""In which writing a record's given name is: it has none, its own, or letters a to z."""


def writing(frame: Frame) -> Ints:
    """For each record `NOBODY`, `OWN` or `LATIN`: given names in different ones tell nothing of each other."""
    own = np.append(frame.names.own, False)[frame.given]
    return np.where(own, OWN, np.where(named(frame), LATIN, NOBODY)).astype(np.int32)


def unlike(vector: NDArray[np.float32], columns: Sequence[str]) -> NDArray[np.bool_]:
    """Pairs of two given names that are no spelling, sound or short form of each other, nor one's middle name."""
    given, similarity, crossed = (
        vector[:, columns.index(name)] for name in ("given", "given_similarity", "given_as_middle")
    )
    return np.asarray((given == DIFFERENT) & (similarity < _UNLIKE) & (crossed < ONE_LETTER))


def witnessed_by_letter(
    vector: NDArray[np.float32], columns: Sequence[str], frame: Frame, low: Ints, high: Ints
) -> NDArray[np.bool_]:
    """Pairs of two given names, however alike, beside a record that has none: an initial fits Jane as well as Joan.

    It is no witness that the two are one. Nor is a name in another writing, of which nothing is told.

    Args:
        vector: the comparison vectors of the pairs.
        columns: what stands in each column.
        low, high: the pairs' records.
    """
    written = writing(frame)
    said = (written[low] == written[high]) & (written[low] != NOBODY)
    beside = np.zeros(len(frame), bool)
    beside[low[~said]] = beside[high[~said]] = True
    given = vector[:, columns.index("given")]
    two_names = unlike(vector, columns) | ((given >= HEARD) & (given <= ONE_LETTER))
    return np.asarray(two_names & said & (beside[low] | beside[high]))


def kin(vector: NDArray[np.float32], columns: Sequence[str]) -> NDArray[np.bool_]:
    """Pairs that look like two people of one family: another given name altogether, or dates of birth no slip explains.

    Taken by itself such a pair may still be one person, whatever else agrees; it is no pair to be sure of.
    """
    born = vector[:, columns.index("birthday")]
    return unlike(vector, columns) | (born == 0) | (born == 1)


_UNLIKE = 0.85
"""Similarity of two given names under which no slip of the pen makes one of the other."""


def _homes(frame: Frame) -> NDArray[np.int64]:
    """By record its street and house as one number, -1 where either is not known."""
    return np.where(
        (frame.street >= 0) & (frame.house >= 0), frame.street.astype(np.int64) * 8192 + frame.house % 8192, -1
    )


def _namesakes(frame: Frame, home: NDArray[np.int64], birthday: Ints) -> tuple[Ints, Ints]:
    """Neighbouring records of one name and home, both with a date of birth."""
    named = (frame.given >= 0) & (frame.family >= 0) & (birthday >= 0) & (home >= 0)
    return _neighbours(named, frame.given, frame.family, home)


def as_row(found: Habits) -> tuple[float, ...]:
    """The shares in the order of the class."""
    return astuple(found)


def _neighbours(chosen: NDArray[np.bool_], *parts: NDArray[np.generic]) -> tuple[Ints, Ints]:
    records = np.flatnonzero(chosen).astype(np.int32)
    columns = [part[records] for part in parts]
    order = np.lexsort(columns)
    same = np.ones(max(0, len(records) - 1), bool)
    for column in columns:
        column = column[order]
        same &= column[1:] == column[:-1]
    records = records[order]
    return records[:-1][same], records[1:][same]


def share(seen: NDArray[np.bool_]) -> float:
    """The share of those that were seen, as a power of ten; of a few nothing is sure."""
    return float(np.log10((seen.sum() + 0.5) / (len(seen) + 10.0) + _DOUBT))
