"""A person's calendar: its private address, and the file behind it."""

from __future__ import annotations

from datetime import datetime, time
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.accounts.tries import count_try, too_many
from openccr.audit.operations import record
from openccr.conference.operations.feeds import behind, make_address, withdraw_address
from openccr.conference.pages import pages
from openccr.conference.queries.feeds import entries, my_address, zone_of
from openccr.conference.rules.feeds import feed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Done, button, offer, page_context

WRONG = "calendar"


@pages.custom(
    "calendar/", name="calendar", title="Your calendar", may="conference.calendar", methods=("GET", "HEAD", "POST")
)
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whether there is an address; a POST makes a new one and shows it, once: only its hash is kept."""
    address = make_address(actor=actor, at=timezone.now()) if request.method == "POST" else ""
    row = my_address(actor)
    actions = []
    if row is not None:
        actions.append(
            offer(
                actor, text="Withdraw it", page="conference.calendar_withdraw", may="conference.calendar", post=True
            )
        )  # fmt: skip
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        address=address,
        made_at=row.made_at if row else None,
        make={
            "text": "Make a new address" if row else "Make an address",
            "href": reverse("conference.calendar"),
            "post": True,
        },
        actions=actions,
        crumbs=[{"text": "Meetings", "href": reverse("conference.meetings")}, {"text": "Your calendar"}],
    )
    return TemplateResponse(request, "conference/calendar.html", context)


button(
    pages, "calendar/withdraw/", name="calendar_withdraw", title="Withdraw the address of your calendar",
    may="conference.calendar", operation=lambda *, actor: withdraw_address(actor=actor, at=timezone.now()),
    done=lambda _: Done(reverse("conference.calendar"), "The address works no longer."),
)  # fmt: skip


@pages.custom(
    "calendar/<str:token>/openccr.ics", name="calendar_feed", title="Calendar", may="conference.calendar", public=True,
    methods=("GET", "HEAD"), kind="feed",
)  # fmt: skip
def calendar_feed(request: HttpRequest, actor: Actor | None, *, token: str) -> HttpResponse:
    """The file, for whoever holds the address while the appointment behind it is in force.

    One answer for an address that is unknown, withdrawn or whose appointment is over.
    """
    found = None if too_many(request, what=WRONG) else _behind(token)
    if found is None:
        count_try(request, what=WRONG)
        return HttpResponse(status=404)
    with acting_as(found):
        if why_not(found, "conference.calendar") is not None:
            return HttpResponse(status=404)
        today = timezone.localdate()
        # The stamp is the day's, so that a calendar program that asks again the same day is told "not modified".
        stamp = datetime.combine(today, time.min, tzinfo=timezone.get_current_timezone())
        body = feed(entries(actor=found, today=today), zone=zone_of(found), stamp=stamp)
        record("calendar.read", subjects=[found.appointment])
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    answer: HttpResponse
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _behind(token: str) -> Actor | None:
    try:
        return behind(token)
    except NotFound:
        return None
