"""Step-up: a password, a second factor or (in the demonstration) a press of a button, five minutes old at most.

Signing in counts: whoever has just proved who they are is not asked twice.
"""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from openccr.accounts import typed
from openccr.accounts.rules import STEP_UP_LASTS

PRESSED = "demonstration"
"""The record of a press in the demonstration, whose accounts have no password."""


def fresh(request: HttpRequest) -> bool:
    """Whether the signed-in person proved who they are in the last five minutes."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < STEP_UP_LASTS.total_seconds() for record in records)


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
    record_authentication(request, request.user, method=PRESSED)
