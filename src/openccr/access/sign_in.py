"""`at_sign_in()`: the only door to the tables of sign-in (docs/decisions/0019).

They are read before anybody is known, so no actor can open them. A word that the application signs does, for as long as
the few lines last that find a session, check a password or a second factor. Pages never stand inside it, and SQL that
somebody smuggles into one finds these tables empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction

from openccr.access.acting import aborted
from openccr.access.tokens import sign_for_sign_in

SECONDS = 60
"""A word is good for so long: checking a password takes one second, asking another agency's provider some."""

_inside: ContextVar[bool] = ContextVar("openccr_sign_in", default=False)


@contextmanager
def at_sign_in() -> Iterator[None]:
    """A transaction that reads and writes the tables of sign-in; inside another it is a savepoint at most."""
    if _inside.get() and connection.in_atomic_block:
        yield
        return
    nested = connection.in_atomic_block
    with transaction.atomic():
        _say(sign_for_sign_in(key=settings.TOKEN_KEY, lasts=SECONDS))
        reset = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(reset)
            # SET LOCAL outlives a released savepoint: the page around it would go on with the word.
            if nested and not connection.needs_rollback and not aborted():
                _say("")


def _say(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('openccr.sign_in', %s, true)", [word])
