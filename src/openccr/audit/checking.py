"""Reads a partnership's chain out of the database, for `openccr audit verify` and for an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connections
from django.db.backends.utils import CursorWrapper

from openccr.access.owning import as_walls
from openccr.audit.anchoring import NOBODY
from openccr.audit.chain import Anchor, Break, Link, first_break

__all__ = ["NOBODY", "chain_of", "chains", "verify"]

LINKS = """
SELECT s.number, s.event_id, s.hash, e.id,
       to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.type, e.partnership_id::text, e.user_id::text,
       e.appointment_id::text, e.agency_id::text, e.role, e.purpose, e.file_id::text, e.subjects::text, e.fields::text,
       to_char(s.sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
FROM audit_auditseal s LEFT JOIN audit_auditevent e ON e.id = s.event_id
WHERE s.partnership_id = %s AND s.number <= %s ORDER BY s.number
"""

# In one statement, so of one moment: what is sealed after it must not look like a cut tail, and nobody who works waits.
ENDS = """
SELECT (SELECT max(number) FROM audit_auditseal WHERE partnership_id = %(chain)s), number, hash
FROM (SELECT) AS one LEFT JOIN audit_audithead ON partnership_id = %(chain)s
"""

UNSEALED = """
SELECT e.id FROM audit_auditevent e LEFT JOIN audit_auditseal s ON s.event_id = e.id
WHERE s.id IS NULL AND coalesce(e.partnership_id, '00000000-0000-0000-0000-000000000000') = %s ORDER BY e.at LIMIT 1
"""


def chains() -> list[UUID]:
    """The partnerships that have acts or a chain: acts whose whole chain was taken away must still be missed."""
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute(
            "SELECT partnership_id FROM audit_audithead UNION SELECT partnership_id FROM audit_auditseal"
            " UNION SELECT coalesce(partnership_id, %s) FROM audit_auditevent",
            [NOBODY],
        )
        return sorted(row[0] for row in cursor.fetchall())


def verify(partnership_id: UUID, *, anchors: Sequence[Anchor] = ()) -> tuple[int, Break | None]:
    """How many rows the chain's head claims, and its first wrong row, or None when the chain holds.

    A row without a seal is wrong too: it was written with the trigger switched off.

    Args:
        anchors: of this chain, kept elsewhere, in the order of their numbers.
    """
    with as_walls() as owner, connections[owner].cursor() as cursor:
        last, head = _ends(cursor, partnership_id)
        wrong = first_break(_links(owner, partnership_id, upto=last), head=head, anchors=anchors)
        if wrong is None:
            cursor.execute(UNSEALED, [partnership_id])
            unsealed = cursor.fetchone()
            if unsealed:
                wrong = Break(head[0] + 1, str(unsealed[0]), "the row was never sealed")
        return head[0], wrong


def chain_of(partnership_id: UUID) -> tuple[tuple[int, bytes], list[Link]]:
    """The head and every row of a chain, for an export."""
    with as_walls() as owner, connections[owner].cursor() as cursor:
        last, head = _ends(cursor, partnership_id)
        return head, list(_links(owner, partnership_id, upto=last))


def _ends(cursor: CursorWrapper, chain: UUID) -> tuple[int, tuple[int, bytes]]:
    cursor.execute(ENDS, {"chain": chain})
    last, number, digest = cursor.fetchone()
    return last or 0, (number or 0, bytes(digest or b""))


def _links(owner: str, partnership_id: UUID, *, upto: int) -> Iterator[Link]:
    connection = connections[owner]
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINKS, [partnership_id, upto])
        while rows := cursor.fetchmany(5_000):
            for number, event_id, digest, found, *texts in rows:
                texts_of = (str(found), *texts) if found is not None else None
                yield Link(number=number, event_id=str(event_id), texts=texts_of, hash=bytes(digest))
