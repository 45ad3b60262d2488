"""Records into encoded records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from openccr.linkage.private import shapes
from openccr.linkage.private.cleaning import Cleaned
from openccr.linkage.private.encoded import Encoded
from openccr.linkage.private.filters import Marks, Shape, bigrams, encode
from openccr.linkage.private.keys import PartnershipKey
from openccr.linkage.private.tokens import tokens

_LONGEST_NAME, _LONGEST_ADDRESS, _LONGEST_CODE = 20, 24, 9
_DAY, _MONTH, _YEAR, _EITHER, _TENS, _UNITS = 0, 40, 60, 300, 400, 420
"""Where the marks of each part of a date begin, so that no two parts share a number."""


def encode_records(
    records: Sequence[Cleaned],
    *,
    keys: Sequence[tuple[str, str]],
    key: PartnershipKey,
    told: Callable[[str], None] = lambda _: None,
) -> Encoded:
    """The records of one file.

    Args:
        keys: agency and local id of each record.
        told: is called with the name of each field that was encoded; may raise to cancel.
    """
    filters = {}
    for shape in shapes.SHAPES:
        marks, salts = _marks(records, shape)
        filters[shape.name] = encode(marks, salts, shape=shape, key=key)
        told(shape.name)
    agency_names = tuple(dict.fromkeys(agency for agency, _ in keys))
    number = {name: at for at, name in enumerate(agency_names)}
    return Encoded(
        key_check=key.check,
        agency_names=agency_names,
        agencies=np.array([number[agency] for agency, _ in keys], dtype=np.uint16),
        references=tuple(reference for _, reference in keys),
        filters=filters,
        tokens=tokens(records, key=key),
    )


def _marks(records: Sequence[Cleaned], shape: Shape) -> tuple[Marks, list[str]]:
    """What a field's filters are made of, and the salt of each record."""
    plain = [""] * len(records)
    years = [one.year for one in records]

    given = [one.given for one in records]
    family = [one.family for one in records]

    def named(values: list[str], salts: list[str]) -> tuple[Marks, list[str]]:
        # Without its salt a name would stand open to counting: it is left out instead.
        kept = [value if salt else "" for value, salt in zip(values, salts, strict=True)]
        return bigrams(kept, longest=_LONGEST_NAME), salts

    match shape:
        case shapes.GIVEN:
            return named(given, years)
        case shapes.FAMILY:
            return named(family, years)
        case shapes.GIVEN_2:
            return named([one.called for one in records], years)
        case shapes.FAMILY_2:
            return named([one.formerly for one in records], years)
        case shapes.GIVEN_BY_PLACE:
            return named(given, [one.outward for one in records])
        case shapes.GIVEN_BY_PHONE:
            return named(given, [one.phone for one in records])
        case shapes.GIVEN_BY_HOUSE:
            return named(given, [one.house for one in records])
        case shapes.FAMILY_BY_PLACE:
            return named(family, [one.outward for one in records])
        case shapes.FAMILY_BY_PHONE:
            return named(family, [one.phone for one in records])
        case shapes.FAMILY_BY_HOUSE:
            return named(family, [one.house for one in records])
        case shapes.ADDRESS:
            return bigrams([one.address for one in records], longest=_LONGEST_ADDRESS), plain
        case shapes.HOUSE:
            return bigrams([one.numbers for one in records], longest=_LONGEST_CODE), plain
        case shapes.POSTCODE:
            return bigrams([one.postcode for one in records], longest=_LONGEST_CODE), plain
        case shapes.PHONE:
            return bigrams([one.phone for one in records], longest=_LONGEST_CODE), plain
        case shapes.BORN:
            return _dates([one.born for one in records]), plain
        case _:
            dates = [repr(one.born) if one.born and one.born[1] else "" for one in records]
            return named([one.sex for one in records], dates)


def _dates(born: Sequence[tuple[int, int, int] | None]) -> Marks:
    """Marks of dates: day, month, year, the two numbers in either order, and the year's last two digits."""
    numbers: npt.NDArray[np.int64] = np.full((len(born), 7), -1, dtype=np.int64)
    for row, one in enumerate(born):
        if one is None:
            continue
        year, month, day = one
        numbers[row, :3] = _YEAR + year - 1900, _TENS + year // 10 % 10, _UNITS + year % 10
        if month:
            numbers[row, 3:] = _DAY + day, _MONTH + month, _EITHER + day, _EITHER + month
            if day == month:
                numbers[row, 6] = -1
    return Marks(numbers, numbers >= 0)
