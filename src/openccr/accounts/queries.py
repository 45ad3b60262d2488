"""What the account pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import Session, User
from openccr.accounts.rules import device_name
from openccr.accounts.sessions import stored
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Device:
    """One place where the account is signed in."""

    id: str
    name: str
    address: str
    since: datetime
    here: bool


def devices(*, actor: Actor, here: str) -> list[Device]:
    """Where the actor's account is signed in, the newest first; `here` is the key of the session that asks."""
    with at_sign_in():
        rows = list(Session.objects.filter(user=actor.user_id, expire_date__gt=timezone.now()).order_by("-started_at"))
    return [
        Device(
            id=row.pk,
            name=device_name(row.browser),
            address=row.address or "",
            since=row.started_at,
            here=row.pk == stored(here),
        )
        for row in rows
    ]


def account_with(email: str) -> User | None:
    """The open account of that address, for whoever holds its invitation; nobody else learns whether there is one."""
    with at_sign_in():
        return User.objects.filter(email=email.lower(), is_active=True).first()


def emails_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The addresses of accounts, for whoever looks after an agency's people."""
    with at_sign_in():
        return dict(User.objects.filter(pk__in=list(ids)).values_list("pk", "email"))
