"""What a file's pages show: its timeline, who can see it, who has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.audit.models import AuditEvent
from openccr.audit.types import UNKNOWN, audit_types
from openccr.casefiles.models import CaseFile, Exclusion, Grant, OneChance, TimelineEntry
from openccr.casefiles.rules import why_not_in_one_chance
from openccr.content.schema.law import LawfulBasis
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice

LAST = 100


@dataclass(frozen=True)
class Entry:
    """A line of the timeline."""

    at: datetime
    sentence: str
    source: str
    kind: str
    author: str
    agency: str


@dataclass(frozen=True)
class Access:
    """A grant as read by a person; one that has ended is told too: they could see it then."""

    who: str
    purpose: str
    lawful_basis: str
    from_at: datetime
    until_at: datetime | None
    ended: bool
    manages: bool


@dataclass(frozen=True)
class Seen:
    """An act or a read on the file as read by a person."""

    at: datetime
    sentence: str
    purpose: str
    read: bool


@dataclass(frozen=True)
class KeptOut:
    """An exclusion as its coordinator reads it."""

    id: UUID
    who: str
    reason: str
    from_at: datetime
    lift_reason: str
    lift_by: str
    lift_mine: bool
    """The reader proposed it, so somebody else agrees."""
    held: bool = False
    """It stands until a coordinator has settled it."""
    substitute: str = ""
    by_office: bool = False
    """A unit or an agency, for which somebody may stand in; not a person."""


@dataclass(frozen=True)
class AccessOfFile:
    """Who can see a file, who cannot, and who has: the last of them, and whether there are older ones."""

    reference: str
    title: str
    access: list[Access]
    kept_out: list[KeptOut]
    seen: list[Seen]
    older: bool


@asked
def timeline(file_id: UUID) -> Steps[list[Entry]]:
    """The file's last lines, newest first. One query."""
    (rows,) = yield (TimelineEntry.objects.filter(file_id=file_id).order_by("-at")[:LAST],)
    return [Entry(row.at, row.sentence, row.source, row.kind, row.author_name, row.agency_name) for row in rows]


def access_of(file_id: UUID, *, actor: Actor) -> AccessOfFile:
    """Who can see the file, who cannot, and who has seen it and why. Raises NotFound."""
    file = CaseFile.objects.filter(id=file_id).first()
    if file is None:
        raise NotFound
    now = timezone.now()
    bases = practice(actor).law.bases
    agencies = dict(Agency.objects.values_list("id", "name"))
    people = {row.id: row for row in Appointment.objects.all()}
    by_user = {row.user_id: row for row in people.values() if row.user_id}
    access = [
        Access(
            who=_holder(grant.holder_id, grant.agency_id, people, agencies),
            purpose=grant.purpose,
            lawful_basis=_basis(grant.lawful_basis, bases),
            from_at=grant.from_at,
            until_at=grant.until_at,
            ended=grant.until_at is not None and grant.until_at <= now,
            manages=grant.manages,
        )
        for grant in sorted(Grant.on(file_id), key=lambda grant: (not grant.manages, grant.from_at))
    ]
    kept_out = [
        KeptOut(
            id=row.id,
            who=_kept_out(row, by_user, agencies),
            reason=row.reason,
            from_at=row.from_at,
            lift_reason=row.lift_reason,
            lift_by=people[row.lift_by].name if row.lift_by in people else "Somebody who has left",
            lift_mine=row.lift_user == actor.user_id,
            held=row.held,
            substitute=row.substitute,
            by_office=row.agency_id is not None,
        )
        for row in Exclusion.objects.filter(file_id=file_id, until_at=None).order_by("from_at")
    ]
    events = AuditEvent.objects.filter(file_id=file_id).order_by("-at")[: LAST + 1]
    seen = [_seen(event, people, agencies) for event in events]
    return AccessOfFile(file.reference, file.title, access, kept_out, seen[:LAST], older=len(seen) > LAST)


@dataclass(frozen=True)
class OneChanceOn:
    """One-chance mode that is on."""

    why: str
    set_by: str
    set_at: datetime


