"""Past hearings of a case, with their papers."""

from __future__ import annotations

from uuid import UUID

from openccr.conference.models import Hearing
from openccr.kernel.refusals import NotFound


def past_hearing(*, file_id: UUID, hearing_id: UUID) -> Hearing:
    """One hearing of that case. Raises NotFound."""
    row = Hearing.objects.filter(id=hearing_id, file_id=file_id).select_related("meeting").first()
    if row is None:
        raise NotFound
    return row


def hearings_of(file_id: UUID) -> list[Hearing]:
    """The hearings of a case, newest meeting first. One query."""
    return list(Hearing.objects.filter(file_id=file_id).select_related("meeting").order_by("-meeting__on"))
