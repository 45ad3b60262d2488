"""People as they are compared: keys and tokens, read under row security, for queries and operations alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from openccr.access.acting import current_actor
from openccr.access.prepared import keeping_cursor
from openccr.partnership.practice import practice
from openccr.people.rules import OFFICE, PERSONAL, Known, Likeness, PartKind, full_name, likeness

# A person as she is compared: keys, and what is shown of the files she has a part in.
KNOWN = """
SELECT p.id, p.born_on,
  coalesce((SELECT json_agg(json_build_array(n.given_key, n.family_key, n.given, n.family) ORDER BY n.kind <> 'name')
            FROM people_personname n WHERE n.person_id = p.id), '[]'),
  coalesce((SELECT json_agg(json_build_array(w.kind, w.match))
            FROM people_whereabouts w WHERE w.person_id = p.id), '[]'),
  coalesce((SELECT json_agg(json_build_array(c.id, c.reference, c.opened_at::date, t.kind) ORDER BY c.opened_at DESC)
            FROM people_part t JOIN casefiles_casefile c ON c.id = t.file_id WHERE t.person_id = p.id), '[]'),
  ARRAY(SELECT CASE WHEN s.person_id = p.id THEN s.other_id ELSE s.person_id END
        FROM people_notsame s WHERE p.id IN (s.person_id, s.other_id)),
  coalesce((SELECT json_agg(json_build_array(i.kind, i.match))
            FROM people_identifier i WHERE i.person_id = p.id AND i.kind = ANY (%(alone)s)), '[]')
FROM people_person p
"""
# Constants of this file put together: no value ever stands in a statement's text.
OF_FILE = KNOWN + "WHERE p.id = ANY (ARRAY(SELECT t.person_id FROM people_part t WHERE t.file_id = %(file)s))"  # noqa: S608
REACHED = f"""SELECT unnest(array_agg(w.person_id)) FROM people_whereabouts w WHERE w.match = ANY (%(own)s)
    GROUP BY w.match HAVING count(*) <= {OFFICE}"""  # noqa: S608
"""People who gave one of these telephones or e-mails, where it is their own."""
# Of somebody who is found already; under this collation no index of all who have such a name is gone through for each.
_HALF_A_NAME = '(n.given_key COLLATE "C" = ANY (%(givens)s) OR n.family_key COLLATE "C" = ANY (%(families)s))'
# Nobody is read of whom the rules would not speak: beside a date of birth or a place, half a name must be the same.
ALIKE = f"""{KNOWN}WHERE p.id = ANY (ARRAY(
  SELECT n.person_id FROM unnest(%(givens)s::text[], %(families)s::text[]) AS k (given, family)
    JOIN people_personname n ON (n.given_key, n.family_key) IN ((k.given, k.family), (k.family, k.given))
  UNION SELECT b.id FROM people_person b JOIN people_personname n ON n.person_id = b.id
    WHERE b.born_on = ANY (%(births)s) AND {_HALF_A_NAME}
  UNION {REACHED}
  UNION SELECT w.person_id FROM people_whereabouts w JOIN people_personname n ON n.person_id = w.person_id
    WHERE w.match = ANY (%(places)s) AND {_HALF_A_NAME}
  UNION SELECT i.person_id FROM people_identifier i WHERE i.match = ANY (%(numbers)s)
)) AND NOT EXISTS (SELECT 1 FROM people_part t WHERE t.person_id = p.id AND t.file_id = %(file)s)"""  # noqa: S608

NAMED = KNOWN + "WHERE p.id = ANY (%(people)s)"


@dataclass(frozen=True)
class CaseThere:
    """A file in which the other person has a part."""

    file_id: UUID
    reference: str
    opened_on: date
    part: PartKind


@dataclass(frozen=True)
class Row:
    """A person as she was read for a comparison."""

    known: Known
    name: str
    cases: tuple[CaseThere, ...]
    not_same: frozenset[UUID]

    @property
    def files(self) -> frozenset[UUID]:
        return frozenset(case.file_id for case in self.cases)

    def part_in(self, file_id: UUID) -> PartKind:
        return next(case.part for case in self.cases if case.file_id == file_id)


def keys(people: Iterable[Known]) -> dict[str, list[Any]]:
    """By what others like these people are found, for `ALIKE`."""
    known = list(people)
    names = sorted({pair for one in known for pair in one.names})
    return {
        "givens": [given or None for given, _ in names],
        "families": [family or None for _, family in names],
        "births": sorted({one.born_on for one in known if one.born_on}),
        "own": sorted({token for one in known for kind, token in one.places if kind in PERSONAL}),
        "places": sorted({token for one in known for _, token in one.places}),
        "numbers": sorted({token for one in known for _, token in one.numbers}),
    }


def read(statement: str, values: dict[str, Any]) -> list[Row]:
    """The people of one of the statements above. One query."""
    kinds = practice(current_actor()).people.identifiers
    alone = {key: kind.name for key, kind in kinds.items() if kind.alone}
    # Kept: reading and planning it is a third of what it costs the database.
    with keeping_cursor(connection) as cursor:
        cursor.execute(statement, {**values, "alone": list(alone)})
        return [_row(*columns, called=alone) for columns in cursor.fetchall()]


def of_offices(tokens: Collection[str]) -> set[str]:
    """Those of these telephones and e-mails that too many gave to be one person's. One query, none about nothing."""
    if not tokens:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT match FROM people_whereabouts WHERE match = ANY (%s) GROUP BY match HAVING count(*) > %s",
            [list(tokens), OFFICE],
        )
        return {match for (match,) in cursor.fetchall()}


def _row(
    person_id: UUID, born_on: date | None, names: list[Any], places: list[Any], cases: list[Any], not_same: list[UUID],
    numbers: list[Any], *, called: Mapping[str, str],
) -> Row:  # fmt: skip
    there = tuple(CaseThere(UUID(id_), ref, date.fromisoformat(on), PartKind(part)) for id_, ref, on, part in cases)
    known = Known(
        person_id=person_id,
        names=frozenset((given_key, family_key) for given_key, family_key, _, _ in names),
        born_on=born_on,
        places=frozenset((kind, token) for kind, token in places),
        kinds=frozenset(case.part for case in there),
        numbers=frozenset((called[kind], token) for kind, token in numbers),
    )
    return Row(known, full_name(*names[0][2:]) if names else "", there, frozenset(not_same))


@dataclass(frozen=True)
class Compared:
    """Two people whom somebody wants to put together, as the rules look at them."""

    like: Likeness | None
    found_two: bool


def compared(person: UUID, as_person: UUID) -> Compared:
    """How alike two people are whom the actor sees, and whether somebody found them to be two. One query."""
    rows = {row.known.person_id: row for row in read(NAMED, {"people": [person, as_person]})}
    one, other = rows[person], rows[as_person]
    return Compared(likeness(one.known, other.known), found_two=as_person in one.not_same)
