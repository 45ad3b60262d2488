"""Carrying what hangs on a person to another, sealed anew: when two are put together, and when they are taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from openccr.people.merging import FILLED, Moved
from openccr.people.models import Person, Relationship
from openccr.people.sealing import Vault

THERE = "there"
"""In `Recognition.rows`: what warned of the person who stays before anything moved."""
BEFORE = "before"
"""There: what else hung on that person. Without it nobody can tell what was written since."""
TIES = {"person_id": "people.Relationship.person", "other_id": "people.Relationship.other"}


def seen_whole(person: UUID) -> bool:
    """Whether every file in which she has a part is one that the actor sees, who is shut out of none at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.seen_whole(%s)", [person])
        return bool(cursor.fetchone()[0])


def facts_of(row: Person) -> dict[str, Any]:
    """The facts of a person that fill another's blanks, by the name of the field."""
    return {name: getattr(row, name) for name in FILLED}


def carry(moved: Moved, rows: Iterable[Any], to: UUID, vault: Vault) -> list[str]:
    """Write these rows again as another person's and return their new ids. Whoever calls deletes the old ones.

    Nothing is left out as "the same": taken apart again, each must have hers.
    """
    copies = [_copy(moved, row, to, vault) for row in rows]
    vault.write()
    moved.model.objects.bulk_create(copies)
    return [str(copy.id) for copy in copies]


def move_ties(person: UUID, to: UUID, *, copied: bool) -> dict[str, list[str]]:
    """Ties of a person become those of another, but for ties between the two. Ids of the rows by which end they have.

    Args:
        copied: the person keeps hers as well, for files out of sight.
    """
    done = {}
    for end, name in TIES.items():
        far = "other_id" if end == "person_id" else "person_id"
        rows = list(Relationship.objects.filter(**{end: person}).exclude(**{far: to}))
        done[name] = _ties_of(rows, end, to, copied=copied)
    return done


def ties_back(done: Mapping[str, list[str]], stays: UUID, goes: UUID) -> None:
    """The ties that moved go back."""
    for end, name in TIES.items():
        Relationship.objects.filter(id__in=done.get(name, []), **{end: stays}).update(**{end: goes})


def _ties_of(rows: list[Relationship], end: str, to: UUID, *, copied: bool) -> list[str]:
    if copied:
        values = [
            {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"} for row in rows
        ]
        rows = [Relationship(**{**one, end: to}) for one in values]
        Relationship.objects.bulk_create(rows)
    else:
        Relationship.objects.filter(id__in=[row.id for row in rows]).update(**{end: to})
    return [str(row.id) for row in rows]


def _copy(moved: Moved, row: Any, to: UUID, vault: Vault) -> Any:
    values: Mapping[str, Any] = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"
    }
    sealed = {}
    if moved.sealed:
        opened = vault.unseal(bytes(values[moved.sealed]), person_id=row.person_id)
        sealed[moved.sealed] = vault.seal(opened, person_id=to) if opened else b""
    return moved.model(**{**values, **sealed, "person_id": to})
