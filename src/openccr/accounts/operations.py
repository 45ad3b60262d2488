"""Accounts: opened by invitation, changed by their owner, each change recorded and told to them."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.accounts.mail import tell
from openccr.accounts.models import User
from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal

CHANGED = (
    "Your sign-in was changed",
    "The way you sign in to OpenCCR was changed. If that was not you, tell your agency's lead at once.",
)


def open_account(*, email: str, name: str, password: str) -> User:
    """A new account with that password. Raises Refusal when the password is too easy to guess."""
    user = User(email=email.lower(), name=name)
    _choose(user, password)
    user.save(force_insert=True)
    return user


def let_back_in(*, user_id: UUID, password: str) -> User:
    """A new password for somebody locked out; their second factors and sessions are gone, to be set up again.

    Only an invitation that the agency's lead sent leads here, so it takes two people.
    Raises NotFound for a closed account, Refusal when the password is too easy to guess.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound
    _choose(user, password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        Authenticator.objects.filter(user_id=user.pk).delete()
        end_sessions_of(user_id=user.pk)
    return user


def _choose(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refusal(" ".join(problem.messages), field="password") from None
    user.set_password(password)


def end_session(*, actor: Actor, session_id: int) -> None:
    """Sign out one of the actor's own devices. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, "accounts.devices")
        session = UserSession.objects.filter(user_id=actor.user_id, pk=session_id).first()
        if session is None:
            raise NotFound
        session.end()
        record("account.device_ended")


def end_other_sessions(*, actor: Actor, but: str) -> None:
    """Sign out everywhere except in the session whose key is `but` (empty: that one too)."""
    with acting_as(actor):
        must(actor, "accounts.devices")
        for session in UserSession.objects.filter(user_id=actor.user_id).exclude(session_key=but):
            session.end()
        record("account.devices_ended")


def end_sessions_of(*, user_id: UUID) -> None:
    """End every session of an account: whoever leaves, or was locked out, is out at once."""
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()


def record_own(*, user: User, type: str) -> None:
    """Record what somebody did to their own account, whichever appointment they hold."""
    with acting_as(Actor(kind=ActorKind.PERSON, user_id=user.pk, name=user.name, purpose="own account")):
        record(type, subjects=[user.pk])


def sign_in_changed(*, user: User, type: str) -> None:
    """Record a change of somebody's sign-in and tell them, in words that say nothing to anybody else."""
    record_own(user=user, type=type)
    subject, text = CHANGED
    tell(user.email, subject=subject, text=text)
