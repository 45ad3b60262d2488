"""The signed token by which the database knows who is acting.

A plain setting is no credential: SQL injection could set it. So the claims are signed with a key that the application
holds and the database checks (`openccr.actor()` in sql/10_actor.sql). It stops a forgotten filter and SQL injection;
it does not stop code running inside the application, as SECURITY.md says.
"""

from __future__ import annotations

import hmac
import time
from hashlib import sha256
from urllib.parse import quote

from openccr.kernel.actors import Actor

BLOCK = 64


def claims(actor: Actor, *, expires: int) -> str:
    """The claims in the order the database reads them, none containing a colon."""
    parts = (
        actor.user_id or "",
        actor.appointment_id or "",
        actor.agency_id or "",
        actor.partnership_id or "",
        actor.role,
        "whole" if actor.whole_area else "",
        quote(actor.purpose, safe=" "),
        expires,
    )
    return ":".join(str(part) for part in parts)


def sign(actor: Actor, *, key: bytes, lasts: int, now: float | None = None) -> str:
    """The token for `actor`, good for `lasts` seconds."""
    body = claims(actor, expires=int((time.time() if now is None else now) + lasts))
    return f"{body}:{hmac.new(key, body.encode(), sha256).hexdigest()}"


def sign_for_sign_in(*, key: bytes, lasts: int, now: float | None = None) -> str:
    """The word that opens the tables of sign-in (sql/11_sign_in.sql), good for `lasts` seconds."""
    body = f"sign-in:{int((time.time() if now is None else now) + lasts)}"
    return f"{body}:{hmac.new(key, body.encode(), sha256).hexdigest()}"


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer pad of HMAC-SHA-256, which the database keeps in place of the key (RFC 2104)."""
    block = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
