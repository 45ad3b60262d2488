"""Ten minutes of practice: an invented case in three questions, each answered in words. Nothing answered is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from openccr.conference.forms.practice import ActionForm, SearchForm, ShareForm
from openccr.conference.operations.practising import practised
from openccr.conference.pages import pages
from openccr.conference.queries.practising import practice_case, practice_cases
from openccr.conference.rules.practice import Said, said_to_action, said_to_search, said_to_sharing
from openccr.content.schema.quality import PracticeCase
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Done, Listing, button, offer, page_context, stamped, table

MAY = "conference.practise"
STEPS: tuple[tuple[str, type[forms.Form]], ...] = (
    ("search", SearchForm),
    ("share", ShareForm),
    ("action", ActionForm),
)


class _Row:
    """A practice case as a row."""

    def __init__(self, case: PracticeCase, done_on: object) -> None:
        self.href = reverse("conference.practise", kwargs={"practice": case.key})
        self.name = case.name
        self.done = done_on or "Not yet"


def _cases(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(case, done_on) for case, done_on in practice_cases()],
        columns=[Column("name", "Invented case"), Column("done", "Done on")],
        empty={"text": "Your area's pack has no practice cases."},
        note="Everybody in them is invented. What you answer is kept nowhere, only the day you finished.",
    )


table(pages, "practise/", name="practice", title="Ten minutes of practice", may=MAY, query=_cases)


@pages.custom("practise/<slug:practice>/", name="practise", title="Practice", may=MAY, methods=("GET", "HEAD"))
def practise(request: HttpRequest, actor: Actor, *, practice: str) -> HttpResponse:
    """The next question of a practice case, below what is said to the answers so far."""
    case, given = practice_case(practice), request.GET
    said: list[Said] = []
    asked: forms.Form | None = None
    answers: list[tuple[str, str]] = []
    for step, form in _steps(case):
        shown = form(given if f"did_{step}" in given else None, case=case)  # type: ignore[call-arg]
        if not shown.is_valid():
            asked = shown
            break
        said += _said(case, step, shown)
        answers += [(name, value) for name in (*shown.fields, f"did_{step}") for value in given.getlist(name)]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=f"Practice: {case.name}",
        crumbs=[{"text": "Practice", "href": reverse("conference.practice")}, {"text": case.name}],
        case=case,
        said=said,
        form=asked,
        step=_name_of(asked, case),
        answers=answers,
        finish=None if asked else _finish(actor, practice),
        again=reverse("conference.practise", kwargs={"practice": practice}),
    )
    return TemplateResponse(request, "conference/practice.html", context)


def _steps(case: PracticeCase) -> list[tuple[str, type[forms.Form]]]:
    """The case's questions; whoever holds no record has nothing to share."""
    return [(step, form) for step, form in STEPS if step != "share" or case.records]


def _name_of(asked: forms.Form | None, case: PracticeCase) -> str:
    return next((f"did_{step}" for step, form in _steps(case) if isinstance(asked, form)), "")


def _said(case: PracticeCase, step: str, form: forms.Form) -> list[Said]:
    if step == "search":
        return [said_to_search(case, known=form.cleaned_data["known"] == "yes")]
    if step == "share":
        return said_to_sharing(case, shared={int(place) for place in form.cleaned_data["shared"]})
    return [said_to_action(case, chosen=int(form.cleaned_data["action"]))]


def _finish(actor: Actor, practice: str) -> dict[str, Any]:
    made = offer(actor, text="I am done", page="conference.practised", may=MAY, post=True, practice=practice)
    return made | {"kind": "primary"}


button(
    pages, "practise/<slug:practice>/done/", name="practised", title="Done practising", may=MAY,
    operation=stamped(practised, case="practice"),
    done=lambda _outcome, *, practice: Done(reverse("conference.practice"), "Done. Practise as often as you like."),
)  # fmt: skip
