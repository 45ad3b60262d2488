"""The wizard's pages as they are for everybody: for a colleague with an account, and for somebody with a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from openccr.conference.forms.drafts import StepForm
from openccr.conference.pages.answered import sections_of
from openccr.conference.pages.word_check import words_in
from openccr.conference.rules.answers import Read
from openccr.conference.rules.drafts import people
from openccr.conference.rules.people_typed import (
    WINDOW,
    ChangedMeanwhile,
    Opened,
    Person,
    mark,
    removed,
    written,
)
from openccr.conference.rules.progress import Progress, before, next_after, progress_of, says_something
from openccr.conference.rules.questions import Step
from openccr.conference.rules.reading import Reading
from openccr.conference.rules.steps import step_asking, step_of
from openccr.kernel.refusals import Refusal
from openccr.ui.kinds import page_context, says_where

CHECK = "check"
"""In an address: come back to the check of the answers."""

SAYS_WHO = frozenset({"victim", "where", "contact"})
"""The steps that ask what somebody is recognised by."""

_STATUS = {
    Progress.TO_CORRECT: ("Something to correct", "late"),
    Progress.FILLED: ("Filled in", ""),
    Progress.TO_DO: ("To do", "waiting"),
    Progress.OPTIONAL: ("If known", ""),
}


@dataclass(frozen=True)
class Wizard:
    """One referral being written, wherever its answers are kept.

    Args:
        steps: the pages that are asked.
        answers: as they stand.
        reading: what they are read by.
        save: keeps the answers of a page.
        save_people: changes the list of people of a page as it stands now.
        check: what all answers come to.
        overview, checked, later: addresses of the list of steps, of the check, and of where to go when it is put aside.
        put_aside: the words of the button that puts it aside.
        keep: the words that leave the check without sending.
        known: address of who may be known already, shown beside what is typed of the victim; none for somebody outside.
        at: the address of a step; with a number, of one of its people.
    """

    steps: tuple[Step, ...]
    answers: Mapping[str, Any]
    reading: Reading
    save: Callable[[Mapping[str, Any]], None]
    save_people: Callable[[str, Callable[[Sequence[Person]], list[Person]]], None]
    check: Callable[[Mapping[str, Any]], Read]
    overview: str
    checked: str
    later: str
    at: Callable[..., str]
    put_aside: str = "Save and come back later"
    keep: str = "Keep it as a draft"
    known: str = ""

    def step(self, key: str) -> Step:
        """The step of that key. Raises Http404."""
        found = step_of(key, self.steps)
        if found is None:
            raise Http404
        return found

    def aside(self, request: HttpRequest) -> str:
        """Where a button leads that saves the page as it is, right or wrong; "" for one that wants it right."""
        return self.later if "later" in request.POST else self.overview if "steps" in request.POST else ""

    def after(self, step: Step, request: HttpRequest) -> str:
        """Where a page leads once it is saved."""
        following = next_after(step, self.steps)
        onward = self.at(following.key) if following and request.GET.get("then") != CHECK else self.checked
        return self.aside(request) or onward


def show_overview(
    request: HttpRequest, wizard: Wizard, *, more: Sequence[dict[str, Any]] = (), **context: Any
) -> HttpResponse:
    """The list of steps, each with how far it is; `more`: further groups below them, as (title, items)."""
    read = wizard.check(wizard.answers)
    grouped: dict[str, list[dict[str, Any]]] = {}
    done = 0
    for step in wizard.steps:
        state = progress_of(step, wizard.answers, read.problems, wizard.steps)
        done += state is Progress.FILLED
        words, tone = _STATUS[state]
        item = {"text": step.title, "href": wizard.at(step.key), "status_text": words, "tone": tone}
        grouped.setdefault(step.group, []).append(item)
    page = page_context(
        request.page,  # type: ignore[attr-defined]
        sections=[*({"title": title, "items": items} for title, items in grouped.items()), *more],
        done=done,
        total=len(wizard.steps),
        last={"text": "Check your answers and send", "href": wizard.checked},
        **context,
    )
    return TemplateResponse(request, "conference/drafts/overview.html", page)


def show_step(request: HttpRequest, wizard: Wizard, key: str) -> HttpResponse:
    """One page of questions; for one that repeats, the people named so far."""
    step = wizard.step(key)
    if step.repeats:
        return _show_people(request, wizard, step)
    form = _form(request, wizard, step, wizard.answers)
    if request.method == "POST":
        answers = form.answers()
        wizard.save(answers)
        if "keep" in request.POST:
            return HttpResponse(status=204)
        form.show(wizard.check({**wizard.answers, **answers}).problems)
        aside = wizard.aside(request)
        if not aside:  # it stays a draft until then
            says_where(form)
        if not form.errors or aside:
            return HttpResponseRedirect(wizard.after(step, request))
    return _show_form(request, wizard, step, form, title=step.title, back=_back(wizard, step, request))


def show_person(request: HttpRequest, wizard: Wizard, key: str, number: int) -> HttpResponse:
    """The questions about one of several people; the number after the last one adds another."""
    step = wizard.step(key)
    there = people(wizard.answers, key)
    if not step.repeats or not 1 <= number <= len(there) + 1:
        raise Http404
    listed = wizard.at(key) + _then(request)
    new = number > len(there)
    form = _form(request, wizard, step, {} if new else there[number - 1])
    opened = Opened(mark="" if new else mark(there[number - 1]), window=token_hex(8))
    if request.method == "POST":
        opened = Opened(mark=request.POST.get("opened", ""), window=request.POST.get("window", ""))
        try:
            now = _change_person(request, wizard, step, form, opened)
        except ChangedMeanwhile as why:
            if "keep" in request.POST:
                return HttpResponse(status=204)
            # Saved again, it is one more person: nothing of the other window's is lost.
            form.add_error(None, str(why))
            opened = Opened(mark="", window=token_hex(8))
        else:
            if "keep" in request.POST:
                return HttpResponse(status=204)
            if now is None:
                return HttpResponseRedirect(listed)
            form.show(wizard.check({**wizard.answers, key: now}).problems, prefix=_prefix(key, now, opened))
            aside = wizard.aside(request)
            if not aside:
                says_where(form)
            if not form.errors or aside:
                return HttpResponseRedirect(aside or listed)
    title = f"{'Add a' if new else 'Change a'} {step.repeats}"
    return _show_form(
        request, wizard, step, form, title=title, back={"href": listed}, removable=not new and not form.is_bound,
        opened=opened,
    )  # fmt: skip


def _change_person(
    request: HttpRequest, wizard: Wizard, step: Step, form: StepForm, opened: Opened
) -> list[Person] | None:
    """Keep what was typed of the page's person, or remove it. The list after it; None once removed."""
    if "remove" in request.POST:
        wizard.save_people(step.key, lambda there: removed(there, opened))
        return None
    person = form.answers()
    now: list[Person] = []

    def change(there: Sequence[Person]) -> list[Person]:
        now[:] = [one for one in written(there, person, opened) if says_something(step, one)]
        return now

    wizard.save_people(step.key, change)
    return now


