"""What a thief has who has watched, phished or copied does not let them in (T4); nor does trying and trying (C9)."""

from __future__ import annotations

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, TestCase
from pytest_django import Settings

from openccr.accounts.models import User
from openccr.accounts.step_up import fresh
from tests.accounts.conftest import PASSWORD, SECRET, code, enter
from tests.accounts.security_key import RIGHT, SecurityKey
from tests.door import door
from tests.makers import Area

PAGE = "/accounts/devices/"
FACTOR = "/accounts/2fa/authenticate/"


def is_in(client: Client) -> bool:
    return bool(client.get(PAGE).status_code == 200)


@pytest.fixture
def key(client: Client, bea_with_app: User) -> SecurityKey:
    """Bea's security key, added by herself."""
    found = SecurityKey()
    enter(client, bea_with_app)
    client.post(FACTOR, {"code": code()})
    client.get("/accounts/2fa/webauthn/add/")
    challenge = client.session["mfa.webauthn.state"]["challenge"]
    client.post("/accounts/2fa/webauthn/add/", {"name": "blue", "credential": json.dumps(found.made(challenge))})
    assert door(lambda: Authenticator.objects.filter(user=bea_with_app, type="webauthn").count()) == 1
    return found


def asked(user: User) -> tuple[Client, str]:
    """A browser that has shown the password, and the challenge that it is given."""
    browser = Client()
    enter(browser, user)
    browser.get(FACTOR)
    return browser, browser.session["mfa.webauthn.state"]["challenge"]


def press(browser: Client, answer: dict[str, object]) -> bool:
    browser.post(FACTOR, {"credential": json.dumps(answer)})
    return is_in(browser)


