"""Who advises the victim of a file, and who could."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.conference.models import Adviser
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.rules import Role


@asked
def adviser_of(file_id: UUID) -> Steps[str]:
    """Name and agency of the adviser; empty when none is named. One query."""
    (names,) = yield (Adviser.objects.filter(file_id=file_id, until_at=None).values_list("name", flat=True)[:1],)
    return next(iter(names), "")


def advisers_to_name(*, today: date) -> list[tuple[UUID, str]]:
    """IDVAs with a role today, as (appointment, words)."""
    found = appointments_in_force(today).filter(role=Role.IDVA)
    return [(row.id, f"{row.name}, {row.agency.name}") for row in found.select_related("agency").order_by("name")]
