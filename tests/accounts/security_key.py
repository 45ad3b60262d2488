"""A security key made of software, which signs what a browser on some page would let it sign."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

RIGHT = "https://testserver"
PRESENT = AuthenticatorData.FLAG.UP
KEPT = AuthenticatorData.FLAG.AT


@dataclass
class SecurityKey:
    """One key, with its own count of signatures."""

    host: str = "testserver"
    counter: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(16))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, challenge: str, *, origin: str = RIGHT) -> dict[str, Any]:
        """What the browser hands on when the key is added."""
        known = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(self._host, PRESENT | KEPT, self.counter, known)
        whole = AttestationObject.create("none", data, {})
        told = self._told("webauthn.create", challenge, origin)
        return self._answer({"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(whole)})

    def signed(self, challenge: str, *, origin: str = RIGHT, counts: bool = True) -> dict[str, Any]:
        """What the browser hands on when the key is pressed."""
        self.counter += counts
        data = AuthenticatorData.create(self._host, PRESENT, self.counter)
        told = self._told("webauthn.get", challenge, origin)
        signature = self.private.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(told),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )

    @property
    def _host(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _told(self, what: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": what, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
