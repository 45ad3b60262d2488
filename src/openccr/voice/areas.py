"""Whether the address on a poster leads to a partnership, as whoever has no name may know it."""

from __future__ import annotations

from django.db import connection


def hears(area: str) -> bool:
    """Whether there is a partnership of this code, in letters of either case. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.hears(%s)", [area.lower()])
        (there,) = cursor.fetchone() or (False,)
    return bool(there)