@asked
def one_chance_of(file_id: UUID) -> Steps[OneChanceOn | None]:
    """Whether one-chance mode is on, since when and why. One query."""
    (rows,) = yield (OneChance.objects.filter(file_id=file_id, ended_at=None)[:1],)
    return next((OneChanceOn(row.why, row.set_by, row.set_at) for row in rows), None)


@asked
def one_chance_files() -> Steps[list[UUID]]:
    """The open files that are in one-chance mode, the newest first. One query."""
    (rows,) = yield (
        OneChance.objects.filter(ended_at=None, file__closed_at=None)
        .order_by("-set_at")
        .values_list("file_id", flat=True),
    )
    return list(rows)


def why_not_worded(file_id: UUID, text: str) -> Refusal | None:
    """Why an action of these words is not taken on this file now, or None: asked by whoever writes actions down."""
    if one_chance_of(file_id) is None:
        return None
    processes = practice(current_actor()).processes.values()
    return why_not_in_one_chance(text, stops=[word for process in processes for word in process.one_chance.stops])


@asked
def excluded_count(file_id: UUID) -> Steps[int]:
    """How many are kept out; 0 for everybody but coordinators, whom the wall lets see. One query."""
    (found,) = yield (Exclusion.objects.filter(file_id=file_id, until_at=None).values_list("id"),)
    return len(found)


def _holder(holder: UUID | None, agency: UUID, people: dict[UUID, Appointment], agencies: dict[UUID, str]) -> str:
    name = agencies.get(agency, "An agency that has left")
    return f"{people[holder].name}, {name}" if holder in people else name


def _basis(key: str, bases: Mapping[str, LawfulBasis]) -> str:
    """The pack's words for a lawful basis; its key where a newer pack has dropped it."""
    return f"{bases[key].name}: {bases[key].reference}" if key in bases else key


def _kept_out(row: Exclusion, by_user: dict[UUID, Appointment], agencies: dict[UUID, str]) -> str:
    if row.user_id:
        return by_user[row.user_id].name if row.user_id in by_user else "A person who has left"
    name = agencies.get(row.agency_id, "An agency that has left") if row.agency_id else ""
    return f"{name}, {row.unit}" if row.unit else name


def _seen(event: AuditEvent, people: dict[UUID, Appointment], agencies: dict[UUID, str]) -> Seen:
    kind = audit_types().get(event.type, UNKNOWN)
    person = people.get(event.appointment_id) if event.appointment_id else None
    who = person.name if person else "Somebody who has left"
    agency = agencies.get(event.agency_id) if event.agency_id else None
    return Seen(
        at=event.at,
        sentence=kind.sentence.format(who=f"{who} ({agency})" if agency else who),
        purpose=event.purpose,
        read=kind.read,
    )


def whom_to_keep_out(actor: Actor) -> list[tuple[str, str]]:
    """Everybody an exclusion could name, as (value, words): people, units, whole agencies; never the actor's own."""
    agencies = dict(Agency.objects.order_by("name").values_list("id", "name"))
    people = Appointment.objects.filter(user__isnull=False).exclude(id=actor.appointment).order_by("name")
    units = Appointment.objects.exclude(unit="").exclude(agency_id=actor.agency).order_by("unit")
    named = dict.fromkeys(units.values_list("agency_id", "unit"))
    # Somebody with two roles in one agency is one person to keep out.
    persons = dict.fromkeys((f"user:{row.user_id}", f"{row.name}, {agencies[row.agency_id]}") for row in people)
    return [
        *persons,
        *((f"unit:{key}:{unit}", f"Everybody in {unit}, {agencies[key]}") for key, unit in named),
        *((f"agency:{key}", f"Everybody at {name}") for key, name in agencies.items() if key != actor.agency_id),
    ]


@asked
def lifts_to_agree(actor: Actor) -> Steps[list[UUID]]:
    """The files on which somebody else proposed to let a person back in, longest waiting first. One query."""
    rows = Exclusion.objects.filter(until_at=None, lift_user__isnull=False).exclude(lift_user=actor.user_id)
    (files,) = yield (rows.order_by("lift_at").values_list("file_id", flat=True),)
    return files
