"""The page behind an invitation's link. Nobody is signed in yet, so it is public and says little."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.accounts.queries import account_with
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership import operations
from openccr.partnership.forms import ChoosePassword, OpenAccount, Sure
from openccr.partnership.invitations import Open, opened
from openccr.partnership.pages import pages
from openccr.partnership.rules import Role
from openccr.ui.kinds import refused


@pages.custom("invitation/<str:token>/", name="accept", title="Your invitation", may="partnership.accept", public=True)
def accept(request: HttpRequest, actor: Actor | None, token: str) -> HttpResponse:
    """Say what the invitation is for, and take it: a GET changes nothing, since mail scanners open links."""
    try:
        invitation = opened(token)
        form = _form(invitation, request)
        if request.method == "POST" and form.is_valid():
            return _taken(request, token, form)
    except NotFound:
        raise Http404 from None
    return _show(request, invitation, form)


def _form(invitation: Open, request: HttpRequest) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if invitation.lets_back_in is not None:
        return ChoosePassword(data)
    return OpenAccount(data) if account_with(invitation.email) is None else Sure(data)


def _taken(request: HttpRequest, token: str, form: forms.Form) -> HttpResponse:
    here = request.user if isinstance(request.user, User) else None
    try:
        done = operations.accept(token=token, user=here, **form.cleaned_data)
    except NotFound:
        raise
    except Refusal as why:
        refused(form, why)
        return _show(request, opened(token), form)
    if not done.password:
        messages.success(request, _("You hold this role now. Change to it at the top of the page."))
        return HttpResponseRedirect("/")
    with at_sign_in():
        logout(request, show_message=False)
        return perform_password_login(request, {"email": done.user.email}, Login(user=done.user, email=done.user.email))


def _show(request: HttpRequest, invitation: Open, form: forms.Form) -> HttpResponse:
    back_in = invitation.lets_back_in is not None
    here = isinstance(request.user, User) and request.user.email == invitation.email
    context = {
        "page": {"title": _("Choose a new password") if back_in else _("Your invitation")},
        "form": form,
        "button": _("Choose this password") if back_in else _("Accept"),
        "invitation": invitation,
        "role": Role(invitation.role).label,
        "back_in": back_in,
        "here": request.path,
    }
    template = "sign_in_first" if isinstance(form, Sure) and not here else "accept"
    return TemplateResponse(request, f"partnership/{template}.html", context, status=422 if form.errors else 200)
