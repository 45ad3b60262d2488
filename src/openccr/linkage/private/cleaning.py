"""What is encoded of a record: normalised names, date, place and number. Part of version 2 of the encoding.

Two partnerships can only compare what both normalised alike, so nothing here, nor the spelling, nicknames and sounds it
uses, may change without a new version of the encoding (`shapes.VERSION`); a test holds the result for fixed records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openccr.linkage.engine.dates import read_birthday
from openccr.linkage.engine.phonetics import fold
from openccr.linkage.engine.spelling import alias, root, sex_of_title
from openccr.linkage.engine.spelling import family as family_parts
from openccr.linkage.engine.spelling import given as given_parts
from openccr.linkage.engine.spelling import middle as middle_of

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_STREETS = frozenset(
    re.findall(
        r"\w+",
        "road rd street str st avenue ave av close cl lane ln drive dr court ct crescent cres cr terrace terr ter way"
        " place pl gardens gdns grove gr square sq flat apt apartment unit house hse no the of",
    )
)
_POSTCODE = re.compile(r"[A-Z0-9]{5,7}$")
_LEAST_DIGITS, _DIGITS = 8, 9


@dataclass(frozen=True)
class Cleaned:
    """One record as it is encoded; empty where it is not known.

    Args:
        given: the first given name, its spelling folded; `initial` where no more is known.
        called: the name it is short for, or another name she is called by.
        family: the family name in one word, folded; `formerly` is another family name or the last part of a double one.
        born: (year, month, day); month and day 0 where only the year can be believed.
        address: the street, without numbers and words such as road.
        numbers: those of the flat and the house, in the order they are written.
        outward: the first part of the postcode.
    """

    given: str = ""
    initial: str = ""
    called: str = ""
    family: str = ""
    formerly: str = ""
    born: tuple[int, int, int] | None = None
    sex: str = ""
    address: str = ""
    numbers: str = ""
    postcode: str = ""
    outward: str = ""
    phone: str = ""

    @property
    def year(self) -> str:
        """The year of birth, with which names are salted."""
        return str(self.born[0]) if self.born else ""

    @property
    def house(self) -> str:
        """The number of the house and how its street begins."""
        return f"{self.numbers} {self.address[:2]}" if self.numbers and self.address else ""


_SEXES = {0: "f", 1: "m"}


def clean(row: Mapping[str, str | None], *, today: date) -> Cleaned:
    """One row, by the standard's headings, normalised.

    Args:
        today: no birthday lies after it.
    """
    given, further = _latin(given_parts(row.get("given_name") or ""))
    middle = _latin((middle_of(row.get("middle_name") or ""),))[0] or further
    family, _, last = _latin(family_parts(row.get("family_name") or ""))
    alias_given, alias_family = _latin(alias(row.get("aliases") or ""))
    full = root(given)
    others = [full if full != given else "", alias_given, middle]
    families = [alias_family, last]
    postcode = re.sub(r"[^A-Z0-9]", "", (row.get("postcode") or "").upper())
    postcode = postcode.lower() if _POSTCODE.match(postcode) else ""
    words = [word for word in _NOT_WORDS.split((row.get("address") or "").lower()) if word]
    numbers = [word for word in words if word[0].isdigit()]
    return Cleaned(
        given=fold(given) if len(given) > 1 else "",
        initial=given[:1],
        called=fold(next((one for one in others if len(one) > 1 and one != given), "")),
        family=fold(family),
        formerly=fold(next((one for one in families if one and one != family), "")),
        born=_born(row.get("dob") or "", today),
        sex=(row.get("sex") or "").strip().lower()[:1] or _SEXES.get(sex_of_title(row.get("given_name") or ""), ""),
        address="".join(word for word in words if word not in _STREETS and word not in numbers),
        numbers=" ".join(numbers),
        postcode=postcode,
        outward=postcode[:-3],
        phone=_phone(row.get("phone") or ""),
    )


def _latin(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Empty for a name in its own writing: encoded it would speak against the same name in letters a to z."""
    return parts if all(map(str.isascii, parts)) else ("",) * len(parts)


def _born(text: str, today: date) -> tuple[int, int, int] | None:
    born = read_birthday(text, today=today) if text else None
    # The first of January is what is written where only the year is known; 1 January 1900 says nothing at all.
    if born is not None and born[1:] == (1, 1):
        return None if born[0] <= 1900 else (born[0], 0, 0)
    return born


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits[-_DIGITS:] if len(digits) >= _LEAST_DIGITS and len(set(digits)) > 2 else ""
