"""Writing down what else is known of a person: names and dates of birth with their source and period, and ties."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import BirthDate, Part, Person, PersonName, Relationship
from openccr.people.rules import full_name, name_key
from openccr.people.rules.recognising import PeopleKnownBetter
from openccr.people.rules.ties import why_not_period, why_not_related


def say_name(
    *, actor: Actor, file: UUID, person: UUID, given: str, family: str, kind: str, source: str, from_on: date | None,
    until_on: date | None, at: datetime,
) -> UUID:  # fmt: skip
    """Write down another name of somebody, with who says so and from when until when she used it. None is overwritten.

    Args:
        kind: name or alias. A name nobody may learn is whereabouts (`place`, kind "new_name").

    Returns the name's id. Raises Refusal without a name or a source, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.facts")
        _need_part(file, person)
        if not full_name(given, family):
            raise Refusal("Write the name.", field="given")
        _need_source(source)
        _need_period(from_on, until_on, today=localdate(at))
        row = PersonName(
            person_id=person, given=given.strip(), family=family.strip(), kind=kind, given_key=name_key(given),
            family_key=name_key(family), source=source.strip(), from_on=from_on, until_on=until_on,
        )  # fmt: skip
        PersonName.objects.bulk_create([row])
        record("person.fact_said", file_id=file, subjects=[person], fields=["name"], at=at)
        publish(PeopleKnownBetter(actor=actor, file_id=file))
        return row.id


def say_birth_date(
    *, actor: Actor, file: UUID, person: UUID, born_on: date, source: str, in_use: bool, at: datetime
) -> UUID:
    """Write down a date of birth that somebody gives, with its source. The earlier one is kept beside it.

    Args:
        in_use: from now on ages are counted from it; the one before is kept, used until today.

    Returns the row's id. Raises Refusal for a day ahead or without a source, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.facts")
        _need_part(file, person)
        today = localdate(at)
        if born_on > today:
            raise Refusal("This day lies ahead.", remedy="Look at the year.", field="born_on")
        _need_source(source)
        found = Person.objects.select_for_update(of=("self",)).get(id=person)
        rows = [BirthDate(person_id=person, born_on=born_on, source=source.strip(), from_on=today)]
        if in_use and found.born_on != born_on:
            if found.born_on and not found.born_on_is_expected:
                before = BirthDate(
                    person_id=person, born_on=found.born_on, source="Used in this case until then", from_on=today,
                    until_on=today,
                )  # fmt: skip
                rows.append(before)
            Person.objects.filter(id=person).update(born_on=born_on, born_on_is_expected=False)
        BirthDate.objects.bulk_create(rows)
        if in_use:
            note(file_id=file, kind="fact", sentence="A date of birth was corrected", at=at, about_id=person)
        record("person.fact_said", file_id=file, subjects=[person], fields=["born_on"], at=at)
        publish(PeopleKnownBetter(actor=actor, file_id=file))
        return rows[0].id


def relate(
    *, actor: Actor, file: UUID, person: UUID, other: UUID, kind: str, since_on: date | None, until_on: date | None,
    source: str, at: datetime,
) -> UUID:  # fmt: skip
    """Write down that `person` is the `kind` of `other`, since when and until when: her mother, his ex-partner.

    Args:
        kind: key of the pack's ties.

    Returns the tie's id. Raises Refusal as `rules.ties.why_not_related`, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.facts")
        _need_part(file, person)
        _need_part(file, other)
        if kind not in practice(actor).people.ties:
            raise Refusal("Choose what they are to each other.", field="kind")
        refusal = why_not_related(same=person == other, since_on=since_on, until_on=until_on, today=localdate(at))
        if refusal is not None:
            raise refusal
        _need_source(source)
        row = Relationship(
            person_id=person, other_id=other, kind=kind, since_on=since_on, until_on=until_on, source=source.strip(),
            said_at=at,
        )  # fmt: skip
        Relationship.objects.bulk_create([row])
        record("person.related", file_id=file, subjects=[person, other], fields=[kind], at=at)
        return row.id


def end_tie(*, actor: Actor, file: UUID, tie: UUID, until_on: date, source: str, at: datetime) -> None:
    """Write down until when somebody was something to somebody. Raises NotFound, Refusal as `relate`."""
    with acting_as(actor):
        must(actor, "people.facts")
        row = Relationship.objects.filter(id=tie, until_on=None).first()
        if row is None:
            raise NotFound
        _need_part(file, row.person_id)
        _need_source(source)
        today = localdate(at)
        if until_on > today:
            raise Refusal("This day lies ahead.", remedy="Write it down when it has ended.", field="until_on")
        refusal = why_not_related(same=False, since_on=row.since_on, until_on=until_on, today=today)
        if refusal is not None:
            raise refusal
        Relationship.objects.filter(id=tie).update(until_on=until_on, ended_source=source.strip())
        record("person.related", file_id=file, subjects=[row.person_id, row.other_id], fields=["until_on"], at=at)


def _need_part(file: UUID, person: UUID) -> None:
    if not Part.objects.filter(file_id=file, person_id=person).exists():
        raise NotFound


def _need_source(source: str) -> None:
    if not source.strip():
        raise Refusal("Say who says so.", remedy="For example: herself, a passport, the police.", field="source")


def _need_period(from_on: date | None, until_on: date | None, *, today: date) -> None:
    refusal = why_not_period(from_on, until_on, today=today)
    if refusal is not None:
        raise refusal
