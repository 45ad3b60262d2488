"""Seals what tells where somebody is, with a key of the person's own (`openccr.access.sealing`)."""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from openccr.access import sealing
from openccr.access.sealing import CannotUnseal

__all__ = ["CannotUnseal", "match_token", "seal", "unseal"]

PURPOSE = "whereabouts"


def seal(text: str, *, person_id: UUID) -> bytes:
    """Seal `text` to one person; the same text sealed twice gives different bytes."""
    return sealing.seal(text.encode(), purpose=PURPOSE, owner=person_id)


def unseal(sealed: bytes, *, person_id: UUID) -> str:
    """Open what `seal` made for that person; nothing sealed gives "". Raises CannotUnseal."""
    return sealing.unseal(sealed, purpose=PURPOSE, owner=person_id).decode() if sealed else ""


def match_token(text: str) -> str:
    """The keyed token by which equal whereabouts are found without opening them; spaces and case do not count."""
    plain = "".join(text.casefold().split())
    return hmac.new(b"match:" + settings.VAULT_KEY, plain.encode(), sha256).hexdigest()
