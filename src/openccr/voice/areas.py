"""Where somebody without a name may write: whether an address leads to a partnership, and which there are."""

from __future__ import annotations

from django.db import connection


def hears(area: str) -> bool:
    """Whether there is a partnership of this code, in letters of either case. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.hears(%s)", [area.lower()])
        (there,) = cursor.fetchone() or (False,)
    return bool(there)


def areas_that_hear() -> list[tuple[str, str]]:
    """Every partnership as (code, name), by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, name FROM openccr.areas_that_hear()")
        return [(code, name) for code, name in cursor.fetchall()]
