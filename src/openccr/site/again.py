"""Doing a thing once more that the database ended, because two had waited for each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError
from psycopg.errors import DeadlockDetected

Done = TypeVar("Done")


def once_more(do: Callable[[], Done]) -> Done:
    """Do it; a second time when it waited for another that waited for it: by then the other has gone on.

    At a start the walls are built anew, which locks table after table, while a command may be reading them.

    Args:
        do: a transaction of its own, which leaves nothing behind when it is ended.
    """
    try:
        return do()
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        return do()
