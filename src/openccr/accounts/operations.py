"""Accounts: opened by invitation, changed by their owner, each change recorded and told to them."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sign_in import at_sign_in
from openccr.accounts.mail import tell
from openccr.accounts.models import Session, User
from openccr.accounts.sessions import stored
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
    with at_sign_in():
        user.save(force_insert=True)
    return user


def let_back_in(*, user_id: UUID, password: str) -> User:
    """A new password for somebody locked out; their second factors and sessions are gone, to be set up again, and so is
    the subject by which their agency's own sign-in knew them.

    Only an invitation that the agency's lead sent leads here, so it takes two people.
    Raises NotFound for a closed account, Refusal when the password is too easy to guess.
    """
    with at_sign_in():
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound
        _choose(user, password)
        user.save(update_fields=["password"])
        Authenticator.objects.filter(user_id=user.pk).delete()
        known = SocialAccount.objects.filter(user_id=user.pk)
        known._raw_delete(known.db)  # no token is ever kept beside it, in a table that nobody may delete from
        end_sessions_of(user_id=user.pk)
    return user


def _choose(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refusal(" ".join(problem.messages), field="password") from None
    user.set_password(password)


def end_session(*, actor: Actor, session_id: str) -> None:
    """Sign out one of the actor's own devices. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, "accounts.devices")
        with at_sign_in():
            ended, _ = Session.objects.filter(user=actor.user_id, pk=session_id).delete()
        if not ended:
            raise NotFound
        record("account.device_ended")


def end_other_sessions(*, actor: Actor, but: str) -> None:
    """Sign out everywhere except in the session whose key is `but` (empty: that one too)."""
    with acting_as(actor):
        must(actor, "accounts.devices")
        with at_sign_in():
            Session.objects.filter(user=actor.user_id).exclude(pk=stored(but)).delete()
        record("account.devices_ended")


def end_sessions_of(*, user_id: UUID, but: str = "") -> None:
    """End every session of an account, except the one whose key is `but`: whoever leaves, or was locked out, is out
    at once, and so is whoever knew the old password.
    """
    with at_sign_in():
        Session.objects.filter(user=user_id).exclude(pk=stored(but)).delete()


def record_own(*, user: User, type: str) -> None:
    """Record what somebody did to their own account, whichever appointment they hold."""
    with acting_as(Actor(kind=ActorKind.PERSON, user_id=user.pk, name=user.name, purpose="own account")):
        record(type, subjects=[user.pk])


def sign_in_changed(*, user: User, type: str) -> None:
    """Record a change of somebody's sign-in and tell them, in words that say nothing to anybody else."""
    record_own(user=user, type=type)
    subject, text = CHANGED
    tell(user.email, subject=subject, text=text)
