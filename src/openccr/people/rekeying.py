"""Gives every match token a newer key: all of them in one transaction, or none (security paper, rule 38)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from django.db import connections
from django.db.backends.utils import CursorWrapper

from openccr.access.matching import raised, version_of
from openccr.access.owning import as_walls

BATCH = 5_000
_TABLES = (
    (
        "SELECT id, match, near::text FROM people_whereabouts WHERE match NOT LIKE %s",
        "UPDATE people_whereabouts t SET match = new.match, near = new.near::jsonb"
        " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS new(id, match, near) WHERE t.id = new.id",
    ),
    (
        "SELECT id, match, '[]' FROM people_staffmark WHERE match NOT LIKE %s",
        "UPDATE people_staffmark t SET match = new.match"
        " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS new(id, match, near) WHERE t.id = new.id",
    ),
)
"""What is read and written of each table that holds tokens: rows of (id, token, tokens of what is near)."""


def rekey_tokens(*, to: int, say: Callable[[str], object]) -> int:
    """Raise every token of places and of what staff declared to a version. Returns how many rows changed.

    Who writes waits meanwhile, who reads does not; whoever looks for something finds it by the old key until the
    moment in which all are of the new one. Killed at any point it has changed nothing.

    Args:
        to: the version; its key lies in the ring.
        say: is told how far it is.
    """
    changed = 0
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("LOCK TABLE people_whereabouts, people_staffmark IN SHARE ROW EXCLUSIVE MODE")
        for read, write in _TABLES:
            cursor.execute(read, [f"{to}.%"])
            rows = cursor.fetchall() if to > 1 else []
            for first in range(0, len(rows), BATCH):
                some = rows[first : first + BATCH]
                _write(cursor, write, some, to=to)
                changed += len(some)
                say(f"{changed} match tokens renewed, {len(rows) - first - len(some)} to go")
    return changed


def _write(cursor: CursorWrapper, statement: str, rows: list[tuple[UUID, str, str]], *, to: int) -> None:
    ids = [row[0] for row in rows]
    tokens = [raised(row[1], to=to) for row in rows]
    nears = [json.dumps([raised(one, to=to) for one in json.loads(row[2])]) for row in rows]
    cursor.execute(statement, [ids, tokens, nears])


def tokens_by_version() -> dict[int, int]:
    """How many tokens there are of each version."""
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT match FROM people_whereabouts UNION ALL SELECT match FROM people_staffmark")
        return dict(sorted(Counter(version_of(row[0]) for row in cursor.fetchall()).items()))
