"""Answers the pages' questions about a request out of accounts and appointments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

from openccr.accounts import step_up
from openccr.accounts.rules import LOCK_AFTER, WARN_AFTER
from openccr.conference.queries.attending import in_a_live_meeting
from openccr.partnership.acting import acting_line, actor_of
from openccr.partnership.clients import client_with
from openccr.site.menu import MENU, PARTNERSHIP
from openccr.ui.who import Door


def _frame(request: HttpRequest) -> Mapping[str, Any]:
    """Who is acting, the way out, and the warning before an unused screen locks."""
    return {
        "acting": {**acting_line(request), "sign_out_href": reverse("account_logout")},
        "idle": {
            "keep_href": reverse("accounts.still_here"),
            "lock_href": reverse("accounts.locked"),
            "warn_minutes": int(WARN_AFTER.total_seconds() // 60),
            "lock_minutes": int(LOCK_AFTER.total_seconds() // 60),
        },
    }


def _address(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request)


def _live(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return actor is not None and in_a_live_meeting(actor)


DOOR = Door(
    actor=actor_of,
    stepped_up=step_up.fresh,
    step_up_url=step_up.url,
    menu=MENU,
    beneath=dict.fromkeys(PARTNERSHIP, "site.partnership"),
    client=client_with,
    address=_address,
    frame=_frame,
    live=_live,
)
