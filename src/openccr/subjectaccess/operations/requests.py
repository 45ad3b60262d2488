"""Taking a request in, and what happens to its clock."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.periods import ahead
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Person
from openccr.people.queries.asking import named_as_harmer
from openccr.people.rules import PartKind, name_key
from openccr.subjectaccess.clocks import due_of
from openccr.subjectaccess.holding import let_files_go
from openccr.subjectaccess.models import SubjectRequest
from openccr.subjectaccess.rules.requests import Capacity, hostile
from openccr.subjectaccess.standing import request_of

_MAY = "subjectaccess.answer"


@dataclass(frozen=True, kw_only=True)
class Intake:
    """A request as it came. Nothing is looked up when it is written down: the words are the same for everybody.

    Args:
        how: letter, email, spoken or other.
        about_name: whose data are asked for, as it was written.
        wants: what is asked for, in their words.
    """

    received_on: date
    how: str
    capacity: Capacity
    asker_name: str
    about_name: str = ""
    wants: str = ""


def receive(*, actor: Actor, intake: Intake, at: datetime) -> UUID:
    """Write down a request. Its clock runs from the day it came. Returns its id.

    Raises Refusal for a day to come, where it is not said for whom somebody else asks, and for another's name where
    they ask for their own.
    """
    with acting_as(actor):
        must(actor, _MAY)
        if refusal := ahead(intake.received_on, today=localdate(at), field="received_on"):
            raise refusal
        about = intake.about_name.strip()
        if intake.capacity is not Capacity.SELF and not about:
            raise Refusal("Say whose data are asked for.", field="about_name")
        if intake.capacity is Capacity.SELF and about and name_key(about) != name_key(intake.asker_name):
            raise Refusal(
                "Somebody else's name stands here.",
                remedy="Leave it empty when they ask for their own data, or choose for whom they ask.",
                field="about_name",
            )
        row = SubjectRequest(
            id=uuid.uuid4(), partnership_id=actor.partnership, reference=new_reference(prefix="S"),
            received_on=intake.received_on, how=intake.how, capacity=intake.capacity.value,
            asker_name=intake.asker_name.strip(), about_name=about or intake.asker_name.strip(),
            wants=intake.wants.strip(), taken_by=actor.name, taken_at=at,
        )  # fmt: skip
        SubjectRequest.objects.bulk_create([row])
        record("subject_access.received", subjects=[row.id], at=at)
        return row.id


def identify(*, actor: Actor, request: UUID, how: str, authority: str = "", at: datetime) -> None:
    """Write down how it was checked who asks and, for somebody else, what authority was seen.

    Raises NotFound; Refusal for a closed request, and for one on another's behalf without the authority.
    """
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="identify")
        if row.capacity != Capacity.SELF and not authority.strip():
            raise Refusal(
                "Say which authority was seen.",
                remedy="For a parent: their parental responsibility.",
                field="authority",
            )
        row.identity_how, row.authority = how.strip(), authority.strip()
        row.identity_checked_at, row.identity_by = at, actor.name
        row.save(update_fields=["identity_how", "authority", "identity_checked_at", "identity_by"])
        record("subject_access.identified", subjects=[row.id], at=at)


def name_person(*, actor: Actor, request: UUID, subject_id: UUID, asker_id: UUID | None = None, at: datetime) -> bool:
    """Say whose record it is about, and who asks when they have a part in a case themselves.

    Returns whether the request is treated as hostile, as `rules.requests.hostile` says. Raises NotFound for somebody
    whom the actor does not see, Refusal for a closed request and before identity is checked.
    """
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="search")
        named = {subject_id, *([asker_id] if asker_id else [])}
        if Person.objects.filter(id__in=named).count() != len(named):
            raise NotFound
        row.subject_id, row.asker_id = subject_id, asker_id
        row.save(update_fields=["subject_id", "asker_id"])
        record("subject_access.person_named", subjects=[row.id, *named], at=at)
        return turned_hostile(row)


def turned_hostile(row: SubjectRequest) -> bool:
    """Whether the request is treated as hostile by what the record says today; from then on it stays so.

    Asked at every step and not once: between a request and its answer lies a month, in which somebody is referred as
    the one who harms, or is found to bear another name too.
    """
    if row.hostile or row.subject_id is None:
        return row.hostile
    row.hostile = hostile(
        capacity=Capacity(row.capacity),
        asker_harms=_harms_with(row.asker_id, row.subject_id) or named_as_harmer(row.asker_name, about=row.subject_id),
        subject_harms=_harms(row.subject_id),
    )
    if row.hostile:
        row.hostile_why = "Whoever asks is said to be the one who harms."
        row.save(update_fields=["hostile", "hostile_why"])
    return row.hostile


def _harms(person: UUID) -> bool:
    return Part.objects.filter(person_id=person, kind=PartKind.HARMER).exists()


def _harms_with(asker: UUID | None, subject: UUID) -> bool:
    if asker is None:
        return False
    theirs = Part.objects.filter(person_id=subject).values("file_id")
    return Part.objects.filter(person_id=asker, kind=PartKind.HARMER, file_id__in=theirs).exists()


def say_hostile(*, actor: Actor, request: UUID, why: str, at: datetime) -> None:
    """Treat a request as hostile, which nobody takes back. Raises NotFound, Refusal without a reason."""
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="extend")
        if not why.strip():
            raise Refusal("Say why.", field="why")
        row.hostile, row.hostile_why = True, why.strip()
        row.save(update_fields=["hostile", "hostile_why"])
        record("subject_access.hostile", subjects=[row.id], at=at)


def wait_for_more(*, actor: Actor, request: UUID, why: str, at: datetime) -> None:
    """Ask who or what is meant: the clock stands still until they say (DUAA 2025). Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="extend")
        if row.waits_from is not None:
            raise Refusal("They were asked once already.", remedy="The clock stands still once.")
        row.waits_from, row.waits_why = localdate(at), why.strip()
        row.save(update_fields=["waits_from", "waits_why"])
        record("subject_access.waits", subjects=[row.id], at=at)


