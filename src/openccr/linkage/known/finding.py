"""Who of the people that the actor may see may be one who is described: by equality of keys, under row security.

Row security decides before anything is ranked: a person out of the actor's sight is no candidate, takes nobody's place
among the ten, and her being there cannot be told from the answer. What other agencies hold is not asked here at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from openccr.access.prepared import keeping_cursor
from openccr.linkage.online.described import Described, describe
from openccr.linkage.rules.asked import Asked
from openccr.linkage.rules.likeness import reasons
from openccr.linkage.rules.limits import LEAST, SHOWN
from openccr.linkage.rules.nearby import called, nearby
from openccr.people.comparing import REACHED
from openccr.people.rules import PERSONAL, PartKind, full_name, in_order, name_key
from openccr.people.sealing import match_token

_LOOKED_AT = 400

# Hundreds of keys as the answer of a subquery: written out, the planner weighs each of them, for eight milliseconds.
_KEYS = {
    name: f"ARRAY(SELECT unnest(%({name})s::text[]))" for name in ("family", "family_near", "called", "given_near")
}
# The keys only find candidates. Each line finds those whom one kind of error leaves: a slip in either name, the two
# turned round, another family name since, a date of birth that is a year or ten off. Of neighbours, who share no more
# than a postcode, nobody is looked at. Whoever is found by a place or a date is compared under a collation that has no
# index: the planner would else go through everybody of that name for each of them.
NEAR = """{reached}
  UNION SELECT w.person_id FROM people_whereabouts w JOIN people_personname n ON n.person_id = w.person_id
    WHERE w.match = ANY (%(tokens)s)
      AND (n.family_key COLLATE "C" = ANY (%(family)s) OR n.given_key COLLATE "C" = ANY (%(called)s))
  UNION SELECT b.id FROM people_person b WHERE b.born_on = ANY (%(births)s)
  UNION SELECT n.person_id FROM people_personname n
    WHERE n.family_key = ANY ({family_near}) AND n.given_key = ANY ({called})
  UNION SELECT n.person_id FROM people_personname n
    WHERE n.family_key = ANY ({family}) AND n.given_key = ANY ({given_near})
  UNION SELECT n.person_id FROM people_personname n
    WHERE n.family_key = ANY ({called}) AND n.given_key = ANY ({family_near})
  UNION SELECT b.id FROM people_person b JOIN people_personname n ON n.person_id = b.id
    WHERE b.born_on = ANY (%(births_near)s)
      AND (n.family_key COLLATE "C" = ANY ({family_near}) OR n.given_key COLLATE "C" = ANY ({given_near}))
""".format(**_KEYS, reached=REACHED)  # noqa: S608
_FOUND = f"""
SELECT p.id, p.born_on, p.sex,
  coalesce((SELECT json_agg(json_build_array(n.kind, n.given, n.family, n.until_on))
            FROM people_personname n WHERE n.person_id = p.id), '[]'),
  coalesce((SELECT json_agg(json_build_array(w.kind, w.match))
            FROM people_whereabouts w WHERE w.person_id = p.id AND w.match = ANY (%(tokens)s)), '[]'),
  coalesce((SELECT json_agg(json_build_array(c.id, c.reference, t.kind) ORDER BY c.opened_at DESC)
            FROM people_part t JOIN casefiles_casefile c ON c.id = t.file_id WHERE t.person_id = p.id), '[]')
