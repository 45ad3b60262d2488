"""`acting_as(actor)`: the only door to walled rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from openccr.access.tokens import sign
from openccr.kernel.actors import Actor

PAGE_SECONDS = 120
LONG_SECONDS = 3 * 3600


@dataclass(frozen=True)
class _Acting:
    actor: Actor
    lasts: int
    token: str


_current: ContextVar[_Acting | None] = ContextVar("openccr_actor", default=None)


class NobodyIsActing(RuntimeError):
    """Raised where something must be recorded against an actor and there is none."""


@contextmanager
def acting_as(actor: Actor, *, lasts: int = PAGE_SECONDS) -> Iterator[Actor]:
    """Open a transaction in which the database knows `actor`; put the previous actor back on leaving.

    Inside one for the same actor it is a savepoint and nothing more, so operations may call each other freely.

    Args:
        actor: who acts.
        lasts: seconds the token is good for; `LONG_SECONDS` for imports and the like.
    """
    before = _current.get()
    nested = connection.in_atomic_block
    with transaction.atomic():
        if nested and before is not None and before.actor == actor and before.lasts >= lasts:
            yield actor
            return
        acting = _Acting(actor, lasts, sign(actor, key=settings.TOKEN_KEY, lasts=lasts))
        _set_token(acting.token)
        reset = _current.set(acting)
        try:
            yield actor
        finally:
            _current.reset(reset)
            # SET LOCAL outlives a released savepoint, so it is put back by hand. An aborted transaction takes it along.
            if nested and not connection.needs_rollback and not aborted():
                _set_token(before.token if before else "")


def current_actor() -> Actor:
    """The actor of the innermost `acting_as`. Raises NobodyIsActing outside of one."""
    acting = _current.get()
    if acting is None:
        raise NobodyIsActing("Nobody is acting here: wrap the call in acting_as(actor)")
    return acting.actor


def _set_token(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('openccr.token', %s, true)", [token])


def aborted() -> bool:
    """Whether the transaction has failed, so that only undoing it is left."""
    raw = connection.connection
    return raw is None or raw.info.transaction_status == TransactionStatus.INERROR
