"""Taking apart again two people who were put together and are two after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.humans import same_human
from openccr.people.carrying import BEFORE, THERE, carry, facts_of, seen_whole, ties_back
from openccr.people.merging import MOVED, REPOINTED, WARNINGS, Moved
from openccr.people.models import BirthDate, Part, Person, Recognition, Whereabouts
from openccr.people.operations.recognising import not_same
from openccr.people.operations.written_since import WrittenSince
from openccr.people.rules.recognising import State, blanked, moved, why_not_agreed, why_not_apart, why_two_part
from openccr.people.sealing import Vault


def take_apart(*, actor: Actor, file: UUID, recognition: UUID, reason: str, at: datetime) -> UUID | None:
    """They are two people after all: what moved goes back, and they are remembered as not the same.

    Unless it is whoever put them together who corrects a slip, a second person agrees first (`rules.why_two_part`):
    then nothing has moved yet, and this is called again by somebody who sees them whole.

    Written down since they were put together: what was written on a case of hers goes with it (`written_since`); what
    warns (a contact that is not safe, a ban, a death) is kept with both, until somebody says whose it is. A place that
    was retired in the meantime is retired for both.

    Returns the id of the person who goes her own way, None where a second person is asked. Raises NotFound for a file
    or a person the actor does not see whole, Refusal as `rules.why_not_apart` and while nobody has agreed.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        made, stays = _made(file, recognition)
        gone_on = not Person.objects.filter(id=stays).exists()
        refusal = why_not_apart(state=made.state, moved_on=gone_on, reason=reason)
        if refusal is not None:
            raise refusal
        if not seen_whole(stays):
            # Whoever is shut out of a case of hers does not see all that must go back.
            raise NotFound
        if not _by_two(made, stays, actor, reason, at):
            return None
        files = set(Part.objects.filter(id__in=made.parts, person_id=stays).values_list("file_id", flat=True))
        since = WrittenSince(made, stays, files)
        # Before the parts go: what is kept to her own files cannot be read of the other afterwards.
        taken = [_take(one, made, stays, files, since) for one in MOVED]
        goes = _person_again(made, stays)
        vault = Vault.of([stays, goes])
        for one in taken:
            carry(one.kind, one.rows, goes, vault)
        ties_back(made.rows, stays, goes)
        since.ties(goes)
        for model in REPOINTED:
            model.objects.filter(person_id=stays, file_id__in=files).update(person_id=goes)
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.retire_alike(%s, %s)", [stays, goes])
        _blanks_again(made, stays, goes)
        made.state, made.parted_as_id = moved(made.state, "take_apart"), goes
        made.undone_user, made.undone_name, made.undone_at = actor.user_id, actor.name, at
        made.undone_reason = reason.strip()
        made.save(update_fields=["state", "parted_as", "undone_user", "undone_name", "undone_at", "undone_reason"])
        not_same(actor=actor, file=file, person=goes, others=[stays], reason=reason, at=at)
        sentence = f"Found to be another person than somebody of an earlier case: {reason.strip().rstrip('.')}."
        note(file_id=file, kind="recognised", sentence=sentence, at=at, about_id=goes)
        for each in sorted(files | set(Part.objects.filter(person_id=stays).values_list("file_id", flat=True))):
            record("person.parted", file_id=each, subjects=[goes, stays], at=at)
        return goes


