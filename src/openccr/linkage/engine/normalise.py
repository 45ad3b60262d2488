"""The table `records` → a `Frame`. Each spelling is worked on once, however many records bear it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from openccr.linkage.engine import addresses, spelling
from openccr.linkage.engine.crowds import without_crowds
from openccr.linkage.engine.dates import read_birthday
from openccr.linkage.engine.frame import Frame, Ints, Names
from openccr.linkage.engine.phonetics import fold, sound
from openccr.linkage.engine.problems import Notes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SEXES = {"f": 0, "female": 0, "woman": 0, "girl": 0, "w": 0, "m": 1, "male": 1, "man": 1, "boy": 1}

_POSTCODE = "regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g')"
_DIGITS = "regexp_replace(phone, '[^0-9]', '', 'g')"
_NUMBERS = "regexp_extract_all(address, '[0-9]+')"
_AFTER_NUMBER = f"nullif(regexp_extract(lower(address), '{addresses.AFTER_NUMBER}', 1), '')"
_ALL_WORDS = f"regexp_replace(lower(address), '{addresses.NUMBER_WORDS}', ' ', 'g')"
_STREET = f"trim(regexp_replace(coalesce({_AFTER_NUMBER}, {_ALL_WORDS}), '[^a-z]+', ' ', 'g'))"
"""The words after the house's number, up to a comma; without a number all words."""


def normalise(db: DuckDBPyConnection, notes: Notes, *, today: date) -> Frame:
    """Turn the cells of `records` into numbers.

    Args:
        db: holds the table that `columns.read` made.
        notes: takes what so many share that it tells nobody apart.
        today: no birthday lies after it.
    """
    size = db.execute("SELECT count(*) FROM records").fetchall()[0][0]
    given_texts, given_of = _distinct(db, "given_name", size)
    middle_texts, middle_of = _distinct(db, "middle_name", size)
    family_texts, family_of = _distinct(db, "family_name", size)
    alias_texts, alias_of = _distinct(db, "aliases", size)
    known: dict[str, int] = {}
    given = np.array([[_number(known, one) for one in spelling.given(text)] for text in given_texts], np.int32)
    middle = np.array([_number(known, spelling.middle(text)) for text in middle_texts], np.int32)
    family = np.array([[_number(known, one) for one in spelling.family(text)] for text in family_texts], np.int32)
    alias = np.array([[_number(known, one) for one in spelling.alias(text)] for text in alias_texts], np.int32)
    names = _names(list(known))
    given_both, family_all, alias_both = (
        _pick(given, given_of, 2),
        _pick(family, family_of, 3),
        _pick(alias, alias_of, 2),
    )
    middle_one = _pick(middle.reshape(-1, 1), middle_of, 1)[:, 0]
    year, month, day = _birthdays(db, size, today)
    postcodes, postcode = _distinct(db, "postcode", size, _POSTCODE)
    postcode, outcode = _postcodes(postcodes, postcode)
    streets, street = _distinct(db, "address", size, _STREET)
    street, street_names = _streets(streets, street)
    house, flat = _houses(db, size)
    agencies, agency = _distinct(db, "agency", size)
    sexes, sex = _distinct(db, "sex", size, "lower(sex)")
    sex_of = np.array([SEXES.get(one, -1) for one in sexes] or [-1], np.int32)
    said = (
        (given_of, [[spelling.standing(given=text)] for text in given_texts]),
        (middle_of, [[spelling.standing(middle=text)] for text in middle_texts]),
        (family_of, [[spelling.standing(family=text)] for text in family_texts]),
    )
    standing = [_pick(np.array(of, np.int32), places, 1)[:, 0] for places, of in said]
    titles = np.array([[spelling.sex_of_title(text)] for text in given_texts], np.int32)
    frame = Frame(
        names=names, agency=agency, given=given_both[:, 0],
        middle=np.where(middle_one >= 0, middle_one, given_both[:, 1]).astype(np.int32),
        family=family_all[:, 0], family_first=family_all[:, 1], family_second=family_all[:, 2],
        alias_given=alias_both[:, 0], alias_family=alias_both[:, 1], year=year, month=month, day=day,
        sex=_or_else(np.where(sex >= 0, sex_of[np.maximum(sex, 0)], -1), _pick(titles, given_of, 1)[:, 0]),
        standing=_standing(*standing),
        postcode=postcode, outcode=outcode, house=house, flat=flat, street=street, phone=_phones(db, size),
        postcodes=postcodes, streets=street_names, agencies=agencies,
        this_year=today.year,
    )  # fmt: skip
    without_crowds(frame, notes)
    return frame


