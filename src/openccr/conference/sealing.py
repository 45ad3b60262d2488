"""Seals what referrals say of somebody before and beside the people's own records (`openccr.access.sealing`).

A draft holds whereabouts in the words they were typed in, and a referral's further answers may name them anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from openccr.access import sealing

DRAFT = "referral draft"
DETAIL = "referral detail"


def seal_answers(answers: Mapping[str, Any], *, purpose: str, owner: UUID) -> bytes:
    """Seal a document of answers to its draft or file."""
    return sealing.seal(json.dumps(dict(answers), ensure_ascii=False).encode(), purpose=purpose, owner=owner)


def unseal_answers(sealed: bytes | memoryview, *, purpose: str, owner: UUID) -> dict[str, Any]:
    """Open what `seal_answers` made. Raises CannotUnseal."""
    found: dict[str, Any] = json.loads(sealing.unseal(bytes(sealed), purpose=purpose, owner=owner))
    return found
