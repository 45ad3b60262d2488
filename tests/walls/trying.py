"""Saying something to the database as the application's role, and being refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction


@contextmanager
def refused(sqlstate: str = "42501") -> Iterator[None]:
    """The database refuses with that state, and the transaction goes on."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.sqlstate == sqlstate, caught.value


def run(statement: str, *values: object) -> list[tuple]:
    """The rows that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
