"""Sessions are sealed where they are stored: until it is confirmed, a new second factor's secret lies in one."""

from __future__ import annotations

from typing import Any

from django.core.signing import JSONSerializer

from openccr.access.sealing import seal, unseal

PURPOSE = "session"


class SealedSerializer:
    """Django's JSON serializer behind the vault key. A session that cannot be opened counts as empty."""

    def dumps(self, obj: Any) -> bytes:
        """The sealed session."""
        return seal(JSONSerializer().dumps(obj), purpose=PURPOSE)

    def loads(self, data: bytes) -> Any:
        """The session. Raises CannotUnseal, which Django takes for "signed out"."""
        return JSONSerializer().loads(unseal(data, purpose=PURPOSE))
