"""Ten thousand wrong passwords, in a process whose data folder is its own; it says what it found as JSON."""

from __future__ import annotations

import json
import re
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openccr.accounts.models import User

PASSWORD = "nine quiet herons on a wire {}"
GUESSES = ("Password1!", "Welcome2026", "letmein", "Council123", "nine quiet herons", "qwertyuiop12")
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
LOCKED_AFTER = 6
SIGN_IN, FACTOR, PAGE = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/devices/"


def main() -> None:
    tries, people = int(sys.argv[1]), int(sys.argv[2])
    from bench._tampered import prepare

    prepare()
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    known = {user: known_browser(user) for user in made(people)}
    let_in, started = sprayed(list(known), tries), time.monotonic()
    kept_out = sum(not comes_in(user, browser) for user, browser in known.items())
    users = list(known)
    close(users[-1])
    wrong, locked = answers(users[0], users[-1], before=0), answers(users[1], users[-1], before=LOCKED_AFTER)
    print(json.dumps({
        "tries": tries, "people": people, "let_in": let_in, "kept_out": kept_out, "answers": len(wrong),
        "answers_locked": len(locked), "answers_alike": len(wrong & locked),
        "seconds": time.monotonic() - started, "dead": out_at_once(known),
    }))  # fmt: skip


def made(people: int) -> list[User]:
    """Accounts with a password and an authenticator app each."""
    from allauth.mfa.totp.internal.auth import TOTP

    from openccr.access.sign_in import at_sign_in
    from openccr.accounts.operations import open_account

    found = []
    for number in range(people):
        user = open_account(email=f"p{number}@council.example", name="Somebody", password=PASSWORD.format(number))
        with at_sign_in():
            TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        found.append(user)
    return found


def browser_at(address: str) -> object:
    """A new browser there, which speaks TLS."""
    from django.test import Client

    return Client(REMOTE_ADDR=address, HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR=address)


def known_browser(user: User) -> object:
    """One in which its owner has signed in before."""
    number = int(user.email[1:].partition("@")[0])
    browser = browser_at(f"203.0.113.{number % 250}")  # one place may sign in thirty times a minute, not more
    assert comes_in(user, browser)
    browser.post("/accounts/logout/")  # type: ignore[attr-defined]
    return browser


def comes_in(user: User, browser: object) -> bool:
    """Whether password and code let its owner in."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
    from django.core.cache import cache

    number = user.email[1:].partition("@")[0]
    answer = browser.post(SIGN_IN, {"login": user.email, "password": PASSWORD.format(number)})  # type: ignore[attr-defined]
    if answer.status_code != 302:
        return False
    for key in list(cache._cache):  # a code works once: here its owner waits for the next one
        if "totp" in key:
            cache._cache.pop(key)
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30))
    browser.post(FACTOR, {"code": code})  # type: ignore[attr-defined]
    return bool(browser.get(PAGE).status_code == 200)  # type: ignore[attr-defined]


def sprayed(users: list[User], tries: int) -> int:
    """How many of so many guesses, from everywhere and over all accounts, get past the password."""
    let_in = 0
    for number in range(tries):
        browser = browser_at(f"198.18.{number // 250 % 250}.{number % 250}")
        given = {"login": users[number % len(users)].email, "password": GUESSES[number // len(users) % len(GUESSES)]}
        let_in += browser.post(SIGN_IN, given).status_code == 302  # type: ignore[attr-defined]
    return let_in


def answers(user: User, closed: User, *, before: int) -> set[str]:
    """What a wrong password, an unknown address and a closed account are answered with, without what was typed.

    Whether an address is locked is told to whoever tries it; that there is an account must not be. So like is compared
    with like: each of them after as many wrong tries `before` this one, in a cache that remembers no others.
    """
    from django.core.cache import cache

    found = set()
    number = closed.email[1:].partition("@")[0]
    tried = (
        (user.email, "x" * 12), ("nobody@council.example", "x" * 12), ("p0@elsewhere.example", "x" * 12),
        (closed.email, "x" * 12), (closed.email, PASSWORD.format(number)),
    )  # fmt: skip
    for place, (login, password) in enumerate(tried):
        cache.clear()
        for one in range(before):
            browser_at(f"198.19.{place + 1}.{one}").post(SIGN_IN, {"login": login, "password": "y" * 12})  # type: ignore[attr-defined]
        browser = browser_at(f"198.19.0.{place}")
        answer = browser.post(SIGN_IN, {"login": login, "password": password})  # type: ignore[attr-defined]
        bare = CHANGING.sub(b"", answer.content.replace(login.encode(), b""))
        found.add(f"{answer.status_code} {answer.headers.get('Location', '')} {bare!r}")
    return found


def close(user: User) -> None:
    """Close an account, as leaving does."""
    from openccr.access.sign_in import at_sign_in

    user.is_active = False
    with at_sign_in():
        user.save(update_fields=["is_active"])


def out_at_once(known: dict[User, object]) -> float:
    """Seconds from closing an account until its last open session is refused."""
    user, browser = next(iter(known.items()))
    started = time.monotonic()
    close(user)
    while browser.get(PAGE).status_code == 200:  # type: ignore[attr-defined]
        time.sleep(0.05)
    return time.monotonic() - started


if __name__ == "__main__":
    main()
