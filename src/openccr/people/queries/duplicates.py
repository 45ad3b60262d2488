"""Who of this file may already be known from another: by equality of keys alone, under row security.

Equality of text, dates and ids is what the database may use an index for before it has checked a row's wall; likeness
is not, and would read every row (decision 0003). The keys only find candidates; `rules.likeness` decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from openccr.kernel.once import once
from openccr.people.comparing import ALIKE, OF_FILE, CaseThere, Row, keys, read
from openccr.people.rules import OPPOSITE, Known, PartKind, likeness

SHOWN = 10
"""How many are shown for one person; more than that is a common name, not a finding."""


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


@once
def possible_duplicates(file_id: UUID, *, person_id: UUID | None = None) -> list[Candidate]:
    """People of other files who may be people of this one, the strongest first. Two queries.

    Args:
        person_id: only for this person of the file.

    Only what the actor sees is compared. A child is proposed only beside an adult of the same other file, one who may
    be the same or is already recognised: children share family names, and twins their date of birth too. Pairs once
    found to be two people are left out, and so are two who stand in one file.
    """
    here = [row for row in read(OF_FILE, {"file": file_id}) if any(case.file_id == file_id for case in row.cases)]
    there = read(ALIKE, {**keys(row.known for row in here), "file": file_id}) if here else []
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


def _compare(one: Row, other: Row, file_id: UUID) -> Candidate | None:
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
    there = read(ALIKE, {**keys(people), "file": uuid4()})
    found = [
        Alike(other.name, other.cases, like.reasons, like.strength)
        for one in people
        for other in there
        if other.cases and (like := likeness(one, other.known)) is not None
    ]
    return sorted(found, key=lambda each: (-each.strength, each.name))[:SHOWN]
