"""Signing in with one's agency's own account (OpenID Connect), through allauth: how it is bent to our rules.

Nobody gets an account by it. It opens an account that was made by invitation, works for that agency alone, and has the
address that the provider vouches for; from then on it is known by the provider's subject.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from openccr.access.acting import acting_as
from openccr.accounts import step_up
from openccr.accounts.adapters import vouch
from openccr.accounts.models import User
from openccr.accounts.queries import account_with
from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.partnership.acting import held
from openccr.partnership.asking_providers import bounded
from openccr.partnership.providers import Provider, provider
from openccr.partnership.rules import comes_in, second_factor_shown, why_not_a_token


class NotInForce(SocialApp.DoesNotExist, ValueError):
    """There is no such provider, or nobody has agreed to it, or it has ended.

    Also a ValueError: by it allauth drops a sign-in that waits for its second factor while the provider ends.
    """


@contextmanager
def _of_theirs() -> Iterator[None]:
    """What the provider sends is of whatever shape it likes: what allauth cannot take apart lets nobody in."""
    try:
        yield
    except (AttributeError, TypeError) as error:
        raise OAuth2Error("The provider's answer is of another shape") from error


class _AtAgency(OpenIDConnectOAuth2Adapter):
    """One sign-in at one provider: its addresses, its token, and that the token answers this very sign-in."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """The discovery document. Raises OAuth2Error when it speaks for another issuer, or of addresses without TLS."""
        with _of_theirs():
            config: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["issuer"]
        addresses = [config.get(name, "") for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if str(config.get("issuer", "")).rstrip("/") != issuer:
            raise OAuth2Error("The discovery document is another issuer's")
        if settings.LIVE and any(urlsplit(one).scheme != "https" for one in addresses):
            raise OAuth2Error("The provider has an address without TLS")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.ADDRESS + reverse("partnership.sign_in_back", kwargs={"key": self.provider_id})

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any) -> SocialLogin:
        """Read the ID token: its signature, issuer, audience and time, and that it carries this sign-in's nonce."""
        config = self.openid_config
        with _of_theirs():
            claims = jwtkit.verify_and_decode(
                credential=given["response"].get("id_token", ""),
                keys_url=config["jwks_uri"],
                issuer=config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        if wrong := why_not_a_token(claims, client=app.client_id):
            raise OAuth2Error(wrong)
        if not constant_time_compare(str(claims.get("nonce", "")), self.state["nonce"]):
            raise OAuth2Error("The token answers another sign-in")
        request.sign_in_claims = claims  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})


class _AgencyProvider(OpenIDConnectProvider):
    """One agency's provider. Of what it says about a person nothing is kept but the subject."""

    oauth2_adapter_class = _AtAgency
    pkce_enabled_default = True

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def serialize(self) -> dict[str, Any]:
        # What is put by until the second factor is shown names this agency's provider, not its kind, and no client.
        return {"id": self.app.provider_id}

    def redirect(self, request: HttpRequest, process: str, **given: Any) -> HttpResponse:
        # What the address asks for is not taken: linking somebody who is signed in, other scopes, other parameters.
        nonce = secrets.token_urlsafe(24)
        asked = {"nonce": nonce}
        if step_up.vouched_by(request) == self.app.provider_id:
            asked["prompt"] = "login"  # a fresh proof: that they are signed in there still is none
        given |= {"auth_params": asked, "scope": self.get_scope()}
        return super().redirect(request, AuthProcess.LOGIN, nonce=nonce, **given)


class _Back(OAuth2CallbackView):
    """The way back from the provider, with what was put by on the way there."""

    adapter: _AtAgency

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, answer


class SingleSignOn(DefaultSocialAccountAdapter):
    """allauth's questions, answered by the providers that two people of an agency agreed to."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> _AgencyProvider:
        return _AgencyProvider(request, app=self.get_app(request, provider))

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        found = _provider(provider)
        return SocialApp(
            provider="openid_connect",
            provider_id=found.key,
            name=found.name,
            client_id=found.client_id,
            secret=found.secret,
            settings={"server_url": found.issuer, "issuer": found.issuer, "oauth_pkce_enabled": True},
        )

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        return [self.get_app(request, provider)] if provider else []

    def get_requests_session(self) -> Any:
        """Follows no redirect: an address that nobody agreed to is never asked. No answer is read without an end."""
        session = bounded(super().get_requests_session())
        session.max_redirects = 0
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts come from an agency lead's invitation."""
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **why: Any) -> None:
        raise ImmediateHttpResponse(not_let_in(request))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, or let nobody in."""
        by = _provider(sociallogin.account.provider)
        claims = request.sign_in_claims  # type: ignore[attr-defined]
        user = sociallogin.user if sociallogin.is_existing else _invited(claims, by)
        if user is None or not user.is_active or not _works_for(user, by) or _known_otherwise(user, sociallogin):
            _record_refused(by)
            raise ImmediateHttpResponse(not_let_in(request))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        if by.vouches and second_factor_shown(claims):
            if request.user.pk == user.pk and step_up.vouched_by(request) == by.key:
                step_up.shown_at_agency(request)
                raise ImmediateHttpResponse(HttpResponseRedirect(sociallogin.get_redirect_url(request) or "/"))
            vouch(request)


def start(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the provider. Raises NotInForce."""
    return OAuth2LoginView.adapter_view(_AtAgency(request, _provider(key).key))(request)


def back(request: HttpRequest, key: str) -> HttpResponse:
    """Back from the provider: signed in, or not let in. Raises NotInForce."""
    return _Back.adapter_view(_AtAgency(request, _provider(key).key))(request)


def not_let_in(request: HttpRequest) -> HttpResponse:
    """The one answer, whatever the reason: unknown, not invited, another agency's, closed, or a token that is wrong."""
    context = {"page": {"title": _("You could not be signed in that way")}}
    return TemplateResponse(request, "partnership/not_let_in.html", context, status=403).render()


def _provider(key: str) -> Provider:
    found = provider(key=key) if key else None
    if found is None:
        raise NotInForce
    return found


def _invited(claims: dict[str, Any], by: Provider) -> User | None:
    """The account of the verified address, which only an invitation can have made."""
    email = str(claims.get("email", "")).lower()
    # Some providers write the boolean as text.
    verified = claims.get("email_verified") in (True, "true")
    if not comes_in(email=email, verified=verified, domains=by.domains):
        return None
    return account_with(email)


def _known_otherwise(user: User, sociallogin: SocialLogin) -> bool:
    """Whether that account is known there by another subject: an address that was given to somebody new is no proof.

    Letting somebody back in forgets the subject, for a provider that gives them another one.
    """
    theirs = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
    return theirs.exclude(uid=sociallogin.account.uid).exists()


def _works_for(user: User, by: Provider) -> bool:
    """Whether the account works for that agency and for no other: one agency's provider opens no other's doors."""
    return {one.agency_id for one in held(user.pk, today=timezone.localdate())} == {by.agency_id}


def _record_refused(by: Provider) -> None:
    with acting_as(Actor(kind=ActorKind.GUEST, user_id=None, purpose="single sign-on")):
        record("sign_in.refused", subjects=[by.id])
