"""What makes a bundle somebody's: signed by the sender's key, encrypted to the receiver's, both checked by telephone.

Signing with Ed25519 tells the reader who made it; age keeps everybody else from reading it. The signature stands
inside what is encrypted, so nobody on the way learns who wrote.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from openccr.access.age import CannotDecrypt, check_recipient, decrypt, encrypt, new_age_key
from openccr.kernel.refusals import Refusal

ENVELOPE = "openccr-signed"
INTRODUCTION = "openccr-key-1"
_SIGNED_FOR = b"openccr transfer 1\n"
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PublicKeys:
    """An area's two public keys: `recipient` to encrypt to, `verify` (64 hex digits) to check its signature."""

    recipient: str
    verify: str

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits, short enough to be read out on the telephone."""
        number = int.from_bytes(sha256(f"{self.recipient}\n{self.verify}".encode()).digest(), "big") % 10**40
        digits = f"{number:040d}"
        return " ".join(digits[first : first + 5] for first in range(0, 40, 5))

    @property
    def introduction(self) -> str:
        """One line to send to another area; it is no secret."""
        return f"{INTRODUCTION}:{self.recipient}:{self.verify}"


@dataclass(frozen=True)
class Keys:
    """An area's own keys, the secret ones too."""

    public: PublicKeys
    age_secret: str = field(repr=False)
    signing_seed: str = field(repr=False)


def new_keys() -> Keys:
    """Keys drawn at random."""
    age, signing = new_age_key(), Ed25519PrivateKey.generate()
    verify = signing.public_key().public_bytes_raw().hex()
    return Keys(PublicKeys(age.recipient, verify), age.secret, signing.private_bytes_raw().hex())


def read_introduction(text: str) -> PublicKeys:
    """The keys of an introduction that somebody sent. Raises Refusal (field `introduction`)."""
    name, _, rest = "".join(text.split()).partition(":")
    recipient, _, verify = rest.partition(":")
    if name != INTRODUCTION or not _KEY.fullmatch(verify):
        raise Refusal(
            "This is not the line by which another OpenCCR introduces itself.",
            remedy=f"It begins with {INTRODUCTION}: and is copied whole.",
            field="introduction",
        )
    try:
        return PublicKeys(check_recipient(recipient), verify)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field="introduction") from refusal


def close_envelope(payload: bytes, *, sender: Keys, receiver: PublicKeys) -> bytes:
    """Sign and encrypt a bundle. Returns the bytes of the .age file."""
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sender.signing_seed)).sign(_SIGNED_FOR + payload)
    document = {
        "format": ENVELOPE,
        "key": sender.public.verify,
        "signature": base64.b64encode(signature).decode(),
        "payload": base64.b64encode(payload).decode(),
    }
    return encrypt(json.dumps(document).encode(), recipients=[receiver.recipient])


def open_envelope(data: bytes, *, secrets: list[str], trusted: list[str]) -> tuple[bytes, str]:
    """Decrypt a bundle and check who signed it.

    Args:
        secrets: the reader's own age secrets, former ones too.
        trusted: verifying keys of areas whose fingerprint was read on the telephone.

    Returns the payload and the sender's verifying key. Raises Refusal (field `file`) for a file that is not encrypted
    to these keys, changed on its way, or not signed by an area that is trusted; nothing else, whatever the bytes.
    """
    try:
        document = json.loads(decrypt(data, secrets=secrets))
        if not isinstance(document, dict) or document.get("format") != ENVELOPE:
            raise ValueError
        key, payload = str(document["key"]), base64.b64decode(document["payload"], validate=True)
        signature = base64.b64decode(document["signature"], validate=True)
    except CannotDecrypt as error:
        raise Refusal(
            "This file was not made for this area's key, or it was changed on its way.",
            remedy="Nothing was saved. Check with the sending area which key it used, and ask for it again.",
            field="file",
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise Refusal("It is not a transfer of OpenCCR.", remedy="Nothing was saved.", field="file") from error
    if key not in trusted:
        raise Refusal(
            "It is signed by a key that nobody here has checked.",
            remedy="Nothing was saved. Enter the sending area's key and compare its fingerprint by telephone.",
            field="file",
        )
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, _SIGNED_FOR + payload)
    except (InvalidSignature, ValueError) as error:
        raise Refusal(
            "The signature does not fit: somebody has changed it.",
            remedy="Nothing was saved. Tell the sending area.",
            field="file",
        ) from error
    return payload, key
