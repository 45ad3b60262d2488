"""Signing in with one's agency's own account, against a real identity provider on this computer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as live_settings
from django.test import Client
from django.urls import reverse

from openccr.accounts.models import User
from openccr.partnership import providers, single_sign_on
from tests.accounts.conftest import code
from tests.door import door
from tests.makers import Area
from tests.partnership.at_work import agreed, changed, come_back, leave, linked, signed_in_as
from tests.partnership.identity_provider import IdentityProvider

pytestmark = pytest.mark.django_db


def test_an_invited_person_signs_in_at_work_sets_up_a_second_factor_and_is_known_again(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    browser = Client()
    there = leave(browser, provider)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert asked["code_challenge_method"] == "S256" and asked["nonce"] and asked["state"]
    back = at_work.sign_in(there, "bea")
    come_back(browser, back)
    assert signed_in_as(browser) == area.bea.user_id
    # Our own second factor: the provider's word is not taken.
    assert browser.get("/")["Location"] == reverse("mfa_index")
    account = door(lambda: SocialAccount.objects.get())
    assert (account.user_id, account.provider, account.extra_data) == (area.bea.user_id, provider.key, {})
    door(lambda: User.objects.filter(pk=area.bea.user_id).update(email="another@exampleshire.example"))
    again = Client()
    come_back(again, at_work.pass_through(leave(again, provider), "bea", "password"))
    assert signed_in_as(again) == area.bea.user_id, "known by the subject, whatever the address"


def test_a_second_factor_of_ours_is_asked_where_there_is_one_and_lets_in(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    secret: str = generate_totp_secret()
    door(lambda: TOTP.activate(User.objects.get(pk=area.bea.user_id), secret))
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), "bea", "password", "otp"))
    assert answer["Location"] == reverse("mfa_authenticate") and signed_in_as(browser) is None
    assert b'name="code"' in browser.get(reverse("mfa_authenticate")).content
    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert signed_in_as(browser) == area.bea.user_id and browser.get("/").status_code == 200


def test_the_word_of_a_provider_that_vouches_is_taken_and_the_person_lands_on_the_home_page(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    vouching = agreed(area, at_work, vouches=True)
    door(lambda: TOTP.activate(User.objects.get(pk=area.bea.user_id), generate_totp_secret()))
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, vouching), "bea", "password", "otp"))
    assert answer["Location"] == "/" and signed_in_as(browser) == area.bea.user_id
    assert browser.get("/").status_code == 200


def test_a_provider_that_vouches_and_saw_a_password_only_is_not_enough(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    vouching = agreed(area, at_work, vouches=True)
    browser = Client()
    come_back(browser, at_work.pass_through(leave(browser, vouching), "bea", "password"))
    assert browser.get("/")["Location"] == reverse("mfa_index")
    assert not door(lambda: Authenticator.objects.filter(user_id=area.bea.user_id).exists())


@pytest.mark.parametrize("name", ["stranger", "elsewhere"])
def test_whom_nobody_invited_is_not_let_in_and_gets_no_account(
    area: Area, at_work: IdentityProvider, provider: providers.Provider, name: str
) -> None:
    before = door(lambda: User.objects.count())
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), name, "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None
    assert (door(lambda: User.objects.count()), linked()) == (before, 0)


@pytest.mark.parametrize("name", ["pia", "amina"])
def test_one_agencys_provider_opens_no_account_of_another_agency(
    at_work: IdentityProvider, provider: providers.Provider, name: str
) -> None:
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), name, "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None and linked() == 0


@pytest.mark.parametrize("verified", ["", "false"])
def test_an_address_that_is_not_verified_links_nothing(
    at_work: IdentityProvider, provider: providers.Provider, verified: str
) -> None:
    at_work.says_that_addresses_are(verified)
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), "bea", "password"))
    assert answer.status_code == 403 and linked() == 0


def test_a_closed_account_is_not_let_in(area: Area, at_work: IdentityProvider, provider: providers.Provider) -> None:
    door(lambda: User.objects.filter(pk=area.bea.user_id).update(is_active=False))
    browser = Client()
    answer = come_back(browser, at_work.pass_through(leave(browser, provider), "bea", "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None


def test_a_token_with_another_nonce_is_refused(at_work: IdentityProvider, provider: providers.Provider) -> None:
    browser = Client()
    there = changed(leave(browser, provider), nonce="of-another-sign-in")
    answer = come_back(browser, at_work.pass_through(there, "bea", "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None


def test_a_way_back_with_another_state_or_none_or_in_another_browser_is_refused(
    at_work: IdentityProvider, provider: providers.Provider
) -> None:
    browser = Client()
    back = at_work.pass_through(leave(browser, provider), "bea", "password")
    for wrong in (changed(back, state="other"), changed(back, state="")):
        assert come_back(browser, wrong).status_code == 403
    assert come_back(Client(), back).status_code == 403
    assert signed_in_as(browser) is None
    come_back(browser, back)
    assert signed_in_as(browser) is not None
    assert come_back(Client(), back).status_code == 403, "nothing is taken twice"


def test_a_code_without_the_proof_key_of_this_browser_is_refused(
    at_work: IdentityProvider, provider: providers.Provider
) -> None:
    browser = Client()
    there = changed(leave(browser, provider), code_challenge="x" * 43)
    answer = come_back(browser, at_work.pass_through(there, "bea", "password"))
    assert answer.status_code == 403 and signed_in_as(browser) is None


def test_a_discovery_document_of_another_issuer_is_refused(
    area: Area, at_work: IdentityProvider, provider: providers.Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = single_sign_on.provider

    def elsewhere(**asked: str) -> object:
        found = real(**asked)
        assert found is not None
        return replace(found, issuer=found.issuer.replace("localhost", "127.0.0.1"))

    monkeypatch.setattr(single_sign_on, "provider", elsewhere)
    answer = Client().get(reverse("partnership.sign_in_start", kwargs={"key": provider.key}))
    assert answer.status_code == 403


def test_a_provider_that_does_not_answer_breaks_nothing(area: Area, provider: providers.Provider) -> None:
    providers.set_up(
        actor=area.lena, agency=area.agencies["housing"], name="Gone", issuer="http://localhost:9", client_id="x",
        secret="x", domains="gone.example",
    )  # fmt: skip
    _, (newest, *_rest) = providers.providers_of(actor=area.amina, agency=area.agencies["housing"])
    providers.confirm(actor=area.amina, provider=newest.id)
    assert Client().get(reverse("partnership.sign_in_start", kwargs={"key": newest.key})).status_code == 403


def test_one_that_has_ended_or_never_was_is_not_there(area: Area, provider: providers.Provider) -> None:
    providers.end(actor=area.lena, provider=provider.id)
    for key in (provider.key, "no-such-key"):
        for name in ("partnership.sign_in_start", "partnership.sign_in_back"):
            assert Client().get(reverse(name, kwargs={"key": key})).status_code == 404


def test_the_way_there_is_found_by_the_domain_of_the_work_address(provider: providers.Provider) -> None:
    address = reverse("partnership.agency_sign_in")
    found = Client().post(address, {"email": "anybody@exampleshire.example"}).content.decode()
    assert reverse("partnership.sign_in_start", kwargs={"key": provider.key}) in found
    assert "No agency signs in that way" in Client().post(address, {"email": "x@elsewhere.example"}).content.decode()
    assert live_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'"], "so it is a link"


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_the_address_of_the_way_there_changes_nothing_of_what_is_asked(
    area: Area, at_work: IdentityProvider, provider: providers.Provider, process: str
) -> None:
    """Else a link could tie somebody who is signed in to another person's account at the provider."""
    browser = Client()
    door(lambda: browser.force_login(User.objects.get(pk=area.eve.user_id)))
    more = urlencode(
        {"process": process, "scope": "offline_access", "auth_params": "nonce=mine", "next": "//evil.example"}
    )
    there = browser.get(f"{reverse('partnership.sign_in_start', kwargs={'key': provider.key})}?{more}")["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert asked["nonce"] != "mine" and set(asked["scope"].split()) == {"openid", "email"}
    answer = come_back(browser, at_work.pass_through(there, "bea", "password"))
    assert "evil" not in answer.get("Location", "")
    assert set(door(lambda: SocialAccount.objects.values_list("user_id", flat=True))) == {area.bea.user_id}
    assert signed_in_as(browser) == area.bea.user_id


def test_somebody_who_turned_back_at_the_provider_is_not_let_in(provider: providers.Provider) -> None:
    browser = Client()
    asked = parse_qs(urlsplit(leave(browser, provider)).query)
    back = reverse("partnership.sign_in_back", kwargs={"key": provider.key})
    answer = browser.get(back, {"error": "access_denied", "state": asked["state"][0]})
    assert answer.status_code == 403 and b"Sign in with a password" in answer.content


def test_a_way_back_to_another_agencys_provider_is_refused(
    area: Area, at_work: IdentityProvider, provider: providers.Provider
) -> None:
    """The state is bound to the provider that was left for (mix-up, RFC 9700, 4.4)."""
    browser = Client()
    back = at_work.pass_through(leave(browser, provider), "bea", "password")
    other = agreed(area, at_work)
    assert come_back(browser, back.replace(provider.key, other.key)).status_code == 403
    assert signed_in_as(browser) is None
