"""Putting people into files, with their names and, sealed, where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import (
    InterpreterNeed,
    Part,
    Person,
    PersonName,
    RecourseToFunds,
    SafeContact,
    Whereabouts,
)
from openccr.people.rules import Description, Name, Newcomer, PartKind, full_name, name_key
from openccr.people.rules.description import why_not_put_in
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


def put_in(
    *, actor: Actor, file: UUID, part: str, given: str, family: str, born_on: date | None, expected: bool, sex: str,
    relationship: str, source: str, at: datetime,
) -> UUID:  # fmt: skip
    """Put somebody into a case who became known after it was referred: another person who harms, a child, a witness.

    Args:
        part: a `PartKind`, never the victim: a case is about one.
        expected: the day is the one on which a baby is due.
        relationship: of a person who harms, to the victim: a key of the pack's list.

    Returns the person's id. Raises NotFound for a case that the actor does not see, Refusal as `why_not_put_in` and for
    somebody who is in the case already.
    """
    with acting_as(actor):
        must(actor, "people.add")
        kind, named = PartKind(part), Name(given=given.strip(), family=family.strip())
        if refusal := why_not_put_in(kind, named, born_on=born_on, expected=expected, today=localdate(at)):
            raise refusal
        if not source.strip():
            raise Refusal("Say who says so.", field="source")
        if relationship and relationship not in practice(actor).relationships.relationships:
            raise Refusal("Choose what they are to the victim.", field="relationship")
        _need_nobody_of_the_name(file, named, born_on)
        person = add_person(
            actor=actor, file_id=file, kind=kind, source=source.strip(), on=localdate(at),
            relationship=relationship if kind is PartKind.HARMER else "",
            described=Description(
                names=(named,) if full_name(named.given, named.family) else (), born_on=born_on,
                born_on_is_expected=expected, sex=sex,
            ),
        )  # fmt: skip
        # No name: whoever reads the timeline finds the person under People.
        note(file_id=file, kind="fact", sentence=f"Added to the case: {kind.label.lower()}", at=at, about_id=person)
        return person


def _need_nobody_of_the_name(file: UUID, named: Name, born_on: date | None) -> None:
    """Refuse whoever has the name of somebody in the case; father and son of one name have different days."""
    here = set(Part.objects.filter(file_id=file, until_on=None).values_list("person_id", flat=True))
    if not here:
        raise NotFound
    alike = PersonName.objects.filter(
        person_id__in=here, given_key=name_key(named.given), family_key=name_key(named.family)
    )
    if not full_name(named.given, named.family):
        return
    for other in Person.objects.filter(id__in=alike.values("person_id")):
        if born_on is None or other.born_on is None or other.born_on == born_on:
            raise Refusal(
                "Somebody of this name is in the case already.",
                remedy="Open their page and write there what is new; or give both days of birth.",
                field="given",
            )


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
        InterpreterNeed.objects.bulk_create(_each(interpreter_of, by_id), batch_size=BATCH)
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


def interpreter_of(person_id: UUID, one: Newcomer) -> Iterable[InterpreterNeed]:
    """Which interpreter is needed, as whoever describes the person was told: a row, not saved yet, or none.

    Asked anew, the newer answer counts.
    """
    described = one.described
    if described.interpreter == "yes":
        yield InterpreterNeed(
            person_id=person_id,
            language=described.language or "Language not said",
            dialect=described.dialect,
            gender=described.interpreter_gender,
            own_community=described.own_community,
            said_at=make_aware(datetime.combine(one.on, time.min)),
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
