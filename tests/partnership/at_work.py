"""What tests of signing in at one's agency share: a provider agreed to, the way there and back, who is signed in."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from openccr.partnership import providers
from tests.door import door
from tests.makers import Area
from tests.partnership.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider

HOME = "http://testserver"


def agreed(area: Area, at_work: IdentityProvider, *, vouches: bool = False) -> providers.Provider:
    providers.set_up(
        actor=area.lena,
        agency=area.agencies["housing"],
        name="Willowmere staff account",
        issuer=at_work.issuer,
        client_id=CLIENT_ID,
        secret=CLIENT_SECRET,
        domains="exampleshire.example\n",
        vouches=vouches,
    )
    _, (newest, *_rest) = providers.providers_of(actor=area.amina, agency=area.agencies["housing"])
    providers.confirm(actor=area.amina, provider=newest.id)
    found = providers.provider(key=newest.key)
    assert found is not None
    at_work.trusts(HOME + reverse("partnership.sign_in_back", kwargs={"key": found.key}))
    return found


def leave(browser: Client, provider: providers.Provider) -> str:
    """Press the link; where it leads."""
    answer = browser.get(reverse("partnership.sign_in_start", kwargs={"key": provider.key}))
    assert answer.status_code == 302, answer.content
    return answer["Location"]


def come_back(browser: Client, address: str) -> HttpResponse:
    return browser.get(address.removeprefix(HOME))


def changed(address: str, **parts: str) -> str:
    """The address with other parameters."""
    split = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(split.query).items()} | parts
    return urlunsplit(split._replace(query=urlencode(query)))


def signed_in_as(browser: Client) -> UUID | None:
    found = browser.session.get("_auth_user_id")
    return UUID(found) if found else None


def linked() -> int:
    return door(lambda: SocialAccount.objects.count())
