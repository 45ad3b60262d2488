"""Which of allauth's addresses OpenCCR has: signing in and out, second factors, step-up, changing one's password.

Every other one (sign-up, changing the e-mail address, resetting a password by e-mail) is not there at all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openccr.access.sign_in import at_sign_in
from openccr.accounts.adapters import SecondFactorAdapter
from openccr.accounts.models import User

View = Callable[..., HttpResponse]
AGAIN, GO_ON = _("Confirm that it is you"), _("Go on")


def at_the_door(view: View) -> View:
    """The view and its rendering in one transaction that opens the tables of sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:
        with at_sign_in():
            try:
                answer = view(request, *parts, **named)
            except ImmediateHttpResponse as instead:
                # Said here: an error that left the transaction would undo what was recorded in it.
                answer = instead.response
            return answer.render() if isinstance(answer, TemplateResponse) and not answer.is_rendered else answer

    return guarded


def _keeps_one(view: View) -> View:
    """Refuse to remove the only second factor: allauth asks its adapter this for apps, not for keys."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **parts: Any) -> HttpResponse:
        adapter = SecondFactorAdapter()
        key = Authenticator.objects.filter(user_id=request.user.pk, pk=pk).first()
        if key is None or adapter.can_delete_authenticator(key):
            return view(request, pk=pk, **parts)
        messages.error(request, str(adapter.error_messages["cannot_delete_authenticator"]))
        return HttpResponseRedirect(reverse("mfa_list_webauthn"))

    return guarded


def _with_password(view: View) -> View:
    """Nothing there for the demonstration's accounts, which have no password to change."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not request.user.has_usable_password():
            raise Http404
        return view(request, **parts)

    return guarded


def _page(view: Any, title: str | Promise, button: str | Promise = "") -> View:
    """The view with the title and the button's words that our templates show."""
    return view.as_view(extra_context={"page": {"title": title}, "button": button})


_PAGES = [
    path("accounts/login/", _page(account.LoginView, _("Sign in"), _("Sign in")), name="account_login"),
    path("accounts/logout/", _page(account.LogoutView, _("Sign out"), _("Sign out")), name="account_logout"),
    path("accounts/reauthenticate/", _page(account.ReauthenticateView, AGAIN, GO_ON), name="account_reauthenticate"),
    path(
        "accounts/password/change/",
        _with_password(_page(account.PasswordChangeView, _("Change your password"), _("Change it"))),
        name="account_change_password",
    ),
    path("accounts/2fa/", _page(mfa.IndexView, _("Your sign-in")), name="mfa_index"),
    path("accounts/2fa/authenticate/", _page(mfa.AuthenticateView, _("Your second factor")), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", _page(mfa.ReauthenticateView, AGAIN, GO_ON), name="mfa_reauthenticate"),
    path(
        "accounts/2fa/totp/activate/",
        _page(totp.ActivateTOTPView, _("Add an authenticator app"), _("Add it")),
        name="mfa_activate_totp",
    ),
    path(
        "accounts/2fa/totp/deactivate/",
        _page(totp.DeactivateTOTPView, _("Remove the authenticator app"), _("Remove it")),
        name="mfa_deactivate_totp",
    ),
    path(
        "accounts/2fa/recovery-codes/",
        _page(codes.ViewRecoveryCodesView, _("Recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/generate/",
        _page(codes.GenerateRecoveryCodesView, _("Make new recovery codes"), _("Make new codes")),
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/2fa/webauthn/", _page(webauthn.ListWebAuthnView, _("Security keys")), name="mfa_list_webauthn"),
    path(
        "accounts/2fa/webauthn/add/", _page(webauthn.AddWebAuthnView, _("Add a security key")), name="mfa_add_webauthn"
    ),
    path(
        "accounts/2fa/webauthn/reauthenticate/",
        _page(webauthn.ReauthenticateWebAuthnView, AGAIN),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        _keeps_one(_page(webauthn.RemoveWebAuthnView, _("Remove this security key"), _("Remove it"))),
        name="mfa_remove_webauthn",
    ),
    path(
        "accounts/2fa/webauthn/keys/<int:pk>/edit/",
        _page(webauthn.EditWebAuthnView, _("Name this security key"), _("Save")),
        name="mfa_edit_webauthn",
    ),
]

SIGN_IN = [path(str(page.pattern), at_the_door(page.callback), name=page.name) for page in _PAGES]
"""The addresses, for `openccr.site.urls`. They are listed one by one so that nothing new comes with an upgrade."""

SIGN_IN_NAMES = frozenset(str(pattern.name) for pattern in SIGN_IN)

SETTING_UP = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "accounts.still_here",
    }
)
"""All that a session reaches before it has a second factor."""
