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
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role

SHOWN = 30
"""How many cases a list names at once; the others follow as these are given another adviser."""


@dataclass(frozen=True)
class WithoutAdviser:
    """An open case whose adviser can advise nobody any more."""

    file_id: UUID
    initials: str
    reference: str
    adviser: str


@asked
def adviser_of(file_id: UUID) -> Steps[str]:
    """Name and agency of the adviser, and whether they have left; empty when none is named. One query."""
    can_advise = appointments_in_force(localdate()).filter(id=OuterRef("appointment_id"))
    named = Adviser.objects.filter(file_id=file_id, until_at=None).annotate(here=Exists(can_advise))
    (rows,) = yield (named.values_list("name", "here")[:1],)
    return next((name if here else f"{name}. Has no role here any more." for name, here in rows), "")


@asked
def advised_by_nobody(*, today: date) -> Steps[list[WithoutAdviser]]:
    """Open cases whose adviser has left, is suspended or was not confirmed, the first `SHOWN` by when they were named.

    Two queries, the second where somebody has no role any more: by their few appointments, not by every open case.
    """
    (gone,) = yield (
        Appointment.objects.filter(role=Role.IDVA, user__isnull=False)
        .exclude(id__in=appointments_in_force(today).values("id"))
        .values_list("id", flat=True),
    )
    if not gone:
        return []
    named = Adviser.objects.filter(until_at=None, file__closed_at=None, appointment_id__in=gone)
    (rows,) = yield (named.select_related("file").order_by("from_at")[:SHOWN],)
    return [WithoutAdviser(row.file_id, row.file.title, row.file.reference, row.name) for row in rows]


def advisers_to_name(*, today: date) -> list[tuple[UUID, str]]:
    """IDVAs with a role today, as (appointment, words)."""
    found = appointments_in_force(today).filter(role=Role.IDVA)
    return [(row.id, f"{row.name}, {row.agency.name}") for row in found.select_related("agency").order_by("name")]
