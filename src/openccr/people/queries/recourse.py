"""Whether there is something that only the adviser reads."""

from __future__ import annotations

from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.people.models import RecourseToFunds


@asked
def recourse_is_there(file_id: UUID) -> Steps[bool]:
    """Whether the actor may read a row of it; no for everybody whom the wall shows none. One query."""
    (found,) = yield (RecourseToFunds.objects.filter(file_id=file_id).values_list("id")[:1],)
    return bool(found)
