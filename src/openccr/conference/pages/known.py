"""Who may be the victim of a referral that is being typed, of the people its writer sees already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.conference.operations.drafts import Opened, open_draft
from openccr.conference.pages import pages
from openccr.conference.pages.common import to_case
from openccr.conference.rules.known import asked_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.linkage.operations.known import ask_known
from openccr.ui.kinds import page_context


def to_known(draft: UUID) -> str:
    """The address of who may be known already, for a draft."""
    return reverse("conference.draft_known", kwargs={"draft": draft})


@pages.custom("referrals/drafts/<uuid:draft>/known/", name="draft_known", title="Is the victim already known?",
              may="conference.refer", kind="custom", methods=("GET", "HEAD"))  # fmt: skip
def known(request: HttpRequest, actor: Actor, *, draft: UUID) -> HttpResponse:
    """Who may be known: a part put beside the questions while they are answered, or, without scripts, a page."""
    context = known_context(actor, open_draft(actor=actor, draft=draft))
    if "HX-Request" in request.headers:
        return TemplateResponse(request, "conference/parts/known.html", context)
    home = reverse("conference.draft", kwargs={"draft": draft})
    page = page_context(request.page, back={"href": home, "text": "All steps"}, **context)  # type: ignore[attr-defined]
    return TemplateResponse(request, "conference/drafts/known.html", page)


def known_context(actor: Actor, opened: Opened) -> dict[str, Any]:
    """What `conference/parts/known.html` shows of a draft."""
    asked = asked_of(opened.answers)
    try:
        found = ask_known(actor=actor, asked=asked, today=timezone.localdate(), at=timezone.now())
    except Refusal as why:
        return {"known_refusal": str(why)}
    rows = [
        {
            "name": one.name,
            "under": one.under,
            "born_on": one.born_on,
            "likely": one.likely,
            "alike": one.alike,
            "unlike": one.unlike,
            "cases": [
                {"reference": case.reference, "part": case.part.label, "href": to_case(case.file_id)}
                for case in one.cases
            ],
        }
        for one in found
    ]
    return {"known": rows, "known_asked": asked.enough}
