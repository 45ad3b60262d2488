"""Sessions where they are stored: sealed, and under a keyed token of the cookie, behind the wall of sign-in.

Until it is confirmed, a new second factor's secret lies in one; and whoever read a key could be its owner.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY as ACCOUNT
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.signing import JSONSerializer
from django.utils import timezone

from openccr.access.sealing import seal, token, unseal
from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import Session

PURPOSE = "session"
STARTED = "openccr_started"
"""Where a session keeps when it began, in seconds."""
DEVICE = "openccr_device"
"""Where it keeps the network address and the browser's name for itself."""

LONGEST = 40
"""What the column holds: 160 bits of the token."""


def stored(key: str) -> str:
    """What stands in the table for the session of that cookie."""
    return token(key, purpose="session key")[:LONGEST]


class SealedSerializer:
    """Django's JSON serializer behind the vault key. A session that cannot be opened counts as empty."""

    def dumps(self, obj: Any) -> bytes:
        """The sealed session."""
        return seal(JSONSerializer().dumps(obj), purpose=PURPOSE)

    def loads(self, data: bytes) -> Any:
        """The session. Raises CannotUnseal, which Django takes for "signed out"."""
        return JSONSerializer().loads(unseal(data, purpose=PURPOSE))


class SessionStore(DatabaseStore):
    """Django's sessions in the database, for whoever holds the cookie and for nobody who reads the table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        with at_sign_in():
            row = Session.objects.filter(pk=stored(self.session_key or ""), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        with at_sign_in():
            return Session.objects.filter(pk=stored(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row: what the session holds is sealed; whose it is and on which device stands beside it."""
        address, browser = data.get(DEVICE, (None, ""))
        return Session(
            session_key=stored(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=UUID(data[ACCOUNT]) if data.get(ACCOUNT) else None,
            started_at=datetime.fromtimestamp(data.get(STARTED, time.time()), UTC),
            address=address,
            browser=browser,
        )

    def save(self, must_create: bool = False) -> None:
        with at_sign_in():
            super().save(must_create=must_create)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            with at_sign_in():
                Session.objects.filter(pk=stored(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        with at_sign_in():
            super().clear_expired()
