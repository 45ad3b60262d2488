"""A test client signed in as a persona, as if the password and the second factor had just been shown."""

from __future__ import annotations

import time

from django.test import Client

from openccr.access.sign_in import at_sign_in
from openccr.accounts.middleware import SECOND_FACTOR, SEEN
from openccr.accounts.models import User
from openccr.accounts.sessions import DEVICE, STARTED
from openccr.accounts.step_up import PRESSED
from openccr.kernel.actors import Actor


def as_(actor: Actor, *, stepped_up: bool = True) -> Client:
    """Somebody's own client, signed in."""
    client = Client()
    sign_in(client, actor, stepped_up=stepped_up)
    return client


def text_of(response: object) -> str:
    """The page as text."""
    return response.content.decode()  # type: ignore[attr-defined]


def sign_in(client: Client, actor: Actor, *, stepped_up: bool = False) -> User:
    """Sign in; with `stepped_up` the proof is fresh enough for pages that ask for one."""
    with at_sign_in():
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user)
    session = client.session
    session[SECOND_FACTOR] = True
    session[STARTED] = session[SEEN] = time.time()
    session[DEVICE] = ("127.0.0.1", "")
    session.save()
    if stepped_up:
        step_up(client, user)
    return user


def step_up(client: Client, user: User, *, seconds_ago: float = 0) -> None:
    """Record a proof of that age in the session, where allauth keeps them."""
    session = client.session
    proof = {"method": PRESSED, "at": time.time() - seconds_ago, "reauthenticated": True}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
