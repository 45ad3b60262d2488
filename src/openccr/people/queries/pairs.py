"""Files that name the same two people: in the same parts, or the other way round."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from openccr.access.together import Steps, asked
from openccr.casefiles.models import CaseFile
from openccr.people.models import Part
from openccr.people.queries.duplicates import possible_duplicates
from openccr.people.rules import OPPOSITE, PartKind


def files_of_pair(file_id: UUID) -> QuerySet[CaseFile]:
    """Other files of the same victim and the same person who harms, as far as they have been recognised."""
    with_both = CaseFile.objects.exclude(id=file_id)
    for kind in (PartKind.VICTIM, PartKind.HARMER):
        here = Part.objects.filter(file_id=file_id, kind=kind).values("person_id")
        with_both = with_both.filter(id__in=Part.objects.filter(kind=kind, person_id__in=here).values("file_id"))
    return with_both


def turned_pairs(file_id: UUID) -> dict[UUID, list[str]]:
    """Other files in which the victim of this one harms and the person who harms is the victim → why, in words.

    By likeness, or because they are recognised; only among what the actor sees, so that whoever is shut out of the
    other file learns nothing. Three queries.
    """
    found = _alike(file_id)
    for other in turned_as_recognised(file_id):
        found.setdefault(other, []).append("The same two people")
    return found


def _alike(file_id: UUID) -> dict[UUID, list[str]]:
    found: dict[UUID, dict[PartKind, list[str]]] = {}
    for candidate in possible_duplicates(file_id):
        for case in candidate.cases:
            if {candidate.part, case.part} == OPPOSITE:
                reasons = found.setdefault(case.file_id, {}).setdefault(candidate.part, [])
                reasons.append(f"{candidate.part.label} here: {', '.join(candidate.reasons)}")
    return {
        other: [*parts[PartKind.VICTIM], *parts[PartKind.HARMER]]
        for other, parts in found.items()
        if parts.keys() >= OPPOSITE
    }


@asked
def turned_as_recognised(file_id: UUID) -> Steps[frozenset[UUID]]:
    """Other files in which two who are recognised as people of this one stand the other way round. One query."""
    people = Part.objects.filter(file_id=file_id, kind__in=OPPOSITE).values("person_id")
    (parts,) = yield (
        Part.objects.filter(person_id__in=people, kind__in=OPPOSITE).values_list("file_id", "person_id", "kind"),
    )
    here = {person: kind for file, person, kind in parts if file == file_id}
    turned: dict[UUID, set[str]] = {}
    for file, person, kind in parts:
        if file != file_id and kind != here[person]:
            turned.setdefault(file, set()).add(kind)
    return frozenset(file for file, kinds in turned.items() if kinds >= OPPOSITE)
