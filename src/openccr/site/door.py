"""Answers the pages' questions about a request out of accounts and appointments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

from openccr.access.may import why_not
from openccr.accounts import step_up
from openccr.accounts.rules import LOCK_AFTER, WARN_AFTER
from openccr.audit.operations import record
from openccr.casefiles.rules import Opening
from openccr.casefiles.watching import opened
from openccr.conference.queries.attending import in_a_live_meeting
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.acting import acting_line, actor_of
from openccr.partnership.clients import client_with
from openccr.site.menu import MENU, OWN, PARTNERSHIP
from openccr.ui.registry import all_pages
from openccr.ui.who import Door


def _frame(request: HttpRequest) -> Mapping[str, Any]:
    """Who is acting, the way out, and the warning before an unused screen locks."""
    return {
        "acting": {**acting_line(request), "sign_out_href": reverse("account_logout")},
        "own_pages": _own_pages(request),
        "idle": {
            "keep_href": reverse("accounts.still_here"),
            "lock_href": reverse("accounts.locked"),
            "warn_minutes": int(WARN_AFTER.total_seconds() // 60),
            "lock_minutes": int(LOCK_AFTER.total_seconds() // 60),
        },
    }


def _own_pages(request: HttpRequest) -> list[dict[str, str]]:
    """What else is one's own, for the page of one's account."""
    # Who acts was found when the page was asked for: asking again would cost every page a round of statements.
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    mine = [page for page in all_pages() if page.name in OWN and why_not(actor, page.may) is None]
    return [{"text": page.title, "href": reverse(page.name)} for page in mine]


def _address(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request)


def _live(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return actor is not None and in_a_live_meeting(actor)


def _opened(request: HttpRequest, actor: Actor, file: UUID) -> Refusal | str | None:
    verdict = opened(actor=actor, file=file, agency=str(acting_line(request).get("agency", "")))
    if verdict is Opening.BLOCKED:
        record("case.too_many", file_id=file)
        return Refusal(
            "You have opened very many cases that are not your work within an hour.",
            remedy="What you are asked about opens as before. The coordinator has been told: ring them.",
        )
    return "step_up" if verdict is Opening.STEP_UP and not step_up.fresh(request, anew=True) else None


DOOR = Door(
    actor=actor_of,
    stepped_up=step_up.fresh,
    step_up_url=step_up.url,
    kept=step_up.kept,
    menu=MENU,
    beneath=dict.fromkeys(PARTNERSHIP, "site.partnership"),
    client=client_with,
    address=_address,
    frame=_frame,
    opened=_opened,
    live=_live,
)
