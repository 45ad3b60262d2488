"""Which other cases may be of the same people: for the partnership itself, which keeps somebody out of all of them.

By the rules that propose two people to be one (`people.rules.likeness`), and where a name is spelt otherwise by the
weights by which somebody is known (`linkage.online.scoring`). Asked across every case, so nothing of the answer may
reach whoever opened one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from openccr.linkage.known.finding import NEAR, SHARED, near_keys
from openccr.linkage.online.described import Described, describe
from openccr.linkage.rules.asked import Asked
from openccr.linkage.rules.nearby import called, nearby
from openccr.people.comparing import KNOWN, Row, of_offices, read
from openccr.people.rules import PERSONAL, Known, PartKind, likeness

FROM_ODDS = 0.1
"""From which probability a name spelt otherwise counts. Low: a hold is undone with a sentence, what was read is not."""

BESIDE = 50
"""So many cases beside one are read and compared in the time in which its people are looked for by key."""

_OF = "WHERE p.id = ANY (ARRAY(SELECT t.person_id FROM people_part t WHERE t.file_id = ANY (%(files)s)))"
_IN_FILES = KNOWN + _OF
# Both names with a slip, which the lists that people are shown leave out: too many would be shown who are not her.
_NEAR = f"""{KNOWN}WHERE p.merged_into_id IS NULL AND p.id = ANY (ARRAY({NEAR}
  UNION SELECT n.person_id FROM people_personname n
    WHERE n.family_key = ANY (%(family_near)s) AND n.given_key = ANY (%(given_near)s)
  UNION SELECT n.person_id FROM people_personname n
    WHERE n.family_key = ANY (%(given_near)s) AND n.given_key = ANY (%(family_near)s)
))"""  # noqa: S608


@dataclass(frozen=True)
class OtherCase:
    """A case that may be of the same people as one asked about, and why, in words."""

    file_id: UUID
    other_id: UUID
    why: str


def cases_alike(files: Collection[UUID], *, among: Collection[UUID] | None = None, today: date) -> list[OtherCase]:
    """Other cases that may be of the same people as these, each pair once, for its first reason.

    Args:
        among: only these. Where they are few beside the files they are read with them, in one query; else whoever
            is near is looked for by key, in a second one, so that an area in which many are kept out waits no longer.

    A child alone makes no two cases alike, unless it is the same one by name and date of birth.
    """
    asked_about, few = set(files), among if among is not None and len(among) <= BESIDE * len(files) else None
    read_once = read(_IN_FILES, {"files": [*files, *(few or ())]})
    here = [row for row in read_once if not row.files.isdisjoint(asked_about)]
    those = set(few or ())
    there = _near(here, today) if few is None else [row for row in read_once if not row.files.isdisjoint(those)]
    found: dict[tuple[UUID, UUID], str] = {}
    for one, other in _without_offices(list(_candidates(here, there))):
        alike = _why(one, other, today=today)
        if alike is None:
            continue
        why, certain = alike
        for mine in one.cases:
            for theirs in other.cases:
                asked = mine.file_id in asked_about and (among is None or theirs.file_id in among)
                child = PartKind.CHILD in (mine.part, theirs.part)
                if asked and mine.file_id != theirs.file_id and (certain or not child):
                    found.setdefault((mine.file_id, theirs.file_id), why)
    return [OtherCase(file, other, why) for (file, other), why in found.items()]


def _near(here: Sequence[Row], today: date) -> list[Row]:
    """Everybody who may be one of these people, and these people themselves. One query."""
    keys: dict[str, set[str | date]] = {}
    for row in here:
        names = tuple(row.known.names) or (("", ""),)
        asked = Asked(names=names, born=_born(row.known), matched=tuple(row.known.places))
        first = _described(row.known, names[0], today=today)
        for name, some in near_keys(asked, first, asked.tokens(str)).items():
            keys.setdefault(name, set()).update(some)
    return [*here, *(read(_NEAR, {name: list(some) for name, some in keys.items()}) if here else ())]


def _candidates(here: Sequence[Row], there: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs for whom `_why` may have a reason: half a name alone is none, and very many have it in common."""
    by_key: dict[object, list[Row]] = {}
    by_half: dict[str, set[UUID]] = {}
    for row in there:
        for key in _own(row.known):
            by_key.setdefault(key, []).append(row)
        for half in filter(None, chain.from_iterable(row.known.names)):
            by_half.setdefault(half, set()).add(row.known.person_id)
    rows = {row.known.person_id: row for row in there}
    for row in here:
        found = {other.known.person_id for key in _own(row.known) for other in by_key.get(key, ())}
        for given, family in row.known.names:
            found |= _having(by_half, nearby(given) | called(given)) & _having(by_half, nearby(family))
        for person in found:
            yield row, rows[person]


