"""How often somebody has asked within the hour, counted in the statement that writes the question down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from openccr.linkage.rules.limits import WITHIN

_COUNT = """
WITH written AS (
  INSERT INTO linkage_search (id, appointment_id, asked, at) VALUES (%(id)s, %(appointment)s, %(asked)s, %(at)s)
)
SELECT count(DISTINCT asked), coalesce(bool_or(asked = %(asked)s), false) FROM linkage_search
WHERE appointment_id = %(appointment)s AND at > %(since)s
"""


@dataclass(frozen=True)
class Asked:
    """How many different questions were asked within the hour before this one, and whether this was among them."""

    different: int
    again: bool


def count_search(*, appointment: UUID, token: str, at: datetime) -> Asked:
    """Write a question down, and say what was asked before it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT, {"id": uuid4(), "appointment": appointment, "asked": token, "at": at, "since": at - WITHIN}
        )
        different, again = cursor.fetchone()
    return Asked(different, again)
