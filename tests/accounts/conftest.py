"""One person of the standing area with a password, and with an authenticator app."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from openccr.accounts.models import User
from tests.door import door
from tests.makers import Area

PASSWORD = "copper lantern under seven bridges"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _nobody_is_locked_out(db: None) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def bea(area: Area) -> User:
    """Bea, who has a password and no second factor yet."""
    user = door(lambda: User.objects.get(pk=area.bea.user_id))
    user.set_password(PASSWORD)
    door(lambda: user.save())
    return user


@pytest.fixture
def bea_with_app(bea: User, rf: object) -> User:
    """Bea, who has an authenticator app too."""
    door(lambda: TOTP.activate(bea, SECRET))
    return bea


def code(secret: str = SECRET, *, later: int = 0) -> str:
    """What the app shows now, or so many periods of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def enter(client: Client, user: User, *, password: str = PASSWORD) -> object:
    """Type in the address and the password."""
    return client.post("/accounts/login/", {"login": user.email, "password": password})