def agree_apart(*, actor: Actor, file: UUID, recognition: UUID, at: datetime) -> None:
    """Agree, as the second person, that two records are two people. Whoever asked takes them apart then.

    Nothing is told of how much of her the second person sees. Raises NotFound, Refusal for whoever asked.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        made, stays = _made(file, recognition)
        made.state = moved(made.state, "agree_apart")
        refusal = why_not_agreed(own=same_human(actor, made.apart_user))
        if refusal is not None:
            raise refusal
        made.apart_agreed_user, made.apart_agreed_name = actor.user_id, actor.name
        made.save(update_fields=["state", "apart_agreed_user", "apart_agreed_name"])
        record("person.parting_agreed", file_id=file, subjects=[stays], at=at)


def keep_together(*, actor: Actor, file: UUID, recognition: UUID, at: datetime) -> None:
    """Do not agree, or do not ask any more: they stay one person. Raises NotFound, Refusal for what is settled."""
    with acting_as(actor):
        must(actor, "people.recognise")
        made, stays = _made(file, recognition)
        made.state = moved(made.state, "keep")
        made.apart_user, made.apart_name, made.apart_at, made.apart_reason = None, "", None, ""
        made.apart_agreed_user, made.apart_agreed_name = None, ""
        made.save(update_fields=["state", *_ASKED])
        record("person.kept_together", file_id=file, subjects=[stays], at=at)


_ASKED = ("apart_user", "apart_name", "apart_at", "apart_reason", "apart_agreed_user", "apart_agreed_name")


def _made(file: UUID, recognition: UUID) -> tuple[Recognition, UUID]:
    """The recognition, and who stayed."""
    made = Recognition.objects.select_for_update(of=("self",)).filter(id=recognition, file_id=file).first()
    if made is None or made.as_person_id is None:
        raise NotFound
    return made, made.as_person_id


def _by_two(made: Recognition, stays: UUID, actor: Actor, reason: str, at: datetime) -> bool:
    """Whether it may be done now; else it is asked of a second person. Raises Refusal while that one is awaited."""
    if made.state == State.PARTING:
        if made.apart_agreed_user is None:
            raise Refusal("A second person has not agreed yet.", remedy="It stands on their first page.")
        return True
    why = why_two_part(own=actor.user_id == made.asked_user, alone_until=made.alone_until, at=at)
    if not why:
        return True
    made.state = moved(made.state, "ask_apart")
    made.apart_user, made.apart_name, made.apart_at, made.apart_reason = actor.user_id, actor.name, at, reason.strip()
    made.save(update_fields=["state", *_ASKED])
    record("person.parting_asked", file_id=made.file_id, subjects=[stays], at=at)
    return False


@dataclass(frozen=True)
class _Taken:
    kind: Moved
    rows: list[Any]


def _take(one: Moved, made: Recognition, stays: UUID, files: set[UUID], since: WrittenSince) -> _Taken:
    """The rows that go back, gone from the one who stays, and those that stay as well."""
    rows: QuerySet[Any, Any] = one.model.objects.filter(person_id=stays)
    mine = Q(id__in=made.rows.get(one.model._meta.label, []))
    if one.model is Whereabouts:
        mine |= Q(written_in__in=files)
    taken = list(rows.filter(mine))
    ids = [row.id for row in taken]
    if one.model in WARNINGS:
        taken += rows.exclude(id__in=[*ids, *made.rows.get(THERE, [])])
    elif one.said and BEFORE in made.rows:
        here, there = since.written(*one.said)
        taken += rows.exclude(id__in=[*ids, *made.rows[BEFORE], *since.of_others()]) if here else []
        # Another date of birth may have taken the place of one that stands in these rows: both keep them.
        ids = ids if there or one.model is BirthDate else [row.id for row in taken]
    rows.filter(id__in=ids).delete()
    return _Taken(one, taken)


def _person_again(made: Recognition, stays: UUID) -> UUID:
    """Her record of before, or a new one when files out of sight kept that; with the parts that had moved."""
    if made.emptied:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT openccr.part_again(%s)", [made.id])
                return UUID(str(cursor.fetchone()[0]))
        except DatabaseError as error:
            raise NotFound from error
    facts = facts_of(Person.objects.get(id=stays))
    again = Person(**{name: facts[name] for name in made.filled})
    Person.objects.bulk_create([again])
    Part.objects.filter(id__in=made.parts, person_id=stays).update(person_id=again.id)
    return again.id


def _blanks_again(made: Recognition, stays: UUID, goes: UUID) -> None:
    found = Person.objects.in_bulk([stays, goes])
    empty = blanked(facts_of(found[stays]), facts_of(found[goes]), made.filled)
    if empty:
        Person.objects.filter(id=stays).update(**empty)
