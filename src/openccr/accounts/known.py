"""Browsers in which somebody has signed in before: their wrong tries are counted apart.

Without it whoever knows an address could keep its owner out, by wrong passwords from elsewhere (security paper, C9). A
cookie holds keyed tokens of addresses, never an address, and gives no right but to be counted by itself.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from openccr.access.sealing import token

COOKIE = "openccr-known"
SALT = "known browser"
LASTS = 90 * 24 * 3600
MOST = 5
"""People who share one computer."""


def lane(request: HttpRequest, *, login: str) -> str:
    """By what wrong tries for this address are counted: this browser where its owner has signed in, else "other"."""
    found = _read(request)
    return str(found["browser"]) if _mark(login) in found["of"] else "other"


def remember(request: HttpRequest, response: HttpResponse, *, login: str) -> None:
    """Note in the browser that the owner of this address has signed in there, second factor and all."""
    found = _read(request)
    of = [_mark(login), *(one for one in found["of"] if one != _mark(login))][:MOST]
    value = signing.dumps({"browser": found["browser"] or secrets.token_hex(8), "of": of}, salt=SALT)
    response.set_cookie(
        _name(), value, max_age=LASTS, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(_name(), ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {"browser": "", "of": []}
    return found


def _mark(login: str) -> str:
    return token(login.lower(), purpose=SALT)[:16]


def _name() -> str:
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE
