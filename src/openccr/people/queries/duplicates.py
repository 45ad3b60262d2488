"""Who of this file may already be known from another: by equality of keys alone, under row security.

Equality of text, dates and ids is what the database may use an index for before it has checked a row's wall; likeness
is not, and would read every row (decision 0003). The keys only find candidates; `rules.likeness` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from openccr.kernel.once import once
from openccr.people.rules import OPPOSITE, Known, PartKind, full_name, likeness

SHOWN = 10
"""How many are shown for one person; more than that is a common name, not a finding."""

# A person as she is compared: keys, and what is shown of the files she has a part in.
_KNOWN = """
SELECT p.id, p.born_on,
  coalesce((SELECT json_agg(json_build_array(n.given_key, n.family_key, n.given, n.family) ORDER BY n.kind <> 'name')
            FROM people_personname n WHERE n.person_id = p.id), '[]'),
  coalesce((SELECT json_agg(json_build_array(w.kind, w.match))
            FROM people_whereabouts w WHERE w.person_id = p.id), '[]'),
  coalesce((SELECT json_agg(json_build_array(c.id, c.reference, c.opened_at::date, t.kind) ORDER BY c.opened_at DESC)
            FROM people_part t JOIN casefiles_casefile c ON c.id = t.file_id WHERE t.person_id = p.id), '[]'),
  ARRAY(SELECT CASE WHEN s.person_id = p.id THEN s.other_id ELSE s.person_id END
        FROM people_notsame s WHERE p.id IN (s.person_id, s.other_id))
FROM people_person p
"""
# Constants of this file put together: no value ever stands in a statement's text.
_OF_FILE = _KNOWN + "WHERE p.id = ANY (ARRAY(SELECT t.person_id FROM people_part t WHERE t.file_id = %s))"  # noqa: S608
_ALIKE = (
    _KNOWN  # noqa: S608
    + """WHERE p.id = ANY (ARRAY(
  SELECT n.person_id FROM people_personname n WHERE n.family_key = ANY (%(keys)s) AND n.given_key = ANY (%(keys)s)
  UNION SELECT b.id FROM people_person b WHERE b.born_on = ANY (%(births)s)
  UNION SELECT w.person_id FROM people_whereabouts w WHERE w.match = ANY (%(tokens)s)
)) AND NOT EXISTS (SELECT 1 FROM people_part t WHERE t.person_id = p.id AND t.file_id = %(file)s)"""
)


@dataclass(frozen=True)
class CaseThere:
    """A file in which the other person has a part."""

    file_id: UUID
    reference: str
    opened_on: date
    part: PartKind


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody in another file who may be the person of this one.

    Args:
        person_id: the person of this file.
        as_person_id: the person of the other files.
        reasons: what speaks for it, in words ("same family name and date of birth").
        against: what speaks against it.
        opposite: one is the victim where the other is the person who harms: the pair may stand both ways round.
    """

    person_id: UUID
    part: PartKind
    as_person_id: UUID
    name: str
    born_on: date | None
    cases: tuple[CaseThere, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    opposite: bool
    strength: int


@dataclass(frozen=True)
class _Row:
    known: Known
    name: str
    cases: tuple[CaseThere, ...]
    not_same: frozenset[UUID]

    @property
    def files(self) -> frozenset[UUID]:
        return frozenset(case.file_id for case in self.cases)

    def part_in(self, file_id: UUID) -> PartKind:
        return next(case.part for case in self.cases if case.file_id == file_id)


@once
def possible_duplicates(file_id: UUID, *, person_id: UUID | None = None) -> list[Candidate]:
    """People of other files who may be people of this one, the strongest first. Two queries.

    Args:
        person_id: only for this person of the file.

    Only what the actor sees is compared. A child is proposed only beside an adult of the same other file, one who may
    be the same or is already recognised: children share family names, and twins their date of birth too. Pairs once
    found to be two people are left out, and so are two who stand in one file.
    """
    here = [row for row in _read(_OF_FILE, [file_id]) if any(case.file_id == file_id for case in row.cases)]
    there = _read(_ALIKE, {**_keys(row.known for row in here), "file": file_id}) if here else []
    found = [
        candidate
        for one in here
        for other in there
        if other.known.person_id not in one.not_same
        and not one.files & other.files
        and (candidate := _compare(one, other, file_id)) is not None
    ]
    adult_files = {case.file_id for each in found if each.part is not PartKind.CHILD for case in each.cases}
    for row in here:
        if row.part_in(file_id) is not PartKind.CHILD:
            adult_files |= row.files
    kept = [
        each
        for each in found
        if each.part is not PartKind.CHILD or any(case.file_id in adult_files for case in each.cases)
    ]
    kept.sort(key=lambda each: (-each.strength, each.name))
    return [each for each in kept if person_id in (None, each.person_id)][: SHOWN * len(here)]


def _compare(one: _Row, other: _Row, file_id: UUID) -> Candidate | None:
    like = likeness(one.known, other.known)
    if like is None or not other.cases:
        return None
    part = one.part_in(file_id)
    if (part is PartKind.CHILD) != all(case.part is PartKind.CHILD for case in other.cases) and not like.certain:
        return None
    return Candidate(
        person_id=one.known.person_id,
        part=part,
        as_person_id=other.known.person_id,
        name=other.name,
        born_on=other.known.born_on,
        cases=other.cases,
        reasons=like.reasons,
        against=like.against,
        opposite={*one.known.kinds, *other.known.kinds} >= OPPOSITE,
        strength=like.strength,
    )


def _keys(people: Iterable[Known]) -> dict[str, list[Any]]:
    known = list(people)
    return {
        "keys": sorted({key for one in known for pair in one.names for key in pair if key}),
        "births": sorted({one.born_on for one in known if one.born_on}),
        "tokens": sorted({token for one in known for _, token in one.places}),
    }


def _read(statement: str, values: Sequence[Any] | dict[str, Any]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_row(*columns) for columns in cursor.fetchall()]


def _row(
    person_id: UUID, born_on: date | None, names: list[Any], places: list[Any], cases: list[Any], not_same: list[UUID]
) -> _Row:
    there = tuple(CaseThere(UUID(id_), ref, date.fromisoformat(on), PartKind(part)) for id_, ref, on, part in cases)
    known = Known(
        person_id=person_id,
        names=frozenset((given_key, family_key) for given_key, family_key, _, _ in names),
        born_on=born_on,
        places=frozenset((kind, token) for kind, token in places),
        kinds=frozenset(case.part for case in there),
    )
    return _Row(known, full_name(*names[0][2:]) if names else "", there, frozenset(not_same))


@dataclass(frozen=True)
class Alike:
    """Somebody in a file here who may be one of people that are in no file yet."""

    name: str
    cases: tuple[CaseThere, ...]
    reasons: tuple[str, ...]
    strength: int


def alike(people: Sequence[Known]) -> list[Alike]:
    """Who of people that are in no file yet may be known here already, the strongest first. One query.

    Args:
        people: with keys of their own that stand nowhere.
    """
    if not any(one.names or one.born_on for one in people):
        return []
    there = _read(_ALIKE, {**_keys(people), "file": uuid4()})
    found = [
        Alike(other.name, other.cases, like.reasons, like.strength)
        for one in people
        for other in there
        if other.cases and (like := likeness(one, other.known)) is not None
    ]
    return sorted(found, key=lambda each: (-each.strength, each.name))[:SHOWN]
