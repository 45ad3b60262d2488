"""The one cipher: AES-256-GCM with a key of its own for each purpose and owner, derived from the vault key.

The vault key lies in a file outside the database, so neither a dump nor the database's administrator opens what is
sealed. Whereabouts, second factors and sessions use it.
"""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
VERSION = b"\x01"
NOBODY = UUID(int=0)
"""The owner of what belongs to no one person, such as a session before anybody has signed in."""


class CannotUnseal(RuntimeError):
    """The vault key does not fit, or the bytes were changed."""


def seal(data: bytes, *, purpose: str, owner: UUID = NOBODY) -> bytes:
    """Seal `data` to its purpose and owner; the same data sealed twice gives different bytes."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _cipher(purpose, owner).encrypt(nonce, data, owner.bytes)


def unseal(sealed: bytes, *, purpose: str, owner: UUID = NOBODY) -> bytes:
    """Open what `seal` made for that purpose and owner. Raises CannotUnseal."""
    sealed = bytes(sealed)
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return _cipher(purpose, owner).decrypt(nonce, body, owner.bytes)
    except (InvalidTag, ValueError) as error:
        raise CannotUnseal("This was sealed with another key or has been changed") from error


def token(text: str, *, purpose: str) -> str:
    """Equal for equal texts of one purpose, and without the vault key it says nothing of the text."""
    return hmac.new(settings.VAULT_KEY, f"{purpose}:{text}".encode(), sha256).hexdigest()


def _cipher(purpose: str, owner: UUID) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=owner.bytes, info=f"openccr {purpose}".encode()).derive(
        settings.VAULT_KEY
    )
    return AESGCM(key)
