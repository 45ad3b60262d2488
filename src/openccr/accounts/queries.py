"""What the account pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession

from openccr.accounts.models import User
from openccr.accounts.rules import device_name
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Device:
    """One place where the account is signed in."""

    id: int
    name: str
    address: str
    since: datetime
    here: bool


def devices(*, actor: Actor, here: str) -> list[Device]:
    """Where the actor's account is signed in, the newest first; `here` is the key of the session that asks."""
    user = User.objects.get(pk=actor.user_id)  # type: ignore[misc]
    return [
        Device(
            id=session.pk,
            name=device_name(session.user_agent),
            address=session.ip,
            since=session.created_at,
            here=session.session_key == here,
        )
        for session in sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)
    ]


def account_with(email: str) -> User | None:
    """The open account of that address, for whoever holds its invitation; nobody else learns whether there is one."""
    return User.objects.filter(email=email.lower(), is_active=True).first()


def emails_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The addresses of accounts, for whoever looks after an agency's people."""
    return dict(User.objects.filter(pk__in=list(ids)).values_list("pk", "email"))
