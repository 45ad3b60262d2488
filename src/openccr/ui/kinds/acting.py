"""The kinds of page that act: a form, and a button; and the words or link that offers one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.kinds.forms import refused
from openccr.ui.kinds.shown import Asked, Done, page_context
from openccr.ui.models import Receipt
from openccr.ui.placed import says_where
from openccr.ui.registry import Page, Pages
from openccr.ui.who import StepUp


def ask(
    pages: Pages,
    address: str,
    *,
    name: str,
    title: str,
    may: str,
    form: type[forms.Form],
    operation: Callable[..., Any],
    done: Callable[..., Done],
    about: Callable[..., Asked] | None = None,
    initial: Callable[..., Mapping[str, Any]] | None = None,
    choices: Callable[..., Mapping[str, Any]] | None = None,
    reads: str = "",
    step_up: StepUp = False,
    template: str = "ui/ask.html",
    menu: str = "",
) -> None:
    """One form, one operation.

    Args:
        operation: called as `operation(actor=…, **parts, **cleaned_data)`; its Refusal becomes the form's error.
        done: `done(outcome, **parts)` → where to go.
        about: `about(actor=…, **parts)` → what stands around the form; raises NotFound for what is not there.
        initial: `initial(actor=…, **parts)` → the first values.
        choices: `choices(actor=…, **parts)` → passed to the form as keyword arguments.
    """

    def view(request: HttpRequest, actor: Actor, **parts: Any) -> HttpResponse:
        asked = about(actor=actor, **parts) if about else Asked()
        more = choices(actor=actor, **parts) if choices else {}
        if request.method == "POST":
            shown = form(request.POST, request.FILES, **more)
            answer = _act(request, actor, shown, operation, done, parts)
            if answer is not None:
                return answer
            # What stands around it is read again: they may have been shut out of it since this began.
            asked = about(actor=actor, **parts) if about else asked
        else:
            shown = form(initial=dict(initial(actor=actor, **parts)) if initial else None, **more)
        context = page_context(
            page,
            keep_places=getattr(shown, "keep_places", False),
            title=asked.title,
            form=shown,
            intro=asked.intro,
            button=asked.button,
            warning=asked.warning,
            identity=asked.identity,
            crumbs=asked.crumbs,
            once=Receipt.new_key(actor),
            **asked.context,
        )
        return TemplateResponse(request, template, context, status=422 if shown.is_bound else 200)

    page = pages.add(
        Page(
            name=f"{pages.app}.{name}",
            path=address,
            kind="ask",
            title=title,
            may=may,
            view=view,
            reads=reads,
            step_up=step_up,
            menu=menu,
        )
    )


def button(
    pages: Pages,
    address: str,
    *,
    name: str,
    title: str,
    may: str,
    operation: Callable[..., Any],
    done: Callable[..., Done],
    form: type[forms.Form] | None = None,
    step_up: StepUp = False,
) -> None:
    """One press, one operation, no questions. Answers POST only.

    Args:
        form: reads what the page said with the button (`said` of `offer`), for the operation; nobody sees its errors.
    """

    def view(request: HttpRequest, actor: Actor, **parts: Any) -> HttpResponse:
        said = form(request.POST) if form is not None else None
        if said is not None and not said.is_valid():
            raise NotFound  # no page of ours says that
        answer = _act(request, actor, None, operation, done, parts, said=said.cleaned_data if said else {})
        assert answer is not None  # without a form there is nothing to show again
        return answer

    pages.add(
        Page(
            name=f"{pages.app}.{name}",
            path=address,
            kind="button",
            title=title,
            may=may,
            view=view,
            methods=("POST",),
            step_up=step_up,
        )
    )


def _act(
    request: HttpRequest,
    actor: Actor,
    form: forms.Form | None,
    operation: Callable[..., Any],
    done: Callable[..., Done],
    parts: Mapping[str, Any],
    *,
    said: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse | None:
    """Do it once. None: the form has errors to show."""
    key = request.POST.get("once", "")
    before = Receipt.of(actor, key)
    if before is not None:
        return HttpResponseRedirect(before)
    if form is not None:
        valid = form.is_valid()
        if says_where(form) or not valid:  # both at once, so that nobody sends a form twice over
            return None
    given = dict(form.cleaned_data) if form is not None else dict(said)
    try:
        if other := Receipt.why_not_theirs(actor, key):
            raise other
        with transaction.atomic():
            outcome = operation(actor=actor, **parts, **given)
            next_page = done(outcome, **parts)
            Receipt.keep(actor, key, next_page.href)
    except Refusal as why:
        if form is None:
            raise
        refused(form, why)
        return None
    if next_page.words:
        messages.success(request, next_page.words)
    return HttpResponseRedirect(next_page.href)


def offer(
    actor: Actor,
    *,
    text: str,
    page: str,
    may: str,
    subject: Any = None,
    post: bool = False,
    why: Refusal | None = None,
    said: Mapping[str, Sequence[Any]] = MappingProxyType({}),
    **parts: Any,
) -> dict[str, Any]:
    """A button or link for `page`: disabled with the reason in words when the actor may not, or `why` says not.

    `said` goes with the press, for the button's form: what the page showed.
    """
    refusal = why_not(actor, may, subject) or why
    return {
        "text": text,
        "href": reverse(page, kwargs=parts),
        "post": post,
        "once": Receipt.new_key(actor) if post else "",
        "said": [(name, str(one)) for name, several in said.items() for one in several],
        "disabled_reason": str(refusal) if refusal else "",
    }