def _prefix(key: str, there: Sequence[Person], opened: Opened) -> str:
    """How the problems of the page's person are named."""
    return f"{key}.{next((at for at, one in enumerate(there) if one.get(WINDOW) == opened.window), len(there))}."


def show_check(request: HttpRequest, wizard: Wizard, *, send: Callable[[], HttpResponse], **more: Any) -> HttpResponse:
    """Check your answers: what was said, what keeps it from being sent, what the coordinator would ask; and send it."""
    read = wizard.check(wizard.answers)
    refusal = ""
    if request.method == "POST" and not read.problems:
        try:
            return send()
        except Refusal as why:
            refusal = str(why)
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        sections=sections_of(wizard.steps, wizard.answers, wizard.reading, at=wizard.at),
        problems=_pointed(read.problems, wizard),
        gaps=_pointed(read.gaps, wizard),
        words=[
            {"title": step.title, "href": f"{wizard.at(step.key)}?then={CHECK}", "found": found}
            for step, found in words_in(wizard.steps, wizard.answers, words=wizard.reading.pack.words)
        ],
        refusal=refusal,
        back={"href": wizard.overview, "text": "All steps"},
        button="Send the referral",
        cancel_href=wizard.later,
        cancel_text=wizard.keep,
        **more,
    )
    return TemplateResponse(
        request, "conference/drafts/check.html", context, status=422 if request.method == "POST" else 200
    )