def _without_offices(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """The same pairs without the telephones that are a refuge's or an office's. One query, where one is in common."""
    own = {place for one, other in pairs for place in one.known.places & other.known.places if place[0] in PERSONAL}
    offices = of_offices({token for _, token in own})
    return [(_less(one, offices), _less(other, offices)) for one, other in pairs] if offices else pairs


def _less(row: Row, offices: Collection[str]) -> Row:
    if all(token not in offices for _, token in row.known.places):
        return row
    kept = frozenset((kind, token) for kind, token in row.known.places if token not in offices)
    return replace(row, known=replace(row.known, places=kept))


def _having(by_half: Mapping[str, set[UUID]], halves: Collection[str]) -> set[UUID]:
    return set[UUID]().union(*(by_half[half] for half in halves if half in by_half))


def _own(known: Known) -> set[object]:
    """What two must share one of, unless their names are only near: see `people.rules.likeness`."""
    names = {("name", frozenset(names)) for names in known.names if all(names)}
    born = {("born", known.born_on)} if known.born_on else set()
    return {("person", known.person_id), *born, *names, *known.places, *known.numbers}


def _why(one: Row, other: Row, *, today: date) -> tuple[str, bool] | None:
    """Why two may be one, in words, and whether it is certain; None when too little speaks for it."""
    mine, theirs = one.known, other.known
    if mine.person_id == theirs.person_id:
        return "the same person", True
    if theirs.person_id in one.not_same:
        return None
    like = likeness(mine, theirs)
    if like is not None:
        return ", ".join(like.reasons), like.certain
    if any(_spelt_alike(a, b) for a in mine.names for b in theirs.names) and _odds(mine, theirs, today) >= FROM_ODDS:
        return "a name that may be spelt otherwise", False
    return None


def _spelt_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether both halves of two names are near, whichever way round."""
    (given, family), (named, family_there) = one, other
    near_given, near_family = nearby(given) | called(given), nearby(family)
    return (named in near_given and family_there in near_family) or (
        family_there in near_given and named in near_family
    )


def _odds(one: Known, other: Known, today: date) -> float:
    """The probability that two are one, under whichever of their names is likeliest."""
    # Only where somebody is compared: the web process starts without it.
    from openccr.linkage.online.scoring import Typical, careful_scores, probability

    shared = {kind for kind, _ in one.places & other.places}
    pairs = [
        (_described(one, a, shared, today=today), _described(other, b, shared, today=today))
        for a in one.names
        for b in other.names
    ]
    return max(probability(float(odds)) for odds in careful_scores(pairs, counts=Typical))


def _described(known: Known, name: tuple[str, str], shared: Collection[str] = (), *, today: date) -> Described:
    given, family = name
    tidy = describe({"given_name": given, "family_name": family, "dob": _born(known)}, today=today)
    return tidy._replace(phone=SHARED if "phone" in shared else "", postcode=SHARED if "postcode" in shared else "")


def _born(known: Known) -> str:
    return known.born_on.isoformat() if known.born_on else ""