def test_t_phish_the_key_lets_her_in_on_the_right_page_and_on_no_other(
    bea_with_app: User, key: SecurityKey, settings: Settings
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # as in the live form; tests have no TLS
    browser, challenge = asked(bea_with_app)
    assert press(browser, key.signed(challenge))
    for origin in (
        "https://testserver.example",
        "https://login-testserver",
        "http://testserver",
        "https://evil.example",
    ):
        thief, challenge = asked(bea_with_app)
        assert not press(thief, key.signed(challenge, origin=origin)), origin
    elsewhere = SecurityKey(host="evil.example", id=key.id, private=key.private, counter=key.counter)
    thief, challenge = asked(bea_with_app)
    assert not press(thief, elsewhere.signed(challenge, origin=RIGHT)), "signed for another host"


def test_t_phish_what_a_key_once_signed_is_taken_once_and_in_one_browser(bea_with_app: User, key: SecurityKey) -> None:
    browser, challenge = asked(bea_with_app)
    answer = key.signed(challenge)
    thief, _ = asked(bea_with_app)
    assert not press(thief, answer), "signed for another browser's challenge"
    assert press(browser, answer)
    again, _ = asked(bea_with_app)
    assert not press(again, answer)


def test_t_phish_a_key_that_counts_no_further_is_a_copy(bea_with_app: User, key: SecurityKey) -> None:
    browser, challenge = asked(bea_with_app)
    copy = SecurityKey(id=key.id, private=key.private, counter=key.counter)
    assert press(browser, key.signed(challenge))
    for _ in range(2):
        thief, challenge = asked(bea_with_app)
        assert not press(thief, copy.signed(challenge, counts=False))
    browser, challenge = asked(bea_with_app)
    assert press(browser, key.signed(challenge)), "her own still does"


def test_a_key_that_never_counts_is_taken(client: Client, bea_with_app: User, key: SecurityKey) -> None:
    browser, challenge = asked(bea_with_app)
    assert press(browser, key.signed(challenge, counts=False)), "a key without a counter always says 0"


def test_t_phish_a_code_seen_or_typed_into_another_page_is_of_no_use_afterwards(bea_with_app: User) -> None:
    shown = code()
    owner = Client()
    enter(owner, bea_with_app)
    owner.post(FACTOR, {"code": shown})
    assert is_in(owner)
    for _ in range(4):
        thief = Client()
        enter(thief, bea_with_app)
        thief.post(FACTOR, {"code": shown})
        assert not is_in(thief)


def test_t_phish_a_code_counts_once_for_as_long_as_clocks_may_differ(bea_with_app: User) -> None:
    """allauth forgets a used code after one period, and with a restart; the code itself counts for three."""
    now = int(time.time()) // 30
    before, shown, after = (format_hotp_value(hotp_value(SECRET, now + one)) for one in (-1, 0, 1))
    for code_typed, lets_in in ((shown, True), (shown, False), (before, False), (after, True), (after, False)):
        cache.clear()
        browser = Client()
        enter(browser, bea_with_app)
        browser.post(FACTOR, {"code": code_typed})
        assert is_in(browser) is lets_in, (code_typed, before, shown, after)


def test_t_phish_the_code_by_which_an_app_was_added_is_used(client: Client, bea: User) -> None:
    enter(client, bea)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(rb"<strong>([A-Z2-7]{32})</strong>", page.content).group(1).decode()
    shown = code(secret)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": shown})
    assert is_in(client)
    thief = Client()
    enter(thief, bea)
    thief.post(FACTOR, {"code": shown})
    assert not is_in(thief)


def test_t_phish_an_old_code_is_no_code(bea_with_app: User) -> None:
    now = int(time.time()) // 30
    for back in (3, 10, 2_880):
        thief = Client()
        enter(thief, bea_with_app)
        thief.post(FACTOR, {"code": format_hotp_value(hotp_value(SECRET, now - back))})
        assert not is_in(thief)


def test_t_phish_a_recovery_code_works_once(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post(FACTOR, {"code": code()})
    client.post("/accounts/2fa/recovery-codes/generate/")
    one = re.findall(rb"<code>(\d{8})</code>", client.get("/accounts/2fa/recovery-codes/").content)[0].decode()
    owner, thief = Client(), Client()
    enter(owner, bea_with_app)
    owner.post(FACTOR, {"code": one})
    assert is_in(owner)
    enter(thief, bea_with_app)
    thief.post(FACTOR, {"code": one})
    assert not is_in(thief)


def test_t_phish_a_stolen_cookie_ends_at_the_fresh_proof(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post(FACTOR, {"code": code()})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    thief = Client(HTTP_USER_AGENT="Another browser", REMOTE_ADDR="203.0.113.9")
    thief.cookies = client.cookies
    assert not fresh(thief.get(PAGE).wsgi_request)
    for address in ("/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/totp/deactivate/"):
        answer = thief.get(address)
        assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"]
    thief.post("/accounts/reauthenticate/", {"password": "not known"})
    assert not fresh(thief.get(PAGE).wsgi_request)


def test_whoever_tries_passwords_from_elsewhere_does_not_keep_her_out(bea_with_app: User) -> None:
    hers = Client(REMOTE_ADDR="203.0.113.5")
    enter(hers, bea_with_app)
    hers.post(FACTOR, {"code": code()})
    assert is_in(hers)
    hers.post("/accounts/logout/")
    for number in range(30):
        enter(Client(REMOTE_ADDR=f"198.51.100.{number}"), bea_with_app, password=f"guess {number}")
    stranger = Client(REMOTE_ADDR="198.51.100.200")
    assert b"Too many tries" in enter(stranger, bea_with_app).content, "not even the right password, from elsewhere"
    assert enter(hers, bea_with_app)["Location"] == FACTOR, "her own browser lets her in"


def test_a_note_of_a_known_browser_holds_no_address_opens_nothing_and_is_hers_alone(
    bea_with_app: User, area: Area
) -> None:
    hers = Client()
    enter(hers, bea_with_app)
    hers.post(FACTOR, {"code": code()})
    (note,) = [one.value for name, one in hers.cookies.items() if name.endswith("known")]
    assert "bea" not in note and "exampleshire" not in note
    thief = Client()
    thief.cookies["openccr-known"] = note
    assert not is_in(thief)
    for _ in range(6):
        enter(thief, bea_with_app, password="guess")
    assert b"Too many tries" in enter(thief, bea_with_app).content, "it has a limit of its own"
    forged = Client()
    forged.cookies["openccr-known"] = note[:-2] + "xx"
    for number in range(6):
        enter(forged, bea_with_app, password=f"guess {number}")
    assert b"Too many tries" in enter(forged, bea_with_app).content


SPRAYED = 200


def test_two_hundred_tries_over_many_accounts_let_nobody_in(area: Area, bea_with_app: User) -> None:
    emails = door(lambda: list(User.objects.values_list("email", flat=True)))
    tried = ["password", "Password1!", "Exampleshire2026", PASSWORD[:-1], "letmein"]
    let_in = 0
    for number in range(SPRAYED):
        browser = Client(REMOTE_ADDR=f"192.0.2.{number % 250}")
        answer = browser.post(
            "/accounts/login/", {"login": emails[number % len(emails)], "password": tried[number % 5]}
        )
        let_in += answer.status_code == 302
    assert let_in == 0
