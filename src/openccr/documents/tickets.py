"""A link to one file that opens once, for five minutes, for whoever asked for it.

What a browser keeps of it, or a screen shows, opens nothing afterwards.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.core import signing
from django.core.cache import cache

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

SECONDS = 300
_SALT = "openccr.documents.tickets"


def given(actor: Actor, kind: str, *ids: object) -> str:
    """A ticket for this actor: signed, with a random part so that no two are alike."""
    words = [kind, _holder(actor), secrets.token_hex(8), *map(str, ids)]
    return signing.dumps(words, salt=_SALT)


def used(ticket: str, *, actor: Actor) -> tuple[str, list[str]]:
    """What a ticket is for: its kind and ids; it is used up. Raises NotFound for an old, used, forged or another's.

    Another's is not used up by whoever tries it: else anybody who sees a link could take the file from its holder.
    """
    try:
        kind, holder, _, *ids = signing.loads(ticket, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    if holder != _holder(actor):
        raise NotFound
    # In the cache of the one process that serves pages: a ticket does not outlive a restart, which asks again.
    if not cache.add(f"ticket-{sha256(ticket.encode()).hexdigest()}", True, SECONDS):
        raise NotFound
    return kind, ids


def _holder(actor: Actor) -> str:
    return f"{actor.user_id}:{actor.appointment_id}"