FROM people_person p WHERE (p.merged_into_id IS NULL) IS TRUE AND p.id = ANY (ARRAY(
  {NEAR} LIMIT {_LOOKED_AT}
))
"""  # noqa: S608


@dataclass(frozen=True)
class InCase:
    """A case in which somebody known has a part."""

    file_id: UUID
    reference: str
    part: PartKind


@dataclass(frozen=True)
class KnownHere:
    """Somebody known here who may be the person described.

    Args:
        under: the other name of hers that is like what was asked; empty where it is her own.
        alike, unlike: what speaks for and against it, in words.
        probability: that she is, 0 to 1; for the order and the word "likely" alone.
    """

    person_id: UUID
    name: str
    under: str
    born_on: date | None
    cases: tuple[InCase, ...]
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    probability: float
    likely: bool


def known_here(asked: Asked, *, today: date) -> list[KnownHere]:
    """The ten whom the actor sees and who are likeliest to be the one described, the likeliest first. One query."""
    if not asked.enough:
        return []
    # Only where somebody is compared: the web process starts without it.
    from openccr.linkage.online.lookup import LIKELY
    from openccr.linkage.online.scoring import Typical, careful_scores, probability

    tokens = asked.tokens(match_token)
    described = [
        describe({"given_name": given, "family_name": family, "dob": asked.born, "sex": asked.sex}, today=today)
        for given, family in asked.names or (("", ""),)
    ]
    rows = _read(asked, described[0], tokens)
    ways = [
        (row, name, _placed(each, row, tokens), _described(*name, row, today=today))
        for row in rows
        for each in described
        for name in row.names or (("", ""),)
    ]
    odds = careful_scores([(mine, theirs) for _, _, mine, theirs in ways], counts=Typical).tolist()
    best: dict[UUID, tuple[float, _Row, tuple[str, str], Described, Described]] = {}
    for value, (row, name, mine, theirs) in zip(odds, ways, strict=True):
        if row.person_id not in best or value > best[row.person_id][0]:
            best[row.person_id] = (value, row, name, mine, theirs)
    found = []
    for value, row, name, one, other in best.values():
        chance = probability(value)
        if chance >= LEAST:
            why = reasons(one, other)
            own = (row.names or (("", ""),))[0]
            found.append(
                KnownHere(
                    person_id=row.person_id,
                    name=full_name(*own),
                    under="" if name == own else full_name(*name),
                    born_on=row.born_on,
                    cases=row.cases,
                    alike=why.alike,
                    unlike=why.unlike,
                    probability=chance,
                    likely=chance >= LIKELY,
                )
            )
    found.sort(key=lambda each: (-each.probability, each.name))
    return found[:SHOWN]


class _Name(NamedTuple):
    kind: str
    given: str
    family: str
    until_on: date | None
    """As JSON writes it; it is asked only whether there is one."""


@dataclass(frozen=True)
class _Row:
    person_id: UUID
    born_on: date | None
    sex: str
    names: tuple[tuple[str, str], ...]
    places: frozenset[tuple[str, str]]
    cases: tuple[InCase, ...]


def near_keys(asked: Asked, first: Described, tokens: dict[str, list[str]]) -> dict[str, list[Any]]:
    """By what somebody like this one is found, for `NEAR`.

    Args:
        first: as she is described under her own name.
        tokens: of her places, by kind.
    """
    givens, families = [given for given, _ in asked.names], [family for _, family in asked.names]
    return {
        "tokens": [token for some in tokens.values() for token in some],
        "own": [token for kind, some in tokens.items() if kind in PERSONAL for token in some],
        "births": asked.births(first),
        "births_near": asked.births_near(first),
        "family": sorted({name_key(family) for family in families} - {""}),
        "family_near": sorted({key for family in families for key in nearby(family)}),
        "called": sorted({key for given in givens for key in called(given)}),
        "given_near": sorted({key for given in givens for key in nearby(given) | called(given)}),
    }


def _read(asked: Asked, first: Described, tokens: dict[str, list[str]]) -> list[_Row]:
    # Kept: reading and planning it is a third of what it costs the database.
    with keeping_cursor(connection) as cursor:
        cursor.execute(_FOUND, near_keys(asked, first, tokens))
        return [_row(*columns) for columns in cursor.fetchall()]


def _row(
    person_id: UUID, born_on: date | None, sex: str, names: list[Any], places: list[Any], cases: list[Any]
) -> _Row:
    return _Row(
        person_id,
        born_on,
        sex,
        tuple((one.given, one.family) for one in in_order(_Name(*name) for name in names)),
        frozenset((kind, token) for kind, token in places),
        tuple(InCase(UUID(file), reference, PartKind(part)) for file, reference, part in cases),
    )


def _described(given: str, family: str, row: _Row, *, today: date) -> Described:
    born = row.born_on.isoformat() if row.born_on else ""
    tidy = describe({"given_name": given, "family_name": family, "dob": born, "sex": row.sex}, today=today)
    shared = {kind for kind, _ in row.places}
    return tidy._replace(phone=SHARED if "phone" in shared else "", postcode=SHARED if "postcode" in shared else "")


def _placed(asked: Described, row: _Row, tokens: dict[str, list[str]]) -> Described:
    """What is sealed is compared as the same or not known: what a place is nobody reads here."""
    shared = {kind for kind, _ in row.places} & tokens.keys()
    return asked._replace(phone=SHARED if "phone" in shared else "", postcode=SHARED if "postcode" in shared else "")


SHARED = "the same"
"""What two places are that have one token."""
