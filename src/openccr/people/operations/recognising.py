"""Recognising the person of a file as one of an earlier file, and finding two who look alike to be two.

What moves where stands in `openccr.people.merging`. One transaction: a person is never half put together. Where it is
consequential a second person agrees first (`rules.why_second`); `operations/parting.py` takes it apart again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.humans import same_human
from openccr.partnership.practice import practice
from openccr.people.carrying import BEFORE, THERE, carry, facts_of, move_ties, seen_whole
from openccr.people.comparing import compared
from openccr.people.merging import MOVED, REPOINTED, WARNINGS
from openccr.people.models import BirthDate, NotSame, Part, Person, Recognition
from openccr.people.rules import PartKind, filled, why_not_recognised
from openccr.people.rules.recognising import PeopleKnownBetter, State, moved, why_not_agreed, why_second
from openccr.people.sealing import Vault


def recognise(*, actor: Actor, file: UUID, person: UUID, as_person: UUID, reason: str, at: datetime) -> State:
    """The person of this file is the same as one of an earlier file: from now on they are one.

    What hangs on her moves to the earlier person, who gets her parts; blanks of the earlier person are filled and
    nothing of hers is overwritten: what differs is written on the timeline. What tells where either is stays with the
    files that knew it. A file out of the actor's sight keeps the person it has, with what she has there.

    Returns STANDS, or ASKED where a second person must agree first (`rules.why_second`) and nothing has moved yet.
    Raises NotFound for a person of another file or one the actor does not see, Refusal as `rules.why_not_recognised`.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        here, there = _parts(file, person, as_person, reason)
        merging, why = practice(actor).people.merging, compared(person, as_person)
        second = why_second(
            like=why.like,
            here=_kinds(here),
            there=_kinds(there),
            found_two=why.found_two,
            counting=merging.second_person,
        )
        if Recognition.objects.filter(person_id=person, as_person_id=as_person, state=State.ASKED).exists():
            raise Refusal("This has been asked already.", remedy="Somebody else must agree to it.")
        made = Recognition(
            file_id=file, person_id=person, as_person_id=as_person, state=State.ASKED, reason=reason.strip(),
            second_because=second, asked_user=actor.user_id, asked_name=actor.name, asked_at=at,
            alone_until=None if second else at + timedelta(hours=merging.slip_hours),
        )  # fmt: skip
        Recognition.objects.bulk_create([made])
        if second:
            record("person.recognition_asked", file_id=file, subjects=[person, as_person], at=at)
            return State.ASKED
        return _put_together(actor, made, here, there, at=at)


def agree_recognition(*, actor: Actor, file: UUID, recognition: UUID, at: datetime) -> None:
    """Agree, as the second person, that two records are one: now they are put together.

    Raises NotFound, Refusal for whoever asked, for what is settled, and as `rules.why_not_recognised`.
    """
    with acting_as(actor):
        must(actor, "people.recognise")
        made = _asked(file, recognition)
        moved(made.state, "agree")
        refusal = why_not_agreed(own=same_human(actor, made.asked_user))
        if refusal is not None:
            raise refusal
        assert made.person_id and made.as_person_id
        here, there = _parts(file, made.person_id, made.as_person_id, made.reason)
        made.agreed_user, made.agreed_name, made.agreed_at = actor.user_id, actor.name, at
        _put_together(actor, made, here, there, at=at)


def decline_recognition(*, actor: Actor, file: UUID, recognition: UUID, reason: str, at: datetime) -> None:
    """Do not agree: the two stay two, and are not proposed again. Raises NotFound, Refusal as `not_same`."""
    with acting_as(actor):
        must(actor, "people.recognise")
        made = _asked(file, recognition)
        made.state = moved(made.state, "decline")
        made.undone_user, made.undone_name, made.undone_at = actor.user_id, actor.name, at
        made.undone_reason = reason.strip() or "They are two people"
        made.save(update_fields=["state", "undone_user", "undone_name", "undone_at", "undone_reason"])
        assert made.person_id and made.as_person_id
        not_same(actor=actor, file=file, person=made.person_id, others=[made.as_person_id], reason=reason, at=at)


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


def _asked(file: UUID, recognition: UUID) -> Recognition:
    made = Recognition.objects.select_for_update(of=("self",)).filter(id=recognition, file_id=file).first()
    if made is None or made.person_id is None or made.as_person_id is None:
        raise NotFound
    return made


