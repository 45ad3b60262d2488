"""Seals a record whole, and gives the token by which the same record of the same agency is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from openccr.access import sealing

_ROW, _WORDS = "extract row", "match answer"


def seal_row(row: Mapping[str, Any], *, agency_id: UUID) -> bytes:
    """A record as it stands in the database."""
    kept = {name: value for name, value in row.items() if value}
    return sealing.seal(json.dumps(kept, ensure_ascii=False).encode(), purpose=_ROW, owner=agency_id)


def open_row(sealed: bytes | memoryview, *, agency_id: UUID) -> dict[str, Any]:
    """The record again. Raises CannotUnseal."""
    found: dict[str, Any] = json.loads(sealing.unseal(bytes(sealed), purpose=_ROW, owner=agency_id))
    return found


def record_token(local_id: str, *, agency_id: UUID, kind: str, whose: str) -> str:
    """Equal for the same person's local id of the same agency in each of its extracts of one kind.

    An agency keeps more than one register, and two of them may count from 1: their records are not one. And a number is
    given again: what was asked, answered and decided of one person never stands for the next who bears it.

    Args:
        whose: `rules.extracts.whose_number`.
    """
    return sealing.token(f"{agency_id}:{kind}:{local_id}:{whose}", purpose="extract record")


def pair_token(one: str, other: str) -> str:
    """Equal for the same two records or people, whichever comes first."""
    first, second = sorted((one, other))
    return sealing.token(f"{first}:{second}", purpose="record pair")


def seal_words(words: str, *, match_id: UUID) -> bytes:
    """What the holding agency says, sealed to its answer."""
    return sealing.seal(words.encode(), purpose=_WORDS, owner=match_id)


def open_words(sealed: bytes | memoryview, *, match_id: UUID) -> str:
    """What it said; nothing sealed gives ""."""
    return sealing.unseal(bytes(sealed), purpose=_WORDS, owner=match_id).decode() if bytes(sealed) else ""