def _distinct(db: DuckDBPyConnection, column: str, size: int, expression: str | None = None) -> tuple[list[str], Ints]:
    """The different values of a column, sorted, and each record's place among them (-1 where it is empty)."""
    value = expression or column
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE seen AS SELECT v, CAST(row_number() OVER (ORDER BY v) - 1 AS INTEGER) AS place"
        f" FROM (SELECT DISTINCT {value} AS v FROM records WHERE {column} IS NOT NULL) WHERE v <> ''"
    )
    values = [row[0] for row in db.execute("SELECT v FROM seen ORDER BY place").fetchall()]
    places = db.execute(f"SELECT r.rid, s.place FROM records r JOIN seen s ON s.v = {value}").fetchnumpy()
    found = np.full(size, -1, np.int32)
    found[np.asarray(places["rid"])] = np.asarray(places["place"])
    return values, found


def _or_else(known: Ints, other: Ints) -> Ints:
    return np.where(known >= 0, known, other).astype(np.int32)


def _standing(given: Ints, middle: Ints, family: Ints) -> Ints:
    return np.where(family > 0, family, np.where(given > 0, given, np.maximum(middle, 0))).astype(np.int32)


def _number(known: dict[str, int], name: str) -> int:
    return known.setdefault(name, len(known)) if name else -1


def _pick(table: NDArray[np.int32], places: Ints, width: int) -> NDArray[np.int32]:
    if not len(table):
        return np.full((len(places), width), -1, np.int32)
    return np.where(places[:, None] >= 0, table[np.maximum(places, 0)], -1).astype(np.int32)


def _names(spelt: list[str]) -> Names:
    folds: dict[str, int] = {}
    sounds: dict[str, int] = {}
    fold_of, sound_of = np.empty(len(spelt), np.int32), np.empty(len(spelt), np.int32)
    for place, name in enumerate(spelt):
        folded = fold(name)
        fold_of[place] = folds.setdefault(folded, len(folds))
        sound_of[place] = sounds.setdefault(sound(folded), len(sounds))
    initial = np.array([ord(name[0]) - 97 for name in spelt], np.int32)
    return Names(spelt=spelt, fold=fold_of, sound=sound_of, initial=initial)


def _birthdays(db: DuckDBPyConnection, size: int, today: date) -> tuple[Ints, Ints, Ints]:
    texts, place = _distinct(db, "dob", size)
    read = [read_birthday(text, today=today) for text in texts]
    parts = np.array([one or (-1, -1, -1) for one in read] or [(-1, -1, -1)], np.int32)
    found = np.where(place[:, None] >= 0, parts[np.maximum(place, 0)], -1).astype(np.int32)
    return found[:, 0].copy(), found[:, 1].copy(), found[:, 2].copy()


def _postcodes(values: list[str], place: Ints) -> tuple[Ints, Ints]:
    """Postcodes that are long enough to be one, and their first halves."""
    outcodes: dict[str, int] = {}
    usable = np.array([addresses.is_postcode(one) for one in values] or [False])
    outcode = np.array([outcodes.setdefault(one[:-3], len(outcodes)) for one in values] or [-1], np.int32)
    there = (place >= 0) & usable[np.maximum(place, 0)]
    return np.where(there, place, -1).astype(np.int32), np.where(there, outcode[np.maximum(place, 0)], -1).astype(
        np.int32
    )


def _streets(values: list[str], place: Ints) -> tuple[Ints, list[str]]:
    known: dict[str, int] = {}
    of = np.array([_number(known, addresses.street_name(text)) for text in values] or [-1], np.int32)
    return np.where(place >= 0, of[np.maximum(place, 0)], -1).astype(np.int32), list(known)


def _houses(db: DuckDBPyConnection, size: int) -> tuple[Ints, Ints]:
    """The house's number, and the flat's where two numbers stand in an address."""
    got = db.execute(
        f"SELECT rid, try_cast(n[-1] AS INTEGER) AS house, try_cast(n[-2] AS INTEGER) AS flat FROM"
        f" (SELECT rid, {_NUMBERS} AS n FROM records WHERE address IS NOT NULL)"
    ).fetchnumpy()
    house, flat = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    rows = np.asarray(got["rid"])
    house[rows] = np.ma.filled(got["house"], -1)
    flat[rows] = np.ma.filled(got["flat"], -1)
    return house, flat


def _phones(db: DuckDBPyConnection, size: int) -> NDArray[np.int64]:
    """The last ten digits; fewer than eight, or one digit over and over, is no number."""
    got = db.execute(
        f"SELECT rid, CAST(right(d, {addresses.COMPARED_DIGITS}) AS BIGINT) AS phone FROM"
        f" (SELECT rid, {_DIGITS} AS d FROM records WHERE phone IS NOT NULL)"
        f" WHERE length(d) BETWEEN {addresses.LEAST_DIGITS} AND {addresses.MOST_DIGITS}"
        f" AND NOT regexp_matches(d, '{addresses.NO_NUMBER}')"
    ).fetchnumpy()
    found = np.full(size, -1, np.int64)
    found[np.asarray(got["rid"])] = np.asarray(got["phone"])
    return found
