"""Seals what tells where somebody is, with a key of the person's own.

The key is drawn at random and stands wrapped beside the person (`PersonKey`); the vault key that unwraps it lies in a
file (`openccr.access.ring`), so neither a dump nor the database's administrator opens what is sealed. To destroy one
person's key is to erase what hangs on her; to change the vault key touches nothing that is sealed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from openccr.access import ring
from openccr.access.matching import token_of
from openccr.access.sealing import CannotUnseal
from openccr.kernel.once import once
from openccr.people.models.vault import PersonKey
from openccr.people.rules.near import near_texts, place_text, without_postcode

__all__ = ["CannotUnseal", "Vault", "match_token", "near_tokens", "seal", "unseal"]

NONCE = 12
VERSION = b"\x02"


class Vault:
    """Seals and opens for several people, with their keys read once."""

    def __init__(self, rows: Iterable[PersonKey] = ()) -> None:
        self._keys: dict[UUID, bytes] = {}
        self.made: list[PersonKey] = []
        """Keys drawn since, which whoever made this vault writes."""
        self._rows = {row.person_id: row for row in rows}

    @classmethod
    def of(cls, people: Iterable[UUID]) -> Vault:
        """The keys of these people, of those whom the actor sees. One query."""
        return cls(PersonKey.objects.filter(person_id__in=set(people)))

    def seal(self, text: str, *, person_id: UUID) -> bytes:
        """Seal `text` to one person, drawing her key if she has none; sealed twice it gives different bytes."""
        nonce = os.urandom(NONCE)
        if person_id not in self._keys and person_id not in self._rows:
            self._draw(person_id)
        return VERSION + nonce + AESGCM(self._key(person_id)).encrypt(nonce, text.encode(), person_id.bytes)

    def unseal(self, sealed: bytes | memoryview, *, person_id: UUID) -> str:
        """Open what `seal` made for that person; nothing sealed gives "". Raises CannotUnseal."""
        sealed = bytes(sealed)
        if not sealed:
            return ""
        try:
            plain = AESGCM(self._key(person_id)).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], person_id.bytes)
        except (InvalidTag, ValueError) as error:
            raise CannotUnseal("This was sealed to somebody else, or has been changed") from error
        return plain.decode()

    def write(self) -> None:
        """Write the keys that were drawn. Of two that draw for one person at once, the second's act fails."""
        PersonKey.objects.bulk_create(self.made, batch_size=1_000)
        self.made = []

    def _draw(self, person_id: UUID) -> None:
        self._keys[person_id] = ring.new_key()
        wrapped = ring.wrap(self._keys[person_id], owner=person_id)
        self.made.append(
            PersonKey(person_id=person_id, version=wrapped.version, wrapped=wrapped.data, made_at=timezone.now())
        )

    def _key(self, person_id: UUID) -> bytes:
        if person_id not in self._keys:
            row = self._rows.get(person_id)
            if row is None:
                raise CannotUnseal("This person's key has been destroyed, or is not yours to use")
            self._keys[person_id] = ring.unwrap(ring.Wrapped(row.version, bytes(row.wrapped)), owner=person_id)
        return self._keys[person_id]


def seal(text: str, *, person_id: UUID) -> bytes:
    """Seal `text` to one person whom the actor sees: see `Vault.seal`. Many at a time: a `Vault` of them."""
    vault = Vault.of([person_id])
    sealed = vault.seal(text, person_id=person_id)
    vault.write()
    return sealed


def unseal(sealed: bytes, *, person_id: UUID) -> str:
    """Open what was sealed to one person whom the actor sees: see `Vault.unseal`."""
    return _vault_of(person_id).unseal(sealed, person_id=person_id) if sealed else ""


@once
def _vault_of(person_id: UUID) -> Vault:
    return Vault.of([person_id])


def match_token(text: str) -> str:
    """The keyed token by which equal whereabouts are found without opening them.

    Spaces and case do not count, nor how a telephone number or a house is written.
    """
    return token_of("".join(place_text(text).casefold().split()))


def near_tokens(kind: str, text: str) -> list[str]:
    """Tokens of the street and the postcode of one of somebody's whereabouts, and of it without its postcode.

    By the first two a neighbour is found, by the last the same place written otherwise.
    """
    same = without_postcode(text)
    return [match_token(one) for one in (*near_texts(kind, text), *((same,) if same else ()))]
