"""Single sign-on: signing in by it, for anybody; setting it up, agreeing to it and ending it, for an agency's lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from openccr.accounts.urls import at_the_door
from openccr.kernel.actors import Actor
from openccr.partnership import providers, single_sign_on
from openccr.partnership.forms import SetUpSignIn, Sure, WorkAddress
from openccr.partnership.pages import pages
from openccr.ui.kinds import Asked, Done, Screen, ask, asking, button, offer, page_context, record_page

MAY = "partnership.accept"


@pages.custom(
    "sign-in/agency/", name="agency_sign_in", title="Sign in with your agency's own account", may=MAY, public=True
)
def agency_sign_in(request: HttpRequest, actor: Actor | None) -> HttpResponse:
    """Ask for the work address; then offer the way to the agency that signs in with its domain."""
    page = request.page  # type: ignore[attr-defined]
    form = WorkAddress(request.POST or None)
    if not form.is_valid():
        return asking(request, form, button=_("Go on"), cancel_href=reverse("account_login"))
    found = providers.provider(domain=form.cleaned_data["email"].rpartition("@")[2])
    return TemplateResponse(request, "partnership/agency_sign_in.html", page_context(page, provider=found))


@pages.custom(
    "sign-in/agency/<str:key>/",
    name="sign_in_start",
    title="To your agency's sign-in",
    may=MAY,
    public=True,
    methods=("GET",),
)
def sign_in_start(request: HttpRequest, actor: Actor | None, key: str) -> HttpResponse:
    """Lead to the agency's own sign-in."""
    return _led(request, key, single_sign_on.start)


@pages.custom(
    "sign-in/agency/<str:key>/back/",
    name="sign_in_back",
    title="Back from your agency's sign-in",
    may=MAY,
    public=True,
    methods=("GET",),
)
def sign_in_back(request: HttpRequest, actor: Actor | None, key: str) -> HttpResponse:
    """Where the agency's own sign-in leads back to."""
    return _led(request, key, at_the_door(single_sign_on.back))


def _led(request: HttpRequest, key: str, way: Any) -> HttpResponse:
    try:
        return way(request, key)
    except single_sign_on.NotInForce:
        raise Http404 from None
    except (RequestException, ValueError, KeyError, single_sign_on.OAuth2Error):
        return single_sign_on.not_let_in(request)


def to_sign_in(agency: UUID, words: str = "") -> Done:
    """Back to the agency's single sign-on, with those words."""
    return Done(reverse("partnership.sign_in", kwargs={"agency": agency}), words)


def _shown(*, actor: Actor, agency: UUID) -> Screen:
    name, found = providers.providers_of(actor=actor, agency=agency)
    return Screen(
        title=_("Single sign-on of %(agency)s") % {"agency": name},
        data={"providers": [_with_buttons(actor, one) for one in found]},
        actions=[
            offer(
                actor,
                text=_("Set it up"),
                page="partnership.set_up_sign_in",
                may="partnership.sign_in",
                agency=agency,
            )
        ],
        crumbs=[{"text": _("People and roles"), "href": reverse("partnership.people", kwargs={"agency": agency})}],
    )


def _with_buttons(actor: Actor, one: providers.ProviderShown) -> dict[str, Any]:
    agree = offer(
        actor,
        text=_("Agree to it"),
        page="partnership.confirm_sign_in",
        may="partnership.sign_in",
        why=one.why_not,
        post=True,
        provider=one.id,
    )
    back = settings.ADDRESS + reverse("partnership.sign_in_back", kwargs={"key": one.key})
    return {"one": one, "agree": agree, "back": back}


record_page(
    pages,
    "agencies/<uuid:agency>/sign-in/",
    name="sign_in",
    title="Single sign-on",
    may="partnership.sign_in",
    query=_shown,
    template="partnership/sign_in.html",
)


def _about_set_up(*, actor: Actor, agency: UUID) -> Asked:
    name, _found = providers.providers_of(actor=actor, agency=agency)
    return Asked(
        title=_("Set up single sign-on for %(agency)s") % {"agency": name},
        intro=_("Your identity provider gives you these. It works once a second person has agreed to it here."),
        button=_("Save"),
        context={"cancel_href": to_sign_in(agency).href},
    )


ask(
    pages,
    "agencies/<uuid:agency>/sign-in/new/",
    name="set_up_sign_in",
    title="Set up single sign-on",
    may="partnership.sign_in",
    form=SetUpSignIn,
    operation=providers.set_up,
    about=_about_set_up,
    done=lambda done, agency: to_sign_in(agency, _("Saved. Another lead or the coordinator agrees to it now.")),
    step_up=True,
)
button(
    pages,
    "sign-in/<uuid:provider>/agree/",
    name="confirm_sign_in",
    title="Agree to a single sign-on",
    may="partnership.sign_in",
    operation=providers.confirm,
    done=lambda agency, provider: to_sign_in(agency, _("People of this agency can sign in by it now.")),
    step_up=True,
)


def _about_end(*, actor: Actor, provider: UUID) -> Asked:
    one = providers.provider_to_end(actor=actor, provider=provider)
    return Asked(
        title=_("End %(name)s") % {"name": one.name},
        button=_("End it now"),
        warning=_("People of this agency sign in with their OpenCCR passwords from now on."),
        context={"button_kind": "warning", "cancel_href": to_sign_in(one.agency_id).href},
    )


ask(
    pages,
    "sign-in/<uuid:provider>/end/",
    name="end_sign_in",
    title="End a single sign-on",
    may="partnership.sign_in",
    form=Sure,
    operation=providers.end,
    about=_about_end,
    done=lambda agency, provider: to_sign_in(agency, _("It has ended.")),
    step_up=True,
)
