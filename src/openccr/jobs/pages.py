"""The page of long work: how far it is, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from openccr.jobs.operations import cancel
from openccr.jobs.queries import work_of
from openccr.jobs.rules import ENDED, WorkState
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Done, button
from openccr.ui.registry import Pages

pages = Pages("jobs")

STATES = {
    WorkState.WAITING: "Waiting for its turn",
    WorkState.RUNNING: "Working",
    WorkState.DONE: "Done",
    WorkState.FAILED: "It did not work",
    WorkState.CANCELLED: "Cancelled",
}


@pages.custom("work/<uuid:work>/", name="work", title="Progress", may="jobs.see", methods=("GET", "HEAD"))
def progress(request: HttpRequest, actor: Actor, *, work: UUID) -> HttpResponse:
    """One's own piece of work; fetched again every two seconds while it runs."""
    found = work_of(actor=actor, work=work)
    state = WorkState(found.state)
    context = {
        "page": {"title": found.name},
        "job": {
            "state_text": STATES[state],
            "running": state not in ENDED,
            "failed": state is WorkState.FAILED,
            "done": found.done,
            "total": found.total or None,
            "unit": "rows",
            "started_at": found.made_at,
            "finished_at": found.ended_at,
            "message": found.words,
        },
        "results": [{"text": "See the result", "href": found.href}] if found.href else [],
        "cancel_href": reverse("jobs.cancel", kwargs={"work": work}),
    }
    return TemplateResponse(request, "ui/job.html", context)


button(
    pages, "work/<uuid:work>/cancel/", name="cancel", title="Cancel", may="jobs.start",
    operation=lambda *, actor, work: cancel(actor=actor, work=work),
    done=lambda _, *, work: Done(reverse("jobs.work", kwargs={"work": work}), "Cancelled."),
)  # fmt: skip
