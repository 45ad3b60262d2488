"""Step-up: a password, a second factor, signing in anew at one's agency or (in the demonstration) a press of a button,
five minutes old at most.

Signing in counts: whoever has just proved who they are is not asked twice. Not for what cannot be taken back once it
is seen or has left (`openccr.ui.who.ANEW`): a session stolen within five minutes of signing in would open it.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from openccr.accounts import typed
from openccr.accounts.rules import STEP_UP_LASTS

PRESSED = "demonstration"
"""The record of a press in the demonstration, whose accounts have no password."""
VOUCHED = "identity_provider"
"""The type of a second factor that was shown to an agency's identity provider."""


def fresh(request: HttpRequest, *, anew: bool = False) -> bool:
    """Whether the signed-in person proved who they are in the last five minutes.

    Args:
        anew: only since they signed in.
    """
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(
        time.time() - record["at"] < STEP_UP_LASTS.total_seconds() and (record.get("reauthenticated") or not anew)
        for record in records
    )


def vouched_by(request: HttpRequest) -> str:
    """The key of the identity provider whose word was taken for a second factor in this session, or ""."""
    records = get_authentication_records(request, request.user)
    if not any(record.get("type") == VOUCHED for record in records):
        return ""
    return next((record["provider"] for record in reversed(records) if record["method"] == "socialaccount"), "")


def url(back: str) -> str:
    """Where they do so, given the address to come back to."""
    page = "accounts.confirm" if settings.DEMONSTRATION else "account_reauthenticate"
    return f"{reverse(page)}?{urlencode({'next': back})}"


def kept(request: HttpRequest) -> str | None:
    """Keep what was typed or pressed while they do so.

    Returns:
        the address where it goes on; None when it cannot be kept: a file, or too much.
    """
    assert request.user.pk is not None  # asked of a session that is signed in
    key = "" if request.FILES else typed.keep_while_proving(request, owner=request.user.pk)
    return f"{reverse('accounts.typed')}?{urlencode({'go': key})}" if key else None


def press(request: HttpRequest) -> None:
    """Take a press of the button as proof. Only the demonstration calls this."""
    record_authentication(request, request.user, method=PRESSED, reauthenticated=True)


def shown_at_agency(request: HttpRequest) -> None:
    """Take it as proof that whoever is signed in has signed in anew at the agency that vouches for them."""
    record_authentication(request, request.user, "mfa", type=VOUCHED, reauthenticated=True)


def renewed(*, request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Who proves again who they are goes on in a session of another key: one that was stolen before ends there."""
    if reauthenticated:
        request.session.cycle_key()
