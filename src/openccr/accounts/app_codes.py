"""Codes of an authenticator app, each of which lets somebody in once.

allauth remembers a used code for one period, in the memory of one process; with its neighbours it counts for three
periods. So the newest period whose code was used is kept beside the app itself, and nothing up to it counts again
(RFC 6238, section 5.2).
"""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.http import HttpRequest

from openccr.access.sign_in import at_sign_in

COUNTER = "counter"
"""Where the newest period of an app that was used is kept, and how far a key has counted its signatures."""


def used_once(authenticator: Authenticator, code: str) -> bool:
    """Take an app's code: whether it is newer than the last that was taken. It does not count again."""
    secret = decrypt(authenticator.data["secret"])
    periods = [
        period
        for period in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, period)))
    ]
    with at_sign_in():
        # Locked: of two who type the same code at once, one is let in.
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        if not periods or max(periods) <= kept.data.get(COUNTER, 0):
            return False
        kept.data[COUNTER] = max(periods)
        kept.save(update_fields=["data"])
    authenticator.data = kept.data
    return True


def take_the_first(request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:
    """The code by which an app was added is used."""
    if authenticator.type == Authenticator.Type.TOTP:
        used_once(authenticator, request.POST.get("code", ""))


authenticator_added.connect(take_the_first, dispatch_uid="openccr.accounts.app_codes")
