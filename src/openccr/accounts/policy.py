"""What may be done with accounts: everybody looks after their own, and nobody after anybody else's."""

from __future__ import annotations

from openccr.access.may import Rule, signed_in

anybody = Rule(lambda actor, subject: None)

MAY: dict[str, Rule] = {
    "accounts.sign_in": anybody,
    "accounts.stay": signed_in,
    "accounts.devices": signed_in,
    "accounts.confirm": signed_in,
}
