"""Two cases on one meeting, and the order in which they stand."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing
from tests.conference.conferences import Listed, listed, planned
from tests.makers import Area


def two(area: Area) -> tuple[Listed, Listed]:
    """Two cases on one meeting; housing is asked about the first, children's services about the second."""
    meeting = planned(area)
    one = listed(area, meeting=meeting, given="Nadia", invited=("police", "housing", "idva"))
    other = listed(area, meeting=meeting, given="Mina", invited=("police", "children", "idva"))
    return one, other


def order_of(area: Area, meeting: UUID) -> list[tuple[UUID, time | None]]:
    with acting_as(area.amina):
        return list(Hearing.objects.filter(meeting_id=meeting).order_by("order").values_list("id", "slot_at"))
