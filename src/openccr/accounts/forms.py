"""allauth's forms in our words: labels above the boxes, no grey words inside them."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openccr.accounts import codes
from openccr.accounts.app_codes import COUNTER, used_once

CODE_ATTRIBUTES = {"class": "govuk-input--width-10", "inputmode": "numeric", "spellcheck": "false"}


class _OurWords:
    """Takes out the placeholders and puts in labels and hints."""

    labels: ClassVar[dict[str, str | Promise]] = {}
    hints: ClassVar[dict[str, str | Promise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name == "code":
                field.widget.attrs |= CODE_ATTRIBUTES


class SignIn(_OurWords, LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}


class PasswordAgain(_OurWords, ReauthenticateForm):
    labels = {"password": _("Your password")}


class NewPassword(_OurWords, ChangePasswordForm):
    labels = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints = {"password1": _("At least 12 characters. Three words that do not belong together are good.")}


class _CodeOnce:
    """An app's code counts once, for as long as it counts at all."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        one: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if one.type == Authenticator.Type.TOTP and not used_once(one, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactor(_OurWords, _CodeOnce, AuthenticateForm):
    labels = {"code": _("Code")}
    hints = {"code": _("Six digits from your authenticator app, one of your recovery codes, or a printed code.")}
    _printed = False

    def clean_code(self) -> str:
        """A printed code counts where no app's code does; it is within the same limit of wrong tries."""
        code: str = self.cleaned_data["code"]
        try:
            return super().clean_code()
        except forms.ValidationError as wrong:
            # Not when there were too many tries: then no code is looked at.
            if wrong.code == "too_many_login_attempts" or not codes.use(user=self.user, code=code):
                raise
        self._printed = True
        return code

    def save(self) -> None:
        """Note in the session that a second factor was shown."""
        if self._printed:
            record_authentication(context.request, self.user, "mfa", type="printed_code")
        else:
            super().save()


class SecondFactorAgain(_OurWords, _CodeOnce, ReauthenticateByCodeForm):
    labels = {"code": _("Code")}
    hints = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}


class _CountedKey:
    """A security key counts its own signatures: one that counts no further has been copied, or is being replayed."""

    def clean_credential(self) -> Authenticator:
        authenticator: Authenticator = super().clean_credential()  # type: ignore[misc]
        given = parse_authentication_response(self.cleaned_data["credential"])  # type: ignore[attr-defined]
        counter = given.response.authenticator_data.counter
        # A key without a counter always says 0 (WebAuthn, section 6.1.1).
        last = authenticator.data.get(COUNTER, authenticator.wrap().authenticator_data.counter)
        if (counter or last) and counter <= last:
            raise get_adapter().validation_error("incorrect_code")
        authenticator.data[COUNTER] = counter
        authenticator.save(update_fields=["data"])
        return authenticator


class Key(_CountedKey, AuthenticateWebAuthnForm):
    """A security key at sign-in."""


class KeyAgain(_CountedKey, ReauthenticateWebAuthnForm):
    """A security key as a fresh proof."""


class NewApp(_OurWords, ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}
    hints = {"code": _("Six digits. They change every 30 seconds.")}


class NewKey(_OurWords, AddWebAuthnForm):
    labels = {"name": _("What you call this key")}
    hints = {"name": _("For example: blue key, or work telephone.")}


class KeyName(_OurWords, EditWebAuthnForm):
    labels = {"name": _("What you call this key")}
