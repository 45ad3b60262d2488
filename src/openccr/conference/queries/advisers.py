"""Who advises the victim of a file, and who could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from openccr.access.together import Steps, asked
from openccr.conference.models import Adviser
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.rules import Role


@dataclass(frozen=True)
class WithoutAdviser:
    """An open case whose adviser can advise nobody any more."""

    file_id: UUID
    initials: str
    reference: str
    adviser: str


def _can_advise(today: date) -> Exists:
    """Whether whoever is named has a role in which they can advise."""
    return Exists(appointments_in_force(today).filter(id=OuterRef("appointment_id")))


@asked
def adviser_of(file_id: UUID) -> Steps[str]:
    """Name and agency of the adviser, and whether they have left; empty when none is named. One query."""
    named = Adviser.objects.filter(file_id=file_id, until_at=None).annotate(here=_can_advise(localdate()))
    (rows,) = yield (named.values_list("name", "here")[:1],)
    return next((name if here else f"{name}. Has no role here any more." for name, here in rows), "")


@asked
def advised_by_nobody(*, today: date) -> Steps[list[WithoutAdviser]]:
    """Open cases whose adviser has left, is suspended or was not confirmed, longest named first. One query."""
    named = Adviser.objects.filter(until_at=None, file__closed_at=None).annotate(here=_can_advise(today))
    (rows,) = yield (named.filter(here=False).select_related("file").order_by("from_at"),)
    return [WithoutAdviser(row.file_id, row.file.title, row.file.reference, row.name) for row in rows]


def advisers_to_name(*, today: date) -> list[tuple[UUID, str]]:
    """IDVAs with a role today, as (appointment, words)."""
    found = appointments_in_force(today).filter(role=Role.IDVA)
    return [(row.id, f"{row.name}, {row.agency.name}") for row in found.select_related("agency").order_by("name")]
