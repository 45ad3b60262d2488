"""Whether two people may be one, with reasons that can be read aloud. A person decides, never the count.

Keys are compared for equality only. A family name and a date of birth in common are also what twins have; so what
speaks for sameness is shown and what differs is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from openccr.people.rules.parts import OPPOSITE, PartKind

PLACES = {"phone": "phone number", "email": "e-mail address", "address": "address", "postcode": "postcode"}
PERSONAL = ("phone", "email")
"""Places that are mostly one person's own; an address or postcode alone says only who lived there."""

OFFICE = 20
"""A telephone or e-mail that more people than this gave is a refuge's or an office's; alone it makes nobody known."""

WHOLE, HALF, NONE = 3, 1, 0
"""How much of a name is in common."""

BIRTHS = {"same": 25, "turned": 15, "unknown": 0, "differ": -20}
"""How two dates of birth compare, and what it weighs; "turned" is day and month the other way round."""

NUMBER = 40
"""What a number that no two people share weighs, for the same and for another."""


@dataclass(frozen=True)
class Known:
    """What is known of a person, as it is compared.

    Args:
        names: (given key, family key) of every name and alias.
        places: (kind, match token) of whereabouts.
        kinds: the parts she has in the files looked at.
        numbers: (what it is called, match token) of identifiers that no two people share.
    """

    person_id: UUID
    names: frozenset[tuple[str, str]] = frozenset()
    born_on: date | None = None
    places: frozenset[tuple[str, str]] = frozenset()
    kinds: frozenset[PartKind] = field(default_factory=frozenset)
    numbers: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """Why two may be one.

    Args:
        reasons: what speaks for it, in words.
        against: what speaks against it.
        certain: a whole name and the date of birth are the same.
        sure: so are they, day and month perhaps the other way round, or a number that no two people share is the same.
        strength: for the order of a list alone.
    """

    reasons: tuple[str, ...]
    against: tuple[str, ...]
    certain: bool
    sure: bool
    strength: int


def likeness(one: Known, other: Known) -> Likeness | None:
    """How alike two people are, or None when too little speaks for it."""
    name, shared = _name(one, other)
    births = _births(one.born_on, other.born_on)
    places = [kind for kind in PLACES if _in_common(one, other, kind)]
    numbers, unlike = _numbers(one, other)
    opposite = {*one.kinds, *other.kinds} >= OPPOSITE
    if not numbers and not _proposed(shared, births, places, opposite=opposite):
        return None
    reasons = [_with_birth(name, births)] if name else []
    if births == "same" and not name:
        reasons.append("same date of birth")
    reasons += [f"same {name}" for name in numbers] + [f"same {PLACES[kind]}" for kind in places]
    against = [f"the {name} differs" for name in unlike]
    if births == "differ":
        against.append("the dates of birth differ")
    if not name and one.names and other.names:
        against.append("no name in common")
    return Likeness(
        reasons=tuple(reasons),
        against=tuple(against),
        certain=shared == WHOLE and births == "same",
        sure=bool(numbers) or (shared == WHOLE and births in ("same", "turned")),
        strength=10 * shared
        + BIRTHS[births]
        + sum(10 if kind in PERSONAL else 4 for kind in places)
        + NUMBER * (len(numbers) - len(unlike)),
    )


def _proposed(shared: int, births: str, places: list[str], *, opposite: bool) -> bool:
    own = any(kind in PERSONAL for kind in places)
    if shared == WHOLE:
        return births != "differ" or bool(places)
    if shared == HALF:
        # Relatives share a family name and an address; what differs in the date of birth then tells them apart.
        return births == "same" or own or (bool(places) and births != "differ")
    # A household's telephone is both the victim's and that of the person who harms.
    return own and births != "differ" and not opposite


def _name(one: Known, other: Known) -> tuple[str, int]:
    """The name in common in words, and how much of it is."""
    whole = {pair for pair in one.names if all(pair)}
    if whole & other.names:
        return "same name", WHOLE
    if {(family, given) for given, family in whole} & other.names:
        return "same name, given and family name the other way round", WHOLE
    if {family for _, family in one.names if family} & {family for _, family in other.names}:
        return "same family name", HALF
    if {given for given, _ in one.names if given} & {given for given, _ in other.names}:
        return "same given name", HALF
    return "", NONE


def _births(one: date | None, other: date | None) -> str:
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "same"
    # Day and month the other way round, the commonest slip of a spreadsheet.
    return "turned" if (one.year, one.month, one.day) == (other.year, other.day, other.month) else "differ"


def _with_birth(name: str, births: str) -> str:
    words = {"same": " and date of birth", "turned": "; day and month of birth the other way round"}
    return name + words.get(births, "")


def _numbers(one: Known, other: Known) -> tuple[list[str], list[str]]:
    """Which numbers are the same, and of which each has one and none is the same."""
    both = sorted({name for name, _ in one.numbers} & {name for name, _ in other.numbers})
    same = {name for name, _ in one.numbers & other.numbers}
    return [name for name in both if name in same], [name for name in both if name not in same]


def _in_common(one: Known, other: Known, kind: str) -> bool:
    mine = {token for what, token in one.places if what == kind}
    return any(what == kind and token in mine for what, token in other.places)
