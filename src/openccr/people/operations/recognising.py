"""Recognising the person of a file as one of an earlier file, and finding two who look alike to be two.

What moves where stands in `openccr.people.merging`. One transaction: a person is never half put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.merging import FILLED, MOVED, REPOINTED, Moved
from openccr.people.models import NotSame, Part, Person
from openccr.people.rules import PartKind, filled, why_not_recognised
from openccr.people.sealing import Vault


def recognise(*, actor: Actor, file: UUID, person: UUID, as_person: UUID, reason: str, at: datetime) -> None:
    """The person of this file is the same as one of an earlier file: from now on they are one.

    What hangs on her moves to the earlier person, who gets her parts; blanks of the earlier person are filled and
    nothing of hers is overwritten: what differs is written on the timeline. A file out of the actor's sight keeps the
    person it has, with what she has there.

    Raises NotFound for a person of another file or one the actor does not see, Refusal as `rules.why_not_recognised`.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        found = Person.objects.select_for_update().order_by("id").in_bulk([person, as_person])
        parts = list(Part.objects.filter(person_id__in=(person, as_person)))
        hers = [part for part in parts if part.person_id == person]
        theirs = [part for part in parts if part.person_id == as_person]
        if not theirs or not any(part.file_id == file for part in hers):
            raise NotFound
        refusal = why_not_recognised(
            here=[(part.file_id, PartKind(part.kind)) for part in hers],
            there=[(part.file_id, PartKind(part.kind)) for part in theirs],
            reason=reason,
        )
        if refusal is not None:
            raise refusal
        emptied = _seen_whole(person)
        filling = filled(_facts(found[as_person]), _facts(found[person]))
        Person.objects.filter(id=as_person).update(**filling.values)
        vault = Vault.of([person, as_person])
        for moved in MOVED:
            _carry(moved, person, as_person, vault, emptied=emptied)
        vault.write()
        _repair_pairs(person, as_person, emptied=emptied)
        if emptied:
            Person.objects.filter(id=person).update(merged_into=as_person)
        Part.objects.filter(id__in=[part.id for part in hers]).update(person_id=as_person)
        for model in REPOINTED:
            model.objects.filter(person_id=person).update(person_id=as_person)
        # On this file alone: readers of the earlier one may not know that there is another.
        also = f" What differs: {'; '.join(filling.differing)}." if filling.differing else ""
        sentence = f"Recognised as somebody of an earlier case: {reason.strip().rstrip('.')}.{also}"
        note(file_id=file, kind="recognised", sentence=sentence, at=at, about_id=as_person)
        for each in sorted({part.file_id for part in parts}):
            record("person.recognised", file_id=each, subjects=[person, as_person], at=at)


def not_same(*, actor: Actor, file: UUID, person: UUID, others: Iterable[UUID], reason: str, at: datetime) -> None:
    """The person of this file is none of `others`: they are not proposed again.

    Raises NotFound for a person of another file or one the actor does not see, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        named = set(others)
        seen = set(Part.objects.filter(person_id__in=named).values_list("person_id", flat=True))
        if seen != named or not Part.objects.filter(file_id=file, person_id=person).exists():
            raise NotFound
        if not reason.strip():
            raise Refusal("Say how you know.", field="reason")
        NotSame.objects.bulk_create(
            [
                NotSame(**_pair(person, other), reason=reason.strip(), decided_at=at, decided_by=actor.appointment_id)
                for other in sorted(named)
            ],
            ignore_conflicts=True,
        )
        record("person.not_same", file_id=file, subjects=[person, *sorted(named)], at=at)


def _seen_whole(person: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.seen_whole(%s)", [person])
        return bool(cursor.fetchone()[0])


def _facts(row: Person) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FILLED}


def _carry(moved: Moved, person: UUID, as_person: UUID, vault: Vault, *, emptied: bool) -> None:
    """Move the rows of one kind, or copy them when the person stays behind for files out of sight."""
    rows = list(moved.model.objects.filter(person_id=person))
    there = {_sameness(moved, row) for row in moved.model.objects.filter(person_id=as_person)} if moved.same else set()
    new = [row for row in rows if not moved.same or _sameness(moved, row) not in there]
    copies = [_copy(moved, row, as_person, vault) for row in new]
    if emptied:
        moved.model.objects.filter(person_id=person).delete()
    moved.model.objects.bulk_create(copies)


def _sameness(moved: Moved, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in moved.same)


def _copy(moved: Moved, row: Any, as_person: UUID, vault: Vault) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    if moved.sealed:
        opened = vault.unseal(bytes(values[moved.sealed]), person_id=row.person_id)
        values[moved.sealed] = vault.seal(opened, person_id=as_person) if opened else b""
    return moved.model(**{**values, "person_id": as_person})


def _repair_pairs(person: UUID, as_person: UUID, *, emptied: bool) -> None:
    """Pairs found not to be the same keep being so with the person who stays; the pair now found to be one goes."""
    for pair in NotSame.objects.filter(person_id=person) | NotSame.objects.filter(other_id=person):
        other = pair.other_id if pair.person_id == person else pair.person_id
        if emptied or other == as_person:
            NotSame.objects.filter(id=pair.id).delete()
        if other != as_person:
            kept = NotSame(
                **_pair(as_person, other), reason=pair.reason, decided_at=pair.decided_at, decided_by=pair.decided_by
            )
            NotSame.objects.bulk_create([kept], ignore_conflicts=True)


def _pair(one: UUID, other: UUID) -> dict[str, UUID]:
    first, second = sorted((one, other))
    return {"person_id": first, "other_id": second}
