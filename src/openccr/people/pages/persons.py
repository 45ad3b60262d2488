"""Opening somebody's whereabouts and numbers, for a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.people.forms import RevealForm
from openccr.people.operations import Revealed, open_numbers, reveal
from openccr.people.pages import pages
from openccr.people.queries import PersonShown, person_of, safe_contact_of
from openccr.people.queries.naming import who_in_case
from openccr.people.queries.places import held_of
from openccr.people.rules import PartKind, grouped
from openccr.ui.kinds import asking, page_context, says_where
from openccr.ui.who import ANEW

REACHED = ("phone", "email")
"""Whereabouts by which somebody is contacted: never shown without the rule beside them."""


@pages.custom(
    "case/<uuid:file>/people/<uuid:person>/whereabouts/", name="whereabouts", title="Open whereabouts",
    kind="interrupt", may="people.reveal", reads="whereabouts.asked", step_up=ANEW,
)  # fmt: skip
def whereabouts(request: HttpRequest, actor: Actor, *, file: UUID, person: UUID) -> HttpResponse:
    """The interruption page; what is opened is in the answer to its form alone, never in an address or a message."""
    shown = person_of(file, person, today=timezone.localdate())
    held = held_of(person)
    form = RevealForm(request.POST or None, held=[(one.kind, one.text) for one in held])
    if form.is_valid() and not says_where(form):
        try:
            found = reveal(actor=actor, file=file, person=person, at=timezone.now(), **form.cleaned_data)
        except Refusal as why:
            form.add_error("reason", str(why))
        else:
            return _opened(request, file, shown, found)
    once = "What you choose is opened once, on this screen only."
    return _before(
        request, file, who_in_case(shown, actor=actor), form, what="whereabouts",
        happens=once if held else "No whereabouts are recorded: there is nothing to open.",
        back=reverse("conference.case_people", args=[file]),
    )  # fmt: skip


def _before(
    request: HttpRequest, file: UUID, who: str, form: RevealForm, *, what: str, happens: str, back: str
) -> HttpResponse:
    """The interruption: what is opened, who sees it, and why it is asked for."""
    return asking(
        request, form, template="ui/interrupt.html", intro=who, crumbs=crumbs_to(file), button="Open them",
        what_happens=[happens],
        who_sees=[
            "You, and whoever can see your screen.",
            "That you opened them, and why, stands on the case's timeline for everybody who works on it.",
        ],
        who_does_not=[f"The person whose {what} they are is told nothing by OpenCCR."],
        cancel_href=back,
    )  # fmt: skip


def _opened(request: HttpRequest, file: UUID, shown: PersonShown, found: list[Revealed]) -> HttpResponse:
    victim = shown.part is PartKind.VICTIM
    contact = safe_contact_of(file, today=timezone.localdate()) if victim else None
    rows = [
        {
            "key": one.title,
            "text": grouped(one.text) if one.kind == "phone" else one.text,
            "note": _beside(one, contact.text if contact else ""),
        }
        for one in found
    ]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title="Opened whereabouts",
        crumbs=crumbs_to(file),
        contact=contact,
        links=_links(file, shown),
        data={"rows": rows, "empty": {"text": "No whereabouts are recorded."}},
        back_href=reverse("conference.case_people", args=[file]),
    )
    return TemplateResponse(request, "people/whereabouts.html", context)


def _links(file: UUID, shown: PersonShown) -> list[dict[str, str]]:
    """What to do about them: write another down, and for anybody but the one who harms, retire what he knows."""
    parts = {"file": file, "person": shown.person_id}
    retire = {"text": "The person who harms knows one of these", "href": reverse("people.retire", kwargs=parts)}
    return [
        {"text": "Write down another", "href": reverse("people.place", kwargs=parts)},
        *([] if shown.part is PartKind.HARMER else [retire]),
    ]


def _beside(one: Revealed, contact: str) -> str:
    """What must not be overlooked beside a place."""
    first = "The person who harms knows it: nothing goes there. " if one.known else ""
    rule = f"{contact}. " if contact and one.kind in REACHED else ""
    return f"{first}{rule}Since {day_words(one.from_on)}" + f", from {one.source}" * bool(one.source)


@pages.custom(
    "case/<uuid:file>/people/<uuid:person>/numbers/", name="numbers", title="Open numbers",
    kind="interrupt", may="people.identify", reads="whereabouts.asked", step_up=True,
)  # fmt: skip
def numbers(request: HttpRequest, actor: Actor, *, file: UUID, person: UUID) -> HttpResponse:
    """The same for the numbers by which agencies know somebody."""
    shown = person_of(file, person, today=timezone.localdate())
    back = reverse("people.person", kwargs={"file": file, "person": person})
    form = RevealForm(request.POST or None)
    if form.is_valid() and not says_where(form):
        try:
            found = open_numbers(actor=actor, file=file, person=person, at=timezone.now(), **form.cleaned_data)
        except Refusal as why:
            form.add_error("reason", str(why))
        else:
            rows = [{"key": one.name, "text": one.text, "note": f"From {one.source}"} for one in found]
            opened = page_context(
                request.page,  # type: ignore[attr-defined]
                title="Opened numbers",
                crumbs=crumbs_to(file),
                data={"rows": rows, "empty": {"text": "None is recorded that your agency may open."}},
                back_href=back,
            )
            return TemplateResponse(request, "people/whereabouts.html", opened)
    happens = "Numbers are opened once, on this screen only."
    return _before(request, file, who_in_case(shown, actor=actor), form, what="numbers", happens=happens, back=back)
