"""Putting people into files, with their names and, sealed, where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part, Person, PersonName, RecourseToFunds, SafeContact, Whereabouts
from openccr.people.rules import Description, Newcomer, PartKind, name_key
from openccr.people.rules.recognising import PeopleKnownBetter
from openccr.people.sealing import Vault, match_token, near_tokens

BATCH = 1_000

Row = TypeVar("Row")


def add_person(
    *, actor: Actor, file_id: UUID, kind: PartKind, described: Description, relationship: str, source: str, on: date
) -> UUID:
    """Make a new person with a part in the file: see `Newcomer` for the words, and `add_people`. Returns her id."""
    newcomer = Newcomer(
        file_id=file_id, kind=kind, described=described, relationship=relationship, source=source, on=on
    )
    with acting_as(actor):
        added = add_people(actor=actor, newcomers=[newcomer])[0]
        publish(PeopleKnownBetter(actor=actor, file_id=file_id))
        return added


def add_people(*, actor: Actor, newcomers: Sequence[Newcomer]) -> list[UUID]:
    """Make new people, each with a part in a file, however many files there are. Returns their ids in the same order.

    Raises Refusal for a victim without any name: nobody could tell her from others.
    """
    with acting_as(actor):
        must(actor, "people.add")
        if any(one.kind is PartKind.VICTIM and not one.described.names for one in newcomers):
            raise Refusal("A victim needs at least one name.", field="names")
        made = [(_person(one.described), one) for one in newcomers]
        Person.objects.bulk_create((person for person, _ in made), batch_size=BATCH)
        # Parts before all else: what hangs on a person may only be written of one whom the actor sees.
        Part.objects.bulk_create((_part(person.id, one) for person, one in made), batch_size=BATCH)
        by_id = {person.id: one for person, one in made}
        PersonName.objects.bulk_create(_each(_names, by_id), batch_size=BATCH)
        vault = Vault()
        Whereabouts.objects.bulk_create(_each(partial(_places, vault), by_id), batch_size=BATCH)
        SafeContact.objects.bulk_create(_each(partial(_contacts, vault), by_id), batch_size=BATCH)
        RecourseToFunds.objects.bulk_create(_each(partial(_recourse, vault), by_id), batch_size=BATCH)
        vault.write()
        by_file: dict[UUID, list[UUID]] = {}
        for person_id, one in by_id.items():
            by_file.setdefault(one.file_id, []).append(person_id)
        record_all(Act(type="person.added", file_id=file, subjects=tuple(added)) for file, added in by_file.items())
        return list(by_id)


def join(*, actor: Actor, file_id: UUID, person_id: UUID, kind: PartKind, relationship: str, on: date) -> None:
    """Give a person whom the actor already sees a part in another file: the same woman, referred again."""
    with acting_as(actor):
        must(actor, "people.add")
        part = Part(file_id=file_id, person_id=person_id, kind=kind.value, relationship=relationship, from_on=on)
        Part.objects.bulk_create([part])
        record("person.joined", file_id=file_id, subjects=[person_id])
        publish(PeopleKnownBetter(actor=actor, file_id=file_id))


def _person(described: Description) -> Person:
    return Person(
        born_on=described.born_on,
        born_on_is_expected=described.born_on_is_expected,
        sex=described.sex,
        ethnicity=described.ethnicity,
        disability=described.disability,
        lgbt=described.lgbt,
        pregnant=described.pregnant,
        language=described.language,
        interpreter=described.interpreter,
    )


def _part(person_id: UUID, one: Newcomer) -> Part:
    return Part(
        file_id=one.file_id,
        person_id=person_id,
        kind=one.kind.value,
        relationship=one.relationship,
        from_on=one.on,
    )


def _each(rows_of: Callable[[UUID, Newcomer], Iterable[Row]], by_id: Mapping[UUID, Newcomer]) -> Iterator[Row]:
    return (row for person_id, one in by_id.items() for row in rows_of(person_id, one))


def _names(person_id: UUID, one: Newcomer) -> Iterable[PersonName]:
    for name in one.described.names:
        yield PersonName(
            person_id=person_id,
            given=name.given,
            family=name.family,
            kind=name.kind,
            given_key=name_key(name.given),
            family_key=name_key(name.family),
            source=one.source,
        )


def _places(vault: Vault, person_id: UUID, one: Newcomer) -> Iterable[Whereabouts]:
    for kind, text in one.described.places:
        if text.strip():
            yield Whereabouts(
                person_id=person_id,
                kind=kind,
                sealed=vault.seal(text, person_id=person_id),
                match=match_token(text),
                near=near_tokens(kind, text),
                source=one.source,
                from_on=one.on,
                written_in=one.file_id,
            )


def _contacts(vault: Vault, person_id: UUID, one: Newcomer) -> Iterable[SafeContact]:
    first = one.described.contact
    for contact in ((first,) if first else ()) + one.described.other_contacts:
        yield SafeContact(
            person_id=person_id,
            channel=contact.channel,
            safe=contact.safe,
            rule_sealed=vault.seal(contact.rule, person_id=person_id) if contact.rule else b"",
            asked_on=one.on if contact.safe != "not_asked" else None,
            source=one.source,
        )


def _recourse(vault: Vault, person_id: UUID, one: Newcomer) -> Iterable[RecourseToFunds]:
    if one.described.recourse:
        yield RecourseToFunds(
            file_id=one.file_id,
            person_id=person_id,
            sealed=vault.seal(one.described.recourse, person_id=person_id),
            said_on=one.on,
        )
