"""Which interpreters the people of a file need."""

from __future__ import annotations

from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.people.models import InterpreterNeed
from openccr.people.queries.people import in_file
from openccr.people.rules.interpreters import Need


@asked
def interpreter_needs(file_id: UUID) -> Steps[dict[UUID, Need]]:
    """Person → the need said last, of those of the file for whom one is written down. One query."""
    (rows,) = yield (InterpreterNeed.objects.filter(person_id__in=in_file(file_id)).order_by("said_at"),)
    return {
        row.person_id: Need(
            language=row.language,
            dialect=row.dialect,
            gender=row.gender,
            own_community=row.own_community,
            booked=row.booked,
        )
        for row in rows
    }
