"""The owner's way over the walls: for migrations of data, founding a partnership, the invented area and backups.

Never used by a page or a job. Under FORCE an owner who does not take the walls' role changes nothing, in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from openccr.access.walls import WALLS

OWNER_ALIAS = "owner"


@contextmanager
def as_walls() -> Iterator[str]:
    """A transaction on the owner's connection in which every row can be read and written; yields its alias."""
    with transaction.atomic(using=OWNER_ALIAS), connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET LOCAL ROLE {WALLS}")
        yield OWNER_ALIAS
        if not connections[OWNER_ALIAS].needs_rollback:
            # SET LOCAL outlives a savepoint, so an outer transaction would go on as the walls.
            cursor.execute(f'SET LOCAL ROLE "{before}"')