def _parts(file: UUID, person: UUID, as_person: UUID, reason: str) -> tuple[list[Part], list[Part]]:
    """The parts of both, as far as they may be put together."""
    parts = list(Part.objects.filter(person_id__in=(person, as_person)))
    here = [part for part in parts if part.person_id == person]
    there = [part for part in parts if part.person_id == as_person]
    if not there or not any(part.file_id == file for part in here):
        raise NotFound
    refusal = why_not_recognised(here=_kinds(here), there=_kinds(there), reason=reason)
    if refusal is not None:
        raise refusal
    return here, there


def _put_together(actor: Actor, made: Recognition, here: list[Part], there: list[Part], *, at: datetime) -> State:
    person, as_person = made.person_id, made.as_person_id
    assert person and as_person
    found = Person.objects.select_for_update().order_by("id").in_bulk([person, as_person])
    made.emptied = seen_whole(person)
    with connection.cursor() as cursor:
        pair = [person, as_person]
        cursor.execute("SELECT openccr.keep_to_their_files(%s, %s), openccr.retire_alike(%s, %s)", pair + pair)
    filling = filled(facts_of(found[as_person]), facts_of(found[person]))
    Person.objects.filter(id=as_person).update(**filling.values)
    vault = Vault.of([person, as_person])
    warned, rest = (
        [one.model.objects.filter(person_id=as_person) for one in MOVED if (one.model in WARNINGS) is warns]
        for warns in (True, False)
    )
    made.rows = {
        key: [str(id_) for rows in there for id_ in rows.values_list("id", flat=True)]
        for key, there in ((THERE, warned), (BEFORE, rest))
    }
    for one in MOVED:
        made.rows[one.model._meta.label] = carry(one, one.model.objects.filter(person_id=person), as_person, vault)
    made.rows[BirthDate._meta.label] += _other_birth(found[person], found[as_person], source=made.reason, at=at)
    made.rows |= move_ties(person, as_person, copied=not made.emptied)
    if made.emptied:
        for one in MOVED:
            one.model.objects.filter(person_id=person).delete()
    _repair_pairs(person, as_person, emptied=made.emptied)
    if made.emptied:
        Person.objects.filter(id=person).update(merged_into=as_person)
    made.parts = [str(part.id) for part in here]
    Part.objects.filter(id__in=made.parts).update(person_id=as_person)
    for model in REPOINTED:
        rows = model.objects.filter(person_id=person)
        made.repointed[model._meta.label] = [str(id_) for id_ in rows.values_list("id", flat=True)]
        rows.update(person_id=as_person)
    made.filled = sorted(filling.values)
    made.state, made.done_at = State.STANDS, at
    made.save(
        update_fields=[
            "state", "agreed_user", "agreed_name", "agreed_at", "done_at", "parts", "rows", "repointed", "filled",
            "emptied",
        ]
    )  # fmt: skip
    # On this file alone: readers of the earlier one may not know that there is another.
    also = f" What differs: {'; '.join(filling.differing)}." if filling.differing else ""
    sentence = f"Recognised as somebody of an earlier case: {made.reason.rstrip('.')}.{also}"
    note(file_id=made.file_id, kind="recognised", sentence=sentence, at=at, about_id=as_person)
    for each in sorted({part.file_id for part in (*here, *there)}):
        record("person.recognised", file_id=each, subjects=[person, as_person], at=at)
    publish(PeopleKnownBetter(actor=actor, file_id=made.file_id))
    return State.STANDS


def _other_birth(goes: Person, stays: Person, *, source: str, at: datetime) -> list[str]:
    """Her other date of birth is kept beside the one in use. The id of its row, if there is one."""
    if goes.born_on is None or stays.born_on in (None, goes.born_on) or goes.born_on_is_expected:
        return []
    row = BirthDate(
        person_id=stays.id, born_on=goes.born_on, source=f"A later case: {source}"[:120], from_on=localdate(at)
    )
    BirthDate.objects.bulk_create([row])
    return [str(row.id)]


def _kinds(parts: Iterable[Part]) -> list[tuple[UUID, PartKind]]:
    return [(part.file_id, PartKind(part.kind)) for part in parts]


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
