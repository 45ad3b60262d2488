"""Choosing an instrument and answering it; half an answer is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import current_actor
from openccr.casefiles.crumbs import crumbs_to
from openccr.content.schema.instruments import Instrument
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.risk.forms import AssessmentForm
from openccr.risk.forms.assessment import as_initial, typed
from openccr.risk.operations import assess, keep_draft
from openccr.risk.pages import pages
from openccr.risk.pages.victims import victims_of
from openccr.risk.queries import draft_of, drafts_of, instrument_named, instruments_in_use, latest_risk, proposed_for
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page


def _choose(*, actor: Actor, file: UUID) -> Screen:
    crumbs = crumbs_to(file)
    victims = victims_of(file)
    proposed, drafts = proposed_for(file), drafts_of(file)
    why = f"Proposed: written for the age of {victims[0].age}" if proposed.ages else "Proposed"
    tools = sorted(instruments_in_use(), key=lambda one: (one.id != proposed.id, one.supplement))
    return Screen(
        title="Which assessment?",
        crumbs=crumbs,
        data={
            "tools": [
                {
                    "tool": tool,
                    "href": reverse("risk.new", args=[file, tool.id]),
                    "why": why if tool.id == proposed.id else "",
                    "kept_at": drafts.get(tool.id),
                }
                for tool in tools
            ]
        },
    )


record_page(
    pages, "case/<uuid:file>/risk/", name="choose", title="Which assessment?", may="risk.assess", query=_choose,
    template="risk/choose.html",
)  # fmt: skip


def _about(*, actor: Actor, file: UUID, instrument: str) -> Asked:
    tool = instrument_named(instrument)
    crumbs = crumbs_to(file)
    return Asked(
        title=tool.name,
        intro=tool.purpose,
        button="Save the assessment",
        crumbs=crumbs,
        context={
            "tool": tool,
            "stands": None if tool.supplement else latest_risk(file),
            "cancel_href": reverse("conference.case", args=[file]),
            "draft_href": reverse("risk.draft", args=[file, tool.id]),
            "other_href": reverse("risk.choose", args=[file]),
            "kept": bool(draft_of(file_id=file, instrument=tool.id)),
        },
    )


def _asked(*, actor: Actor, file: UUID, instrument: str) -> Mapping[str, Any]:
    sources = practice(actor).risk.answer_sources
    return {"instrument": instrument_named(instrument), "victims": victims_of(file), "sources": sources}


def _first(*, actor: Actor, file: UUID, instrument: str) -> Mapping[str, Any]:
    kept = draft_of(file_id=file, instrument=instrument)
    return {"assessed_on": timezone.localdate(), **as_initial(kept)}


def _assess(*, actor: Actor, file: UUID, instrument: str, **given: Any) -> UUID | None:
    if "typed" in given:
        keep_draft(actor=actor, file=file, instrument=instrument, typed=given["typed"], at=timezone.now())
        return None
    return assess(actor=actor, file=file, instrument=instrument, at=timezone.now(), **given)


def _done(assessment: UUID | None, *, file: UUID, instrument: str) -> Done:
    if assessment is None:
        return Done(reverse("conference.case", args=[file]), f"Your answers to the {_tool(instrument).name} are kept.")
    return Done(reverse("risk.assessment", args=[file, assessment]), "The assessment is saved.")


def _tool(instrument: str) -> Instrument:
    return practice(current_actor()).instrument(instrument)


ask(
    pages, "case/<uuid:file>/risk/new/<str:instrument>/", name="new", title="Assess the risk", may="risk.assess",
    form=AssessmentForm, operation=_assess, done=_done, about=_about, choices=_asked, initial=_first,
    reads="risk.form_read", template="risk/assess.html",
)  # fmt: skip


@pages.custom(
    "case/<uuid:file>/risk/new/<str:instrument>/draft/", name="draft", title="Keep the answers", may="risk.assess",
    kind="button", methods=("POST",),
)  # fmt: skip
def keep(request: HttpRequest, actor: Actor, *, file: UUID, instrument: str) -> HttpResponse:
    """What the page sends by itself before it locks; there is nothing to show."""
    keep_draft(
        actor=actor, file=file, instrument=instrument_named(instrument).id, typed=typed(request.POST), at=timezone.now()
    )
    return HttpResponse(status=204)
