"""Signing in at one's agency once more: as a fresh proof, at an address given to another, by a provider gone wrong."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from openccr.accounts.operations import let_back_in
from openccr.accounts.step_up import fresh
from openccr.partnership import providers, single_sign_on
from tests.door import door
from tests.makers import Area
from tests.partnership.at_work import agreed, changed, come_back, leave, linked, signed_in_as
from tests.partnership.identity_provider import IdentityProvider

pytestmark = pytest.mark.django_db


def test_an_answer_of_another_shape_lets_nobody_in(
    at_work: IdentityProvider, provider: providers.Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list in place of an object, and a token signed as the provider's key is not: refused in words, no fault."""
    browser = Client()
    back = at_work.pass_through(leave(browser, provider), "bea", "password")
    monkeypatch.setattr(single_sign_on.jwtkit, "lookup_kid_jwk", lambda *_: (5, 6))
    assert come_back(browser, back).status_code == 403
    monkeypatch.setattr("requests.Response.json", lambda *_, **__: [1, 2])
    assert Client().get(reverse("partnership.sign_in_start", kwargs={"key": provider.key})).status_code == 403


def test_an_address_that_was_given_to_somebody_new_opens_nothing_until_they_are_let_back_in(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    door(lambda: SocialAccount.objects.create(user_id=area.bea.user_id, provider=provider.key, uid="who had it before"))
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), "bea", "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None and linked() == 1
    let_back_in(user_id=area.bea.user_id, password="nine quiet herons on a wire")
    come_back(browser, at_work.pass_through(leave(browser, provider), "bea", "password"))
    assert signed_in_as(browser) == area.bea.user_id and linked() == 1


def test_whoever_has_only_their_agencys_word_proves_again_by_signing_in_there_anew(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    """An IDVA at night who has been signed in for six minutes must reach an address without signing out first."""
    vouching = agreed(area, at_work, vouches=True)
    browser = Client()
    come_back(browser, at_work.pass_through(leave(browser, vouching), "bea", "password", "otp"))
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    page = reverse("people.own_details")
    asked = browser.get(browser.get(page)["Location"])
    start = reverse("partnership.sign_in_start", kwargs={"key": vouching.key})
    assert asked["Location"] == f"{start}?{urlencode({'next': page})}"
    there = browser.get(asked["Location"])["Location"]
    assert "prompt=login" in there, "that they are signed in there still is no proof"
    answer = come_back(browser, at_work.pass_through(changed(there, prompt=""), "bea", "password", "otp"))
    assert answer["Location"] == page and browser.get(page).status_code == 200
    assert fresh(browser.get(page).wsgi_request, anew=True)