def start_again(*, actor: Actor, request: UUID, at: datetime) -> None:
    """They have said more: the clock runs again from today. Raises NotFound when it was not standing still."""
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="extend")
        if row.waits_from is None or row.waits_until is not None:
            raise NotFound
        row.waits_until = localdate(at)
        row.save(update_fields=["waits_until"])
        record("subject_access.waits", subjects=[row.id], at=at)


def extend(*, actor: Actor, request: UUID, why: str, at: datetime) -> None:
    """Extend the time, for a complex or one of several requests; they are told within the first month.

    Raises NotFound; Refusal for one that is extended already, whose first period is over, and without a reason.
    """
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="extend")
        if row.extended_on is not None:
            raise Refusal("It is extended already.", remedy="There is no second extension.")
        if localdate(at) > due_of(row, actor=actor, today=localdate(at)):
            raise Refusal("The first period is over.", remedy="An extension is decided and told within it.")
        if not why.strip():
            raise Refusal("Say why.", field="why")
        row.extended_on, row.extended_why = localdate(at), why.strip()
        row.save(update_fields=["extended_on", "extended_why"])
        record("subject_access.extended", subjects=[row.id], at=at)


def withdraw(*, actor: Actor, request: UUID, why: str, at: datetime) -> None:
    """Write down that whoever asked does not ask any longer. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, _MAY)
        row = request_of(request, move="withdraw")
        if not why.strip():
            raise Refusal("Say what they said.", field="why")
        row.withdrawn_at, row.withdrawn_why = at, why.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        let_files_go(actor=actor, row=row, at=at)
        record("subject_access.withdrawn", subjects=[row.id], at=at)
