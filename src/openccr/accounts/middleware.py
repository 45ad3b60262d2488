"""Finds who is signed in, ends sessions that have run out, and keeps those with no second factor at setting one up."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from openccr.access.sign_in import at_sign_in
from openccr.accounts import typed
from openccr.accounts.adapters import has_second_factor
from openccr.accounts.models import Session
from openccr.accounts.rules import MARK_EVERY, Clock
from openccr.accounts.sessions import DEVICE, STARTED
from openccr.accounts.urls import SETTING_UP, SIGN_IN_NAMES
from openccr.ui.who import door

SEEN = "openccr_seen"
SECOND_FACTOR = "openccr_second_factor"
"""Set once this session, and not just this account, has shown or set up a second factor."""

LOCKED = "accounts.locked"
CLEAR = '"cache", "storage"'
"""Not "cookies": that would sign people out of every other site under the same registered domain."""


class Authentication(AuthenticationMiddleware):
    """Django's own, which finds the session and its account behind the wall in one transaction: every page pays it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _account(request))  # type: ignore[assignment]


def _account(request: HttpRequest) -> Any:
    if request.session.session_key is None:
        return get_user(request)  # no cookie: there is nothing to look for
    with at_sign_in():
        return get_user(request)


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
            if typed.AGAIN in request.POST:
                typed.drop(request)
            _dress(request, name)
        return answer

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _run_out(request: HttpRequest, name: str | None) -> HttpResponse | None:
    now = time.time()
    _start(request)
    clock = Clock(_moment(request.session[STARTED]), _moment(request.session[SEEN]))
    if clock.over(now=_moment(now), page_says_idle=name == LOCKED) and not _in_a_meeting(request, clock, name, now):
        kept = _typed(request)
        logout(request)
        if name == LOCKED:
            return None
        back = request.get_full_path() if request.method == "GET" else "/"
        if kept is not None:
            typed.put(request, kept)
            back = reverse("accounts.typed")
        return HttpResponseRedirect(f"{reverse(LOCKED)}?{urlencode({'next': back})}")
    if name != LOCKED and now - request.session[SEEN] >= MARK_EVERY.total_seconds():
        request.session[SEEN] = now
    return None


def _typed(request: HttpRequest) -> str | None:
    """What was typed into the page whose session has run out. A page's own keeping of drafts needs no second copy."""
    page = getattr(request.resolver_match.func, "page", None) if request.resolver_match else None
    whole = request.method == "POST" and "HX-Request" not in request.headers
    if not whole or page is None or page.public or page.name.startswith("accounts."):
        return None
    owner = request.user.pk
    assert owner is not None  # asked of a session that was signed in
    return typed.keep(request, owner=owner)


def _in_a_meeting(request: HttpRequest, clock: Clock, name: str | None, now: float) -> bool:
    """Who sits in a meeting that is under way listens more than they type; a page that locks itself still locks."""
    return name != LOCKED and not clock.ended(now=_moment(now)) and door().live(request)


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
        browser = request.META.get("HTTP_USER_AGENT", "")[: Session._meta.get_field("browser").max_length]
        session[DEVICE] = (get_adapter().get_client_ip(request), browser)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
