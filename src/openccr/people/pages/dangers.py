"""A death, and suicidal signs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.danger_forms import (
    ActOnSignsForm,
    ConsiderForm,
    CorrectDeathForm,
    DeathForm,
    SignsForm,
    SureDeathForm,
)
from openccr.people.operations import act_on_signs, consider_review, correct_death, mark_died, see_signs
from openccr.people.pages import pages
from openccr.people.queries import deaths_said, person_of, sign_of
from openccr.people.queries.naming import who_in_case
from openccr.ui.kinds import Asked, Done, ask, asking, refused, says_where

WHAT_HAPPENS = (
    "Contact stops: no call, text, e-mail or letter, in every case of this person and for every agency.",
    "Every record is held: nothing of these cases is disposed of.",
    "The coordinator is asked to consider a death review.",
)


@pages.custom(
    "case/<uuid:file>/people/<uuid:person>/died/", name="died", title="This person has died", kind="interrupt",
    may="people.death", reads="death.read", step_up=True,
)  # fmt: skip
def died(request: HttpRequest, actor: Actor, *, file: UUID, person: UUID) -> HttpResponse:
    """Two steps: who says so, then once more with what it will do."""
    shown = person_of(file, person, today=timezone.localdate())
    form = _death_form(request)
    if isinstance(form, SureDeathForm) and form.is_bound and not says_where(form) and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("died_on", "source")}
        try:
            mark_died(actor=actor, file=file, person=person, at=timezone.now(), **given)
        except Refusal as why:
            refused(form, why)
        else:
            return HttpResponseRedirect(_to_case(file))
    second = isinstance(form, SureDeathForm)
    return asking(
        request, form, template="ui/interrupt.html",
        intro=who_in_case(shown, actor=actor),
        crumbs=crumbs_to(file),
        what_happens=WHAT_HAPPENS if second else (),
        who_sees=("Everybody who works on a case of this person sees it there.",) if second else (),
        who_does_not=("Nobody outside is told by OpenCCR.",) if second else (),
        button="Write down the death" if second else "Go on",
        cancel_href=_to_case(file),
    )  # fmt: skip


def _death_form(request: HttpRequest) -> DeathForm:
    """The form of the step that is due: the second comes once the first is filled in without fault."""
    if request.method != "POST":
        return DeathForm()
    if "sure" in request.POST:
        return SureDeathForm(request.POST)
    first = DeathForm(request.POST)
    return SureDeathForm(initial=first.cleaned_data) if not says_where(first) and first.is_valid() else first


def _to_case(file: UUID) -> str:
    return reverse("conference.case", args=[file])


def _about(title: str, button: str = "Save") -> Any:
    def about(*, actor: Actor, file: UUID, person: UUID) -> Asked:
        shown = person_of(file, person, today=timezone.localdate())
        said = "; ".join(
            f"{one.said_by}: {one.source}" + (f" (died on {day_words(one.died_on)})" if one.died_on else " (corrected)")
            for one in deaths_said(person)
        )
        return Asked(
            title=title,
            intro=f"{who_in_case(shown, actor=actor)} {said}".strip(),
            button=button,
            crumbs=crumbs_to(file),
        )

    return about


def _done(words: str) -> Any:
    return lambda _, *, file, **__: Done(_to_case(file), words)


def _stamped(operation: Any) -> Any:
    return lambda **given: operation(at=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/died/correct/", name="correct_death", title="Correct a death",
    may="people.death", form=CorrectDeathForm, about=_about("The record of death is wrong"), reads="death.read",
    operation=_stamped(correct_death), done=_done("Saved. What was written before stays, with the correction."),
    step_up=True,
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/people/<uuid:person>/died/review/", name="consider_review",
    title="Consider a death review",
    may="people.consider_death", form=ConsiderForm, about=_about("Consider a death review"), reads="death.read",
    operation=_stamped(consider_review), done=_done("Saved."),
)  # fmt: skip


def _routes(*, actor: Actor, **_: Any) -> dict[str, Any]:
    return {"routes": {key: (one.name, one.says) for key, one in practice(actor).people.crisis_routes.items()}}


def _about_signs(*, actor: Actor, file: UUID, person: UUID) -> Asked:
    shown = person_of(file, person, today=timezone.localdate())
    return Asked(
        title="Suicidal signs",
        intro=who_in_case(shown, actor=actor),
        warning=practice(actor).people.suicidal_signs.prompt,
        button="Save",
        crumbs=crumbs_to(file),
    )


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/signs/", name="signs", title="Suicidal signs", may="people.signs",
    form=SignsForm, about=_about_signs, choices=_routes, reads="signs.read", operation=_stamped(see_signs),
    done=_done("Saved. It stays on the to-do list until it is closed."),
)  # fmt: skip


def _about_sign(*, actor: Actor, file: UUID, sign: UUID) -> Asked:
    found = sign_of(file, sign)
    return Asked(
        title="What was done about suicidal signs?",
        intro=f"{found.what} ({found.seen_by})",
        warning=practice(actor).people.suicidal_signs.prompt,
        button="Save",
        crumbs=crumbs_to(file),
    )


def _sign_before(*, actor: Actor, file: UUID, sign: UUID) -> dict[str, str]:
    found = sign_of(file, sign)
    return {"told": found.told, "safety_step": found.safety_step, "route": found.route}


ask(
    pages, "case/<uuid:file>/signs/<uuid:sign>/", name="sign", title="Suicidal signs", may="people.signs",
    form=ActOnSignsForm, about=_about_sign, choices=_routes, initial=_sign_before, reads="signs.read",
    operation=_stamped(act_on_signs), done=_done("Saved."),
)  # fmt: skip
