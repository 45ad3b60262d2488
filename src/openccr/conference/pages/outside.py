"""The page behind a link for somebody outside: public, asks the shorter run, and shows nothing once it is sent.

What is typed lies in the visitor's own sealed session until they send it, so the address alone opens nobody's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.accounts.tries import count_try, too_many
from openccr.conference.forms.attachments import OutsideFilesForm
from openccr.conference.operations.links import (
    Door,
    SentFile,
    check_from_outside,
    hash_of,
    leave_referral,
    opened_link,
)
from openccr.conference.pages import pages
from openccr.conference.pages.wizard import Wizard, show_check, show_overview, show_person, show_step
from openccr.conference.rules.drafts import people
from openccr.conference.rules.people_typed import Person
from openccr.conference.rules.steps import OUTSIDE
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.kinds import page_context

WRONG = "referral-link"
_PAGE: dict[str, Any] = {"may": "conference.leave_referral", "public": True}
_AT = "referral/<str:token>/"


@pages.custom(_AT, name="outside", title="Refer somebody to the conference", kind="steps", **_PAGE)
def overview(request: HttpRequest, actor: Actor | None, *, token: str) -> HttpResponse:
    """Who gave the link and to whom, and the pages to fill in."""
    door = _door(request, token)
    if door is None:
        return no_longer_valid(request)
    guest = door.guest
    return show_overview(
        request,
        _wizard(request, token, door),
        intro="Say what you know and leave out what you do not. Call 999 first if somebody is in danger now. The "
        "person who harms must not be told. Send it in one go: what you have typed is forgotten when you close the "
        "browser.",
        facts={
            "rows": [
                {"key": "You are", "text": f"{guest.name}, {guest.organisation}"},
                {"key": "The link is from", "text": door.agency.name},
                {"key": "It works until", "text": door.expires_at},
            ]
        },
        marking=_MARKING,
    )


@pages.custom(f"{_AT}sent/", name="outside_sent", title="The referral was sent", kind="message", **_PAGE)
def sent(request: HttpRequest, actor: Actor | None, *, token: str) -> HttpResponse:
    """The receipt, in the browser that sent it."""
    receipt = request.session.get(_key(token, "receipt"))
    if receipt is None:
        return no_longer_valid(request)
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        tone="done",
        reference=receipt,
        paragraphs=[
            "The coordinator reads it and may call you at work. Quote this reference.",
            "What you wrote cannot be opened again by the link, by you or by anybody who finds it.",
            "Do not tell the person who harms, or anybody who may tell them.",
        ],
        marking=_MARKING,
    )
    return TemplateResponse(request, "ui/message.html", context)


@pages.custom(f"{_AT}check/", name="outside_check", title="Check your answers", kind="check", **_PAGE)
def check(request: HttpRequest, actor: Actor | None, *, token: str) -> HttpResponse:
    """All answers on one page, and the button that sends them."""
    door = _door(request, token)
    if door is None:
        return no_longer_valid(request)

    form = OutsideFilesForm(request.POST, request.FILES) if request.method == "POST" else OutsideFilesForm()

    def send() -> HttpResponse:
        if not form.is_valid():
            raise Refusal("A file was not taken.", remedy="Choose it again.")
        files = [SentFile(name, file.name or "", kind, file.read()) for name, file, kind in form.chosen()]
        try:
            receipt = leave_referral(
                token=token, answers=request.session.get(_key(token), {}), files=files, at=timezone.now()
            )
        except Refusal as why:
            if why.field in form.fields:
                form.add_error(why.field, str(why))
            raise
        request.session.pop(_key(token), None)
        request.session[_key(token, "receipt")] = receipt
        return HttpResponseRedirect(reverse("conference.outside_sent", kwargs={"token": token}))

    try:
        return show_check(
            request, _wizard(request, token, door), send=send, declaration=_DECLARATION, marking=_MARKING,
            uploads=form,
        )  # fmt: skip
    except NotFound:
        return no_longer_valid(request)


@pages.custom(f"{_AT}<slug:step>/", name="outside_step", title="A page of the referral", kind="ask", **_PAGE)
def step(request: HttpRequest, actor: Actor | None, *, token: str, step: str) -> HttpResponse:
    """One page of questions."""
    door = _door(request, token)
    return no_longer_valid(request) if door is None else show_step(request, _wizard(request, token, door), step)


@pages.custom(f"{_AT}<slug:step>/<int:number>/", name="outside_person", title="Somebody in the referral", kind="ask",
              **_PAGE)  # fmt: skip
def person(request: HttpRequest, actor: Actor | None, *, token: str, step: str, number: int) -> HttpResponse:
    """The questions about one of several people."""
    door = _door(request, token)
    if door is None:
        return no_longer_valid(request)
    return show_person(request, _wizard(request, token, door), step, number)


_MARKING = "OFFICIAL-SENSITIVE"
_DECLARATION = (
    "It goes to the coordinator of the conference, in the name of the agency that gave you the link. You cannot open "
    "it again."
)


def no_longer_valid(request: HttpRequest) -> HttpResponse:
    """One answer for a link that is unknown, used, withdrawn or too old, and for whoever tries too many."""
    slowed = too_many(request, what=WRONG)
    count_try(request, what=WRONG)
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title="This link is no longer valid",
        paragraphs=["Ask whoever gave it to you for a new one. If somebody is in danger now, call 999."],
    )
    return TemplateResponse(request, "ui/message.html", context, status=429 if slowed else 404)


def _door(request: HttpRequest, token: str) -> Door | None:
    if too_many(request, what=WRONG):
        return None
    try:
        return opened_link(token)
    except NotFound:
        return None


def _key(token: str, what: str = "answers") -> str:
    """Where the session keeps it; the token itself stands nowhere."""
    return f"outside {what} {hash_of(token)}"


def _wizard(request: HttpRequest, token: str, door: Door) -> Wizard:
    now = timezone.now()
    there: dict[str, Any] = request.session.get(_key(token), {})

    def save(answers: Mapping[str, Any]) -> None:
        request.session[_key(token)] = {key: value for key, value in {**there, **answers}.items() if value}

    def save_people(step: str, change: Callable[[Sequence[Person]], list[Person]]) -> None:
        save({step: change(people(there, step))})

    def at(step: str, number: int | None = None) -> str:
        if number is None:
            return reverse("conference.outside_step", kwargs={"token": token, "step": step})
        return reverse("conference.outside_person", kwargs={"token": token, "step": step, "number": number})

    home = reverse("conference.outside", kwargs={"token": token})
    return Wizard(
        steps=OUTSIDE,
        answers=there,
        reading=door.reading(today=timezone.localdate()),
        save=save,
        save_people=save_people,
        check=lambda answers: check_from_outside(door=door, answers=answers, at=now),
        overview=home,
        checked=reverse("conference.outside_check", kwargs={"token": token}),
        later=home,
        at=at,
        put_aside="Save and see all steps",
        keep="Go on later, in this browser",
    )
