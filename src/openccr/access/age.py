"""Files that leave the installation, encrypted in the age format: to a public key, or to a passphrase read out aloud.

Anybody with the `age` program opens them with the key; nothing of ours is needed, and nothing of ours can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage

from openccr.kernel.refusals import Refusal

_RECIPIENT = re.compile(r"age1[a-z0-9]{20,100}")


class CannotDecrypt(RuntimeError):
    """The file is encrypted for another key, or has been changed, or is no age file."""


@dataclass(frozen=True)
class AgeKey:
    """A pair of keys: `recipient` is public, `secret` opens what was encrypted to it."""

    recipient: str
    secret: str = field(repr=False)


def new_age_key() -> AgeKey:
    """A pair drawn at random."""
    made = pyrage.x25519.Identity.generate()
    return AgeKey(recipient=str(made.to_public()), secret=str(made))


def check_recipient(recipient: str) -> str:
    """The public key without the spaces around it. Raises Refusal (field `recipient`) for what is none."""
    text = recipient.strip()
    try:
        if not _RECIPIENT.fullmatch(text):
            raise ValueError(text)
        pyrage.x25519.Recipient.from_str(text)
    except (ValueError, pyrage.RecipientError) as error:
        raise Refusal("This is not an age public key.", remedy="It begins with age1.", field="recipient") from error
    return text


def encrypt(data: bytes, *, recipients: Sequence[str]) -> bytes:
    """Encrypt to public keys; whoever holds one of their secrets opens it. Raises Refusal for what is no public key."""
    if not recipients:
        raise ValueError("Nobody could open a file encrypted to nobody")
    keys = [pyrage.x25519.Recipient.from_str(check_recipient(one)) for one in recipients]
    return bytes(pyrage.encrypt(data, keys))


def decrypt(data: bytes, *, secrets: Sequence[str]) -> bytes:
    """Open with whichever of these secrets fits. Raises CannotDecrypt."""
    keys = [pyrage.x25519.Identity.from_str(one) for one in secrets]
    try:
        return bytes(pyrage.decrypt(data, keys))
    except (pyrage.DecryptError, ValueError, OSError) as error:
        raise CannotDecrypt("Encrypted for another key, or changed") from error


def encrypt_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Encrypt to a passphrase, for whoever has no key; it is told by another way than the file."""
    return bytes(pyrage.passphrase.encrypt(data, passphrase))