def _pointed(whys: tuple[Refusal, ...], wizard: Wizard) -> list[dict[str, str]]:
    """Each sentence with the page where it is put right."""
    found = []
    for why in whys:
        step = step_asking(why.field or "", wizard.steps) or wizard.steps[0]
        parts = (why.field or "").split(".")
        number = int(parts[1]) + 1 if len(parts) > 2 else None
        href = wizard.at(step.key, number) if number else wizard.at(step.key)
        found.append({"text": f"{step.title}: {why}", "href": f"{href}?then={CHECK}"})
    return found


def _show_people(request: HttpRequest, wizard: Wizard, step: Step) -> HttpResponse:
    named = people(wizard.answers, step.key)
    if request.method == "POST":
        return HttpResponseRedirect(wizard.after(step, request))
    (section,) = sections_of((step,), wizard.answers, wizard.reading, at=wizard.at)
    context = _page_of(
        request,
        wizard,
        step,
        title=step.title,
        people=section["people"],
        add={
            "text": f"Add another {step.repeats}" if named else f"Add a {step.repeats}",
            "href": wizard.at(step.key, len(named) + 1) + _then(request),
        },
        none=f"No {step.repeats} is named yet.",
        back=_back(wizard, step, request),
    )
    return TemplateResponse(request, "conference/drafts/people.html", context)


def _form(request: HttpRequest, wizard: Wizard, step: Step, answers: Mapping[str, Any]) -> StepForm:
    data = request.POST if request.method == "POST" else None
    return StepForm(data, step=step, reading=wizard.reading, answers=answers)


def _show_form(
    request: HttpRequest, wizard: Wizard, step: Step, form: StepForm, *, title: str, back: dict[str, str], **more: Any
) -> HttpResponse:
    known = wizard.known if step.key in SAYS_WHO else ""
    context = _page_of(
        request, wizard, step, title=title, form=form, back=back, here=request.get_full_path(), known_href=known,
        keep_places=getattr(form, "keep_places", False), **more,
    )  # fmt: skip
    return TemplateResponse(request, "conference/drafts/step.html", context, status=422 if form.errors else 200)


def _page_of(request: HttpRequest, wizard: Wizard, step: Step, *, title: str, **more: Any) -> dict[str, Any]:
    """What stands on every page of a step: its title, and above it which page of how many it is."""
    context = page_context(request.page, title=title, intro=step.intro, **more)  # type: ignore[attr-defined]
    number = wizard.steps.index(step) + 1
    return context | {
        "put_aside": wizard.put_aside,
        "page": context["page"] | {"caption": f"{step.group}: page {number} of {len(wizard.steps)}"},
    }


def _back(wizard: Wizard, step: Step, request: HttpRequest) -> dict[str, str]:
    if request.GET.get("then") == CHECK:
        return {"href": wizard.checked}
    earlier = before(step, wizard.steps)
    return {"href": wizard.at(earlier.key) if earlier else wizard.overview}


def _then(request: HttpRequest) -> str:
    return f"?then={CHECK}" if request.GET.get("then") == CHECK else ""
