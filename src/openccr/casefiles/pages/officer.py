"""What the data protection officer looks at, and their word on letting somebody back in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.emergency_forms import InquiryForm, OfficerForm
from openccr.casefiles.inquiring import open_search, search_named, searches_of_area
from openccr.casefiles.officer import ForOfficer, decide_lift, lift_to_decide, officer_sees
from openccr.casefiles.pages import pages
from openccr.casefiles.rules import ALERTS, SEARCH_PURPOSES, VERDICTS
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, offer, page_context, paged, says_where, table
from openccr.ui.who import ANEW

_KINDS = {"lift": "Let somebody back in", "emergency": "Emergency access", "alert": "Openings to look into"}
_STATES = {"seen": "Looked into", **VERDICTS}
_WAITS = {"lift": "Waits for you", "emergency": "Not reviewed", "alert": "Not looked into"}


@dataclass(frozen=True)
class _Row:
    """One line of the officer's table; only a proposal has a page behind it."""

    what: str
    case: str
    who: str
    at: str
    words: str
    state: StateWord
    href: str


def _state(one: ForOfficer) -> StateWord:
    if one.waits:
        return StateWord(_WAITS[one.kind], "late")
    return StateWord(_STATES.get(one.state, one.state), "done")


def _row(one: ForOfficer) -> _Row:
    at = timezone.localtime(one.at)
    return _Row(
        what=_KINDS[one.kind],
        case=one.reference,
        who=one.who,
        at=f"{at.day} {at:%B %Y, %H:%M}",
        words=ALERTS.get(one.words, one.words) if one.kind == "alert" else one.words,
        state=_state(one),
        href=reverse("casefiles.officer_lift", args=[one.id]) if one.kind == "lift" else "",
    )


def _officer(*, actor: Actor, params: Any, page: int) -> Listing:
    found = officer_sees()
    return Listing(
        rows=[_row(one) for one in found[paged(page)]],
        columns=(
            Column("what", "What"), Column("case", "Case", whole=True), Column("who", "Who"), Column("at", "When"),
            Column("words", "Reason"), Column("state", "State"),
        ),
        total=len(found),
        empty={"text": "Nobody waits for you, and there was no emergency access within a year."},
        note="You see no case. Ask its coordinator what you need to know before you decide.",
        actions=[offer(actor, text="Searches for people", page="casefiles.searches", may="casefiles.officer")],
    )  # fmt: skip


table(
    pages, "officer/", name="officer", title="For the data protection officer", may="casefiles.officer",
    query=_officer, reads="officer.read",
)  # fmt: skip


def _about(*, actor: Actor, exclusion: UUID) -> Asked:
    one = lift_to_decide(exclusion)
    return Asked(
        intro=f"{one.who}, case {one.reference}. {one.words}",
        warning="Let back in, they see what their agency sees of this case, from now on.",
        button="Save",
        crumbs=[{"text": "For the data protection officer", "href": reverse("casefiles.officer")}],
    )


ask(
    pages, "officer/<uuid:exclusion>/", name="officer_lift", title="Let somebody back in?", may="casefiles.officer",
    form=OfficerForm, about=_about, step_up=ANEW,
    operation=lambda *, actor, exclusion, agree: decide_lift(
        actor=actor, exclusion=exclusion, agree=agree == "yes", at=timezone.now()
    ),
    done=lambda _, *, exclusion: Done(reverse("casefiles.officer"), "Saved."),
)  # fmt: skip


@dataclass(frozen=True)
class _Search:
    """A search as a row: who, why and how many were found; its words stay sealed."""

    id: UUID
    href: str
    who: str
    at: str
    purpose: str
    found: int


def _searches(*, actor: Actor, params: Any, page: int) -> Listing:
    rows, total = searches_of_area(first=(page - 1) * PER_PAGE, many=PER_PAGE)
    return Listing(
        rows=[
            _Search(
                id=one.id, href=reverse("casefiles.search_words", args=[one.id]), who=one.who,
                at=f"{timezone.localtime(one.at):%d %B %Y, %H:%M}",
                purpose=SEARCH_PURPOSES.get(one.purpose, one.purpose), found=one.found,
            )
            for one in rows
        ],
        columns=(
            Column("who", "Who"), Column("at", "When"), Column("purpose", "What for"),
            Column("found", "Found", numeric=True),
        ),
        total=total,
        empty={"text": "Nobody has searched yet."},
        note="What was searched for is sealed. Open one for an inquiry alone; that you did is recorded.",
    )  # fmt: skip


table(
    pages, "officer/searches/", name="searches", title="Searches for people", may="casefiles.officer",
    query=_searches, reads="searches.listed",
)  # fmt: skip


@pages.custom(
    "officer/searches/<uuid:search>/", name="search_words", title="What was searched for", kind="interrupt",
    may="casefiles.officer", step_up=True,
)  # fmt: skip
def search_words(request: HttpRequest, actor: Actor, *, search: UUID) -> HttpResponse:
    """The reason, then the words of one search, once and on this page alone."""
    one = search_named(search)
    form = InquiryForm(request.POST or None)
    shown = page_context(
        request.page,  # type: ignore[attr-defined]
        intro=f"{one.who}, {timezone.localtime(one.at):%d %B %Y, %H:%M}, found {one.found}.",
        crumbs=[{"text": "Searches for people", "href": reverse("casefiles.searches")}],
    )
    if form.is_valid() and not says_where(form):
        try:
            terms = open_search(actor=actor, search=search, at=timezone.now(), **form.cleaned_data)
        except Refusal as why:
            form.add_error("reason", str(why))
        else:
            rows = [{"key": _TERMS.get(name, name), "text": value or "Not given"} for name, value in terms.items()]
            return TemplateResponse(request, "casefiles/search.html", shown | {"data": {"rows": rows}})
    context = shown | {
        "form": form,
        "keep_places": getattr(form, "keep_places", False),
        "what_happens": ["The words of this search are opened once, on this screen only."],
        "who_sees": ["You alone. That you opened them stands in the log, with your name and the time."],
        "button": "Open them",
        "cancel_href": reverse("casefiles.searches"),
    }
    return TemplateResponse(request, "ui/interrupt.html", context, status=422 if form.errors else 200)


_TERMS = {"given": "Given name", "family": "Family name", "born_on": "Date of birth"}
