"""For a survivor who wants to be heard and not known: no account, no name, no trace, no JavaScript.

Nothing is recorded of whoever comes: no audit row, no address, no time of day. The way out stands first.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from openccr.directory.rules.helplines import first_line
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import usual_pack
from openccr.voice.areas import areas_that_hear, hears
from openccr.voice.forms.messages import CodeForm, MoreForm, SayForm
from openccr.voice.operations.messages import end_code, leave, write_more
from openccr.voice.operations.surveys import take_back_answer
from openccr.voice.pages import pages
from openccr.voice.queries.contributions import published
from openccr.voice.queries.messages import reply_to
from openccr.voice.queries.surveys import reply_to_answer
from openccr.voice.surveys import open_surveys

SURVIVORS, CHILDREN = "survivors", "children"
"""Whose helpline stands on these pages: audiences of the pack."""
WRONG_A_MINUTE = 60
"""So many wrong codes a minute, from wherever: nobody's address is kept to count them by."""


def shown(request: HttpRequest, template: str, title: str, *, status: int = 200, **data: Any) -> HttpResponse:
    """A page for whoever has no name, with the hours in which somebody reads and a number to press before them."""
    pack, survey = usual_pack(), data.get("survey")
    context = {
        "page": {"title": title},
        "demonstration": settings.DEMONSTRATION,
        "hours": pack.voice.hours,
        "line": first_line(pack.directory, CHILDREN if survey and survey.children else SURVIVORS),
        **data,
    }
    return TemplateResponse(request, f"voice/{template}.html", context, status=status)


def nothing_there(request: HttpRequest) -> HttpResponse:
    """For an address that leads to no partnership, or to no open survey: emergency first, then where to go."""
    return shown(request, "nothing_there", "There is no page at this address", status=404)


@pages.custom("your-say/", name="areas", title="Where are you?", may="voice.say", public=True, methods=("GET", "HEAD"))
def areas(request: HttpRequest, _: Actor | None) -> HttpResponse:
    """The address without its end: emergency first, help by telephone, then the areas by name."""
    return shown(request, "areas", "Tell us, without a name", areas=areas_that_hear())


@pages.custom("your-say/<slug:area>/", name="before", title="Before you write", may="voice.say", public=True,
              methods=("GET", "HEAD"))  # fmt: skip
def before(request: HttpRequest, _: Actor | None, *, area: str) -> HttpResponse:
    """Safety first: who reads it, when, what cannot be promised."""
    if not hears(area):
        return nothing_there(request)
    return shown(request, "before", "Tell us, without a name", area=area, surveys=open_surveys(area=area))


@pages.custom("your-say/<slug:area>/write/", name="say", title="Write", may="voice.say", public=True)
def say(request: HttpRequest, _: Actor | None, *, area: str) -> HttpResponse:
    """Write a message. The code is shown once, on the answer itself: it is in no address and in no session."""
    if not hears(area):
        return nothing_there(request)
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return shown(request, "left", "Thank you", code=leave(area=area, words=form.cleaned_data["words"]))
        except Refusal as refusal:
            form.add_error("words", f"{refusal}")
    return shown(request, "say", "Write", status=422 if form.is_bound else 200, form=form, area=area)


@pages.custom("your-answer/", name="reply", title="Your code", may="voice.say", public=True)
def reply(request: HttpRequest, _: Actor | None) -> HttpResponse:
    """What a code shows: a neutral reply, never what was written. It can be ended, and an answer taken back, here."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return shown(request, "reply", "Your code", status=422 if form.is_bound else 200, form=form)
    code = form.cleaned_data["code"]
    try:
        if _too_many():
            raise NotFound
        if "end" in request.POST:
            end_code(code=code)
            return shown(request, "reply", "Your code", form=CodeForm(), ended=True)
        if "take_back" in request.POST:
            take_back_answer(code=code)
            return shown(request, "reply", "Your code", form=CodeForm(), taken_back=True)
        if (answered := _of_an_answer(code)) is not None:
            return shown(request, "reply", "Your code", form=form, answer=answered, there=True, of_answer=True)
        more = MoreForm(request.POST if "send" in request.POST else None)
        sent = more.is_bound and more.is_valid() and _wrote_more(more, code)
        found = reply_to(code, usual_pack().voice)
    except NotFound:
        _count_wrong()
        form.add_error("code", "This code leads nowhere. It may have been ended, or a character is wrong.")
        return shown(request, "reply", "Your code", status=422, form=form)
    return shown(
        request, "reply", "Your code", status=422 if more.is_bound and not sent else 200, form=form,
        answer=found.text, unread=found.unread, there=True, more=MoreForm() if sent else more, sent=sent,
    )  # fmt: skip


def _of_an_answer(code: str) -> str | None:
    """The neutral reply to an answer of a survey; None for a code that is of no answer."""
    try:
        return reply_to_answer(code, usual_pack().voice)
    except NotFound:
        return None


def _wrote_more(form: MoreForm, code: str) -> bool:
    """Whether more was taken; why not stands at the form. Raises NotFound for a code that leads nowhere."""
    try:
        write_more(code=code, words=form.cleaned_data["more"])
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error("more", f"{refusal}")
        return False
    return True


@pages.custom("you-said/", name="done_areas", title="Where are you?", may="voice.say", public=True,
              methods=("GET", "HEAD"))  # fmt: skip
def done_areas(request: HttpRequest, _: Actor | None) -> HttpResponse:
    """The address without its end: the areas by name, since each answers for what was said there."""
    return shown(request, "published", "You said, we did", areas=areas_that_hear())


@pages.custom("you-said/<slug:area>/", name="published", title="What was done", may="voice.say", public=True,
              methods=("GET", "HEAD"))  # fmt: skip
def done(request: HttpRequest, _: Actor | None, *, area: str) -> HttpResponse:
    """You said, we did: in this area."""
    if not hears(area):
        return nothing_there(request)
    return shown(request, "published", "You said, we did", published=published(area), area=area)


def _minute() -> str:
    return f"voice:wrong:{timezone.now():%H%M}"


def _too_many() -> bool:
    return int(cache.get(_minute(), 0)) >= WRONG_A_MINUTE


def _count_wrong() -> None:
    if not cache.add(_minute(), 1, 120):
        cache.incr(_minute())
