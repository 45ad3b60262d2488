"""How allauth is bent to our rules: nobody signs up, secrets are sealed, changes are audited and told to the person."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from openccr.access.sealing import seal, unseal
from openccr.access.sign_in import at_sign_in
from openccr.accounts import known, operations, step_up
from openccr.accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes alone do not."""

SEALED_FOR = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address or the password is not right, or your role here has ended. Check both and try again, "
            "or ask your agency's lead."
        ),
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your password. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from an agency lead's invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing one's sign-in needs a step-up like everything that does."""
        return not step_up.fresh(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever came in by their agency's word alone has no password or factor here: they sign in there anew."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if key := step_up.vouched_by(self.request):
            there = reverse("partnership.sign_in_start", kwargs={"key": key})
            ways.append({"id": "agency", "description": _("Sign in again with my agency's own account"), "url": there})
        return ways

    def get_login_stages(self) -> list[str]:
        """Our own second factor is not asked of whoever has just shown one to an agency that vouches for it."""
        stages: list[str] = super().get_login_stages()
        return [stage for stage in stages if ".mfa." not in stage] if vouched(self.request) else stages

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Record that somebody signed in; without the record they are not."""
        if vouched(request):
            record_authentication(request, user, "mfa", type=step_up.VOUCHED)
        operations.record_own(user=user, type="account.signed_in")
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known.remember(request, response, login=user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries from elsewhere do not keep the owner out of the browser that they have signed in with before."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{known.lane(request, login=credentials.get('email', ''))}"

    def logout(self, request: HttpRequest) -> None:
        """Record that somebody signed out."""
        if isinstance(request.user, User):
            operations.record_own(user=request.user, type="account.signed_out")
        super().logout(request)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Whatever allauth changed about a sign-in is recorded, and its owner told in the same neutral words."""
        operations.sign_in_changed(user=user, type=CHANGES[template_prefix])
        if template_prefix == "account/email/password_changed":
            operations.end_sessions_of(user_id=user.pk, but=self.request.session.session_key or "")


def vouch(request: HttpRequest) -> None:
    """Note that the agency's identity provider vouches for a second factor. It holds for this request alone."""
    request.vouched = True  # type: ignore[attr-defined]


def vouched(request: HttpRequest | None) -> bool:
    """Whether it does."""
    return getattr(request, "vouched", False)


CHANGES = {
    "account/email/password_changed": "account.password_changed",
    "mfa/email/totp_activated": "account.factor_added",
    "mfa/email/totp_deactivated": "account.factor_removed",
    "mfa/email/webauthn_added": "account.factor_added",
    "mfa/email/webauthn_removed": "account.factor_removed",
    "mfa/email/recovery_codes_generated": "account.codes_made",
    "socialaccount/email/account_connected": "account.linked",
}
"""What allauth would have written an e-mail about → the audit type."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That code is not right. An app's codes change every 30 seconds: try the newest. A printed one works once: "
            "cross it out and try the next."
        ),
        "cannot_delete_authenticator": _("This is your only second factor. Add another one before you remove it."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret as it goes into the table."""
        return b64encode(seal(text.encode(), purpose=SEALED_FOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it. Raises CannotUnseal."""
        return unseal(b64decode(encrypted_text), purpose=SEALED_FOR).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor is left without this one."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def build_totp_svg(self, url: str) -> SafeString:
        """The square code as SVG to stand in the page: the content security policy allows no `data:` pictures.

        It is safe as markup: `qrcode` draws it from numbers, and no text of anybody's is in it.
        """
        picture = super().build_totp_svg(url)
        return SafeString(picture[picture.index("<svg") :])


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether the account has an authenticator app or a security key."""
    with at_sign_in():
        return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()
