"""Deaths and suicidal signs, as pages and to-do lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.rules import Role
from openccr.people.models import Death, Part, SuicidalSign

SHOWN = 30


@dataclass(frozen=True)
class DeathSaid:
    """One row of what was said of a death; `died_on` is None in a row that corrects another."""

    died_on: date | None
    source: str
    said_by: str
    said_at: datetime
    considered: str
    considered_reason: str


@dataclass(frozen=True)
class Unreviewed:
    """A death of which nobody has said yet whether it is to be reviewed."""

    file_id: UUID
    person_id: UUID
    initials: str
    reference: str
    said_on: datetime


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Suicidal signs of somebody."""

    id: UUID
    file_id: UUID
    person_id: UUID
    initials: str
    reference: str
    what: str
    seen_at: datetime
    seen_by: str
    told: str
    safety_step: str
    route: str
    due_on: date
    closed_at: datetime | None
    closed_by: str
    closing: str


def deaths_said(person: UUID) -> list[DeathSaid]:
    """Everything said of a person's death, newest first. One query."""
    rows = Death.objects.filter(person_id=person).order_by("-said_at")
    return [
        DeathSaid(row.died_on, row.source, row.said_by, row.said_at, row.considered, row.considered_reason)
        for row in rows
    ]


@asked
def unreviewed() -> Steps[list[Unreviewed]]:
    """Deaths that wait for the coordinator's word, in cases the actor sees, the longest waiting first. One query."""
    found = Death.objects.filter(considered="", died_on__isnull=False, person__died_on__isnull=False)
    first = found.order_by("said_at")[:SHOWN]
    people = Part.objects.filter(person_id__in=first.values("person_id"))
    deaths, parts = yield (first, people.select_related("file").order_by("file__opened_at"))
    rows = {row.person_id: row for row in deaths}
    newest = {part.person_id: part for part in parts if part.person_id in rows}
    return [
        Unreviewed(part.file_id, person, part.file.title, part.file.reference, rows[person].said_at)
        for person, part in newest.items()
    ]


def held_files(file_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the files in which somebody has died: nothing of them is disposed of. One query."""
    parts = Part.objects.filter(file_id__in=list(file_ids), person__died_on__isnull=False)
    return set(parts.values_list("file_id", flat=True))


@asked
def open_signs(actor: Actor) -> Steps[list[Sign]]:
    """Suicidal signs not closed yet: of the actor's agency, and all that advisers and coordinators see. One query."""
    rows = SuicidalSign.objects.filter(closed_at=None)
    if not actor.whole_area and actor.role != Role.IDVA:
        rows = rows.filter(agency_id=actor.agency)
    (found,) = yield (rows.select_related("file").order_by("due_on")[:SHOWN],)
    return [_sign(row) for row in found]


@asked
def signs_of(file: UUID) -> Steps[list[Sign]]:
    """The signs of a file, open ones first, then the newest. One query."""
    (rows,) = yield (SuicidalSign.objects.filter(file_id=file).select_related("file").order_by("-seen_at"),)
    return sorted((_sign(row) for row in rows), key=lambda one: one.closed_at is not None)


def sign_of(file: UUID, sign: UUID) -> Sign:
    """One of them. Raises NotFound."""
    row = SuicidalSign.objects.filter(id=sign, file_id=file).select_related("file").first()
    if row is None:
        raise NotFound
    return _sign(row)


def _sign(row: SuicidalSign) -> Sign:
    return Sign(
        id=row.id, file_id=row.file_id, person_id=row.person_id, initials=row.file.title, reference=row.file.reference,
        what=row.what, seen_at=row.seen_at, seen_by=row.seen_by, told=row.told, safety_step=row.safety_step,
        route=row.route, due_on=row.due_on, closed_at=row.closed_at, closed_by=row.closed_by, closing=row.closing,
    )  # fmt: skip
