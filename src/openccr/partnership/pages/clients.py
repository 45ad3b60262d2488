"""An agency's API clients: the list, issuing one, a new secret, ending one. A secret is shown once, on its own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership import clients
from openccr.partnership.forms import IssueClient, Sure
from openccr.partnership.pages import pages
from openccr.ui.kinds import Asked, Done, Screen, ask, asking, offer, page_context, record_page, refused, says_where


def to_clients(agency: UUID, words: str = "") -> Done:
    """Back to the agency's clients, with those words."""
    return Done(reverse("partnership.clients", kwargs={"agency": agency}), words)


def _list(*, actor: Actor, agency: UUID) -> Screen:
    name, found = clients.clients_of(actor=actor, agency=agency)
    return Screen(
        title=_("API clients of %(agency)s") % {"agency": name},
        data={
            "clients": found,
            "columns": [_("System"), _("What it may do"), _("From and until"), _("Last used"), _("What you can do")],
        },
        actions=[
            offer(
                actor,
                text=_("Issue a client"),
                page="partnership.issue_client",
                may="partnership.clients",
                agency=agency,
            )
        ],
        crumbs=[{"text": _("People and roles"), "href": reverse("partnership.people", kwargs={"agency": agency})}],
    )


record_page(
    pages,
    "agencies/<uuid:agency>/clients/",
    name="clients",
    title="API clients",
    may="partnership.clients",
    query=_list,
    template="partnership/clients.html",
)


@pages.custom(
    "agencies/<uuid:agency>/clients/new/",
    name="issue_client",
    title="Issue an API client",
    may="partnership.clients",
    step_up=True,
)
def issue_client(request: HttpRequest, actor: Actor, agency: UUID) -> HttpResponse:
    """Ask what it may do and until when; then show its secret, once."""
    name, _clients = clients.clients_of(actor=actor, agency=agency)
    today = timezone.localdate()
    form = IssueClient(request.POST or None, initial={"from_on": today, "until_on": today + timedelta(days=365)})
    if not says_where(form) and form.is_valid():
        issued = _tried(form, clients.issue, actor=actor, agency=agency, **form.cleaned_data)
        if issued is not None:
            return _secret(request, issued)
    title = _("Issue a client for %(agency)s") % {"agency": name}
    return _ask(request, form, agency, title=title, button=_("Issue it"))


@pages.custom(
    "clients/<uuid:client>/secret/",
    name="rotate_client",
    title="A new secret for an API client",
    may="partnership.clients",
    step_up=True,
)
def rotate_client(request: HttpRequest, actor: Actor, client: UUID) -> HttpResponse:
    """Make a new secret and show it, once."""
    shown = clients.client_of(actor=actor, client=client)
    if request.method == "POST":
        return _secret(request, clients.rotate(actor=actor, client=client))
    title = _("A new secret for %(name)s") % {"name": shown.name}
    warning = _("The secret it has now works for one more day.")
    return _ask(request, Sure(), shown.agency_id, title=title, button=_("Make a new secret"), warning=warning)


def _tried(form: forms.Form, operation: Any, **given: Any) -> Any:
    """The operation's outcome; None when it refused, and then the form says why."""
    try:
        return operation(**given)
    except NotFound:
        raise
    except Refusal as why:
        refused(form, why)
        return None


def _secret(request: HttpRequest, issued: clients.Issued) -> HttpResponse:
    page = request.page  # type: ignore[attr-defined]
    context = page_context(page, issued=issued, back_href=to_clients(issued.agency_id).href)
    return TemplateResponse(request, "partnership/client_secret.html", context)


def _ask(request: HttpRequest, form: forms.Form, agency: UUID, **more: Any) -> HttpResponse:
    return asking(request, form, cancel_href=to_clients(agency).href, **more)


def _about_end(*, actor: Actor, client: UUID) -> Asked:
    shown = clients.client_of(actor=actor, client=client)
    return Asked(
        title=_("End the client %(name)s") % {"name": shown.name},
        button=_("End it now"),
        warning=_("The system that uses it reaches nothing more, at once."),
        context={"button_kind": "warning", "cancel_href": to_clients(shown.agency_id).href},
    )


ask(
    pages,
    "clients/<uuid:client>/end/",
    name="end_client",
    title="End an API client",
    may="partnership.clients",
    form=Sure,
    operation=clients.end,
    about=_about_end,
    done=lambda agency, client: to_clients(agency, _("The client has ended.")),
    step_up=True,
)
