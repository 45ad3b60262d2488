"""The pages of accounts that allauth does not have: the demonstration's sign-in and step-up, the lock, devices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from openccr.accounts import demonstration, operations, queries, step_up, typed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.registry import Pages

pages = Pages("accounts")


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site, or the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}) else "/"


def _show(request: HttpRequest, template: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    return TemplateResponse(request, f"accounts/{template}.html", {"page": {"title": title}, **context}, status=status)


@pages.custom(
    "demo/sign-in", name="demo_sign_in", title="Sign in to the demonstration", may="accounts.sign_in", public=True
)
def demo_sign_in(request: HttpRequest, actor: Actor | None) -> HttpResponse:
    """Choose one of the seven and be signed in as them. Nothing is here outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            demonstration.sign_in(request, key=request.POST.get("persona", ""))
            return HttpResponseRedirect(_next(request))
        except NotFound:
            problem = _("Choose one of the people below.")
    return _show(
        request,
        "demo_sign_in",
        _("Who do you want to be?"),
        status=422 if problem else 200,
        people=demonstration.shown(),
        problem=problem,
        next=_next(request),
    )


@pages.custom("demo/confirm", name="confirm", title="Confirm that it is you", may="accounts.confirm")
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step-up in the demonstration, whose accounts have no password to ask for."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "POST":
        step_up.press(request)
        return HttpResponseRedirect(_next(request))
    return _show(request, "confirm", _("Confirm that it is you"), next=_next(request), button=_("Go on"))


@pages.custom(
    "session/locked",
    name="locked",
    title="This screen is locked",
    may="accounts.sign_in",
    public=True,
    methods=("GET", "HEAD"),
)
def locked(request: HttpRequest, actor: Actor | None) -> HttpResponse:
    """Where a session that has run out leads; the middleware has ended it by now, if it had."""
    return _show(request, "locked", _("This screen is locked"), next=_next(request))


@pages.custom("session/typed", name="typed", title="What you typed is here", may="accounts.stay")
def typed_before(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What somebody sent after their session had run out, to be sent again or thrown away; what waited for a proof of
    who they are goes on by itself.
    """
    if request.method == "POST":
        typed.drop(request)
        messages.success(request, _("It was thrown away."))
        return HttpResponseRedirect("/")
    assert actor.user_id is not None  # a person's session
    kept = typed.found(request, owner=actor.user_id)
    proved = kept is not None and request.GET.get("go") == kept.key != "" and step_up.fresh(request)
    title = _("Confirmed") if proved else _("What you typed is here")
    return _show(request, "typed", title, kept=kept, again=typed.AGAIN, proved=proved)


@pages.custom("session/still-here", name="still_here", title="Still here", may="accounts.stay", methods=("GET",))
def still_here(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What a page asks for while somebody types in it. The middleware has noted the time; there is nothing to say."""
    return HttpResponse(status=204)


@pages.custom(
    "accounts/help/",
    name="help",
    title="Help with signing in",
    may="accounts.sign_in",
    public=True,
    methods=("GET", "HEAD"),
)
def help_signing_in(request: HttpRequest, actor: Actor | None) -> HttpResponse:
    """A forgotten password or a lost second factor: it takes the agency's lead."""
    return _show(request, "help", _("Help with signing in"))


@pages.custom("accounts/devices/", name="devices", title="Where you are signed in", may="accounts.devices")
def devices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The account's sessions, each with a button that ends it, and one that ends all the others."""
    here = request.session.session_key or ""
    if request.method == "POST":
        which = request.POST.get("session", "")
        if which in ("others", "all"):
            operations.end_other_sessions(actor=actor, but=here if which == "others" else "")
        else:
            operations.end_session(actor=actor, session_id=which)
        messages.success(request, _("Signed out there."))
        return HttpResponseRedirect(reverse("accounts.devices"))
    title = _("Where you are signed in")
    return _show(request, "devices", title, devices=queries.devices(actor=actor, here=here))
