"""Ends sessions that have run out, and keeps those without a second factor at the pages that set one up."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from openccr.accounts.adapters import has_second_factor
from openccr.accounts.rules import MARK_EVERY, Clock
from openccr.accounts.urls import SETTING_UP, SIGN_IN_NAMES
from openccr.ui.who import door

STARTED = "openccr_started"
SEEN = "openccr_seen"
SECOND_FACTOR = "openccr_second_factor"
"""Set once this session, and not just this account, has shown or set up a second factor."""

LOCKED = "accounts.locked"
CLEAR = '"cache", "storage"'
"""Not "cookies": that would sign people out of every other site under the same registered domain."""


def limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. It decides before the view and never calls one itself (that would skip the CSRF check)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "was_signed_in", False) and not request.user.is_authenticated:
            response["Clear-Site-Data"] = CLEAR
        elif request.user.is_authenticated:
            _start(request)
            if getattr(request, "setting_up", False) and has_second_factor(request.user):
                request.session[SECOND_FACTOR] = True
        return response

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        request.was_signed_in = True  # type: ignore[attr-defined]
        name = request.resolver_match.url_name if request.resolver_match else ""
        answer = _run_out(request, name) or _second_factor_missing(request, name)
        if answer is None:
            _dress(request, name)
        return answer

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _run_out(request: HttpRequest, name: str | None) -> HttpResponse | None:
    now = time.time()
    _start(request)
    clock = Clock(_moment(request.session[STARTED]), _moment(request.session[SEEN]))
    if clock.over(now=_moment(now), page_says_idle=name == LOCKED):
        logout(request)
        if name == LOCKED:
            return None
        back = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse(LOCKED)}?{urlencode({'next': back})}")
    if name != LOCKED and now - request.session[SEEN] >= MARK_EVERY.total_seconds():
        request.session[SEEN] = now
    return None


def _second_factor_missing(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """None when the session may go on; else where it must go first."""
    if settings.DEMONSTRATION or request.session.get(SECOND_FACTOR):
        return None
    if any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
        request.session[SECOND_FACTOR] = True
        return None
    if has_second_factor(request.user):
        # The factor was set up in another session while this one had shown a password only.
        logout(request)
        return HttpResponseRedirect(reverse("account_login"))
    request.setting_up = True  # type: ignore[attr-defined]
    page = getattr(request.resolver_match.func, "page", None) if request.resolver_match else None
    allowed = name in SETTING_UP or (page is not None and page.public)
    return None if allowed else HttpResponseRedirect(reverse("mfa_index"))


def _dress(request: HttpRequest, name: str | None) -> None:
    """allauth's own pages get the frame that declared pages get: who is acting, and the menu."""
    if name in SIGN_IN_NAMES and not getattr(request, "setting_up", False) and request.user.is_authenticated:
        request.actor = door().actor(request)  # type: ignore[attr-defined]


def _start(request: HttpRequest) -> None:
    session: Any = request.session
    if STARTED not in session:
        session[STARTED] = session[SEEN] = time.time()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
