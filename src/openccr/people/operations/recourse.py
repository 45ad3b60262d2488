"""What she says of recourse to public funds: written and read by her IDVA, and by whom she chooses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import CaseFile, Grant
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.people.models import Part, RecourseReader, RecourseToFunds
from openccr.people.rules import PartKind
from openccr.people.rules.recourse import STATUSES, why_not_chosen
from openccr.people.sealing import Vault, seal


@dataclass(frozen=True)
class Recourse:
    """What she said about recourse to public funds and immigration status, and when."""

    said: str = field(repr=False)
    said_on: date
    status: str = ""


def read_recourse(*, actor: Actor, file: UUID) -> list[Recourse]:
    """What the victim said, newest first, for her IDVA and whom she chose; recorded as read.

    It is read through its file, so that it needs no move when people are put together. For anybody else the wall gives
    no row, and nothing says whether there is one.
    """
    with acting_as(actor):
        must(actor, "people.recourse")
        rows = list(RecourseToFunds.objects.filter(file_id=file).order_by("-said_on"))
        if rows:
            record("recourse.read", file_id=file, subjects=[row.person_id for row in rows])
        vault = Vault.of(row.person_id for row in rows)
        return [
            Recourse(vault.unseal(row.sealed, person_id=row.person_id), row.said_on, STATUSES.get(row.status, ""))
            for row in rows
        ]


def say_recourse(*, actor: Actor, file: UUID, status: str, said: str, at: datetime) -> None:
    """Write down what she says now; the newest counts, and no line of it stands on the timeline.

    Raises Refusal for an unknown status, NotFound for a case without a victim whom the actor sees.
    """
    with acting_as(actor):
        must(actor, "people.say_recourse")
        if status not in STATUSES:
            raise Refusal("Choose what the victim says.", field="status")
        part = Part.objects.filter(file_id=file, kind=PartKind.VICTIM, until_on=None).order_by("from_on").first()
        if part is None:
            raise NotFound
        row = RecourseToFunds(
            file_id=file, person_id=part.person_id, sealed=seal(said.strip(), person_id=part.person_id),
            said_on=localdate(at), status=status,
        )  # fmt: skip
        RecourseToFunds.objects.bulk_create([row])
        record("recourse.said", file_id=file, subjects=[part.person_id], at=at)


def choose_reader(*, actor: Actor, file: UUID, appointment_id: UUID, at: datetime) -> None:
    """The victim chooses who else may read it. Raises NotFound, Refusal for the police and somebody off the case."""
    with acting_as(actor):
        must(actor, "people.say_recourse")
        who = Appointment.objects.filter(id=appointment_id, ended_on=None, user__isnull=False).first()
        if who is None or not CaseFile.objects.filter(id=file).exists():
            raise NotFound
        agency = Agency.objects.get(id=who.agency_id)
        there = Agency.objects.filter(id=agency.id, id__in=Grant.agencies_on(file)).exists()
        why = why_not_chosen(kind=agency.kind, same_file=there)
        if why is not None:
            raise why
        RecourseReader.objects.bulk_create(
            [RecourseReader(file_id=file, appointment_id=who.id, named_by=actor.name, from_at=at)]
        )
        record("recourse.reader_named", file_id=file, subjects=[who.id], at=at)


def end_readers(*, actor: Actor, file: UUID, at: datetime) -> None:
    """She wants nobody else to read it any more. Raises NotFound where nobody does."""
    with acting_as(actor):
        must(actor, "people.say_recourse")
        if not RecourseReader.objects.filter(file_id=file, until_at=None).update(until_at=at):
            raise NotFound
        record("recourse.readers_ended", file_id=file, at=at)


def who_can_read(file: UUID) -> list[tuple[str, str]]:
    """Whom she could choose, as (appointment, words): everybody who works on the case, without the police."""
    agencies = Agency.objects.filter(left_on=None, id__in=Grant.agencies_on(file)).exclude(kind="police")
    names = dict(agencies.values_list("id", "name"))
    rows = Appointment.objects.filter(agency_id__in=names, user__isnull=False, ended_on=None)
    return [
        (str(row.id), f"{row.name}, {names[row.agency_id]}")
        for row in rows.filter(role="representative").order_by("name")
    ]


@dataclass(frozen=True)
class Counted:
    """How many cases of the area: rounded to five, nothing below five."""

    status: str
    cases: str


def recourse_counts(actor: Actor) -> list[Counted]:
    """Each status with how many cases, as the database gives it out. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, cases FROM openccr.recourse_counts()")
        found = dict(cursor.fetchall())
    return [
        Counted(words, "Fewer than five" if found.get(key) is None else str(found[key]))
        for key, words in STATUSES.items()
    ]
