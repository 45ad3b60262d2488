"""Copies of the tests' database, for what must be committed: other connections, the worker, the seals of the audit.

Rows are never flushed away afterwards: the audit refuses it. The copy is dropped whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def own_database(suffix: str) -> Iterator[None]:
    """A copy of the tests' database, committed to and then dropped. Threads that use it close their connections."""
    before, source = connections["owner"].settings_dict["NAME"], connections["owner"].settings_dict["TEST"]["NAME"]
    name = f"{source}_{suffix}"
    connections.close_all()
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    _point_at(name)
    try:
        yield
    finally:
        connections.close_all()
        _point_at(before)
        with connections["owner"]._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def _point_at(name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
