"""What no password may be: known from breaches, made of one that is, or of words of the field."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openccr.accounts.models import User
from openccr.accounts.passwords import WORDS, breached, is_known, made_of
from tests.accounts.conftest import PASSWORD, code, enter
from tests.door import door

CHANGE = "/accounts/password/change/"


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword", "Password1234!", "P@ssw0rd2026!", "1234567890123", "aaaaaaaaaaaaaa", "abcabcabcabc",
        "Liverpool2024!", "liverpool liverpool", "qwertyuiopasd", "zyxwvutsrqponm", "!!sunshine2026!!", "1q2w3e4r5t6y",
        "le t me in 2026 !", "P4ssw0rd-P4ssw0rd",
    ],
)  # fmt: skip
def test_what_is_known_from_breaches_or_made_of_it_is_refused(password: str) -> None:
    assert is_known(password)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD, "nine quiet herons on a wire", "purple kettle sings", "8472-kQ-294715-x", "vHq2rNz8Lw4t",
        "tea at half past two",
    ],
)  # fmt: skip
def test_three_words_that_do_not_belong_together_are_taken(password: str) -> None:
    assert not is_known(password)
    assert not made_of(password, WORDS)


def test_the_list_is_there_and_long_enough_without_asking_anybody() -> None:
    assert len(breached()) > 19_000
    assert sum(len(one) >= 6 for one in breached()) > 15_000


@pytest.mark.parametrize(
    "password", ["MARAC-safeguarding-1", "openccr2026openccr", "Domestic.Abuse.2026", "IDVA refuge ok"]
)
def test_words_of_the_field_alone_are_refused(password: str) -> None:
    assert made_of(password, WORDS)


def test_a_word_of_the_field_among_others_is_taken() -> None:
    assert not made_of("the refuge of nine quiet herons", WORDS)


@pytest.mark.parametrize("password", ["Password1234!", "MARAC-safeguarding-1", "Exampleshire2026!"])
def test_such_a_password_cannot_be_changed_to_and_the_old_one_holds(
    client: Client, bea_with_app: User, password: str
) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": password, "password2": password})
    assert answer.status_code == 200
    assert b"known from breaches" in answer.content or b"words that everybody here knows" in answer.content
    assert enter(Client(), bea_with_app).headers["Location"] == "/accounts/2fa/authenticate/"


@pytest.mark.parametrize(
    "password",
    [
        "seven owls count the brass stairs", "48207 19463 55810 27394", "Ωραία μικρή βάρκα στη λίμνη",
        "w" + "ordless harbour " * 40,
    ],
    ids=["small letters alone", "digits alone", "another alphabet", "641 characters"],
)  # fmt: skip
def test_any_kind_of_characters_and_any_length_are_taken_and_every_one_of_them_counts(
    client: Client, bea_with_app: User, password: str
) -> None:
    password = password.strip()
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post(CHANGE, given).status_code == 302
    assert enter(Client(), bea_with_app, password=password).headers["Location"] == "/accounts/2fa/authenticate/"
    assert enter(Client(), bea_with_app, password=password[:-1]).status_code == 200


def test_a_password_of_ten_years_ago_still_opens(client: Client, bea_with_app: User) -> None:
    long_ago = timezone.now() - timedelta(days=3650)
    door(lambda: User.objects.filter(pk=bea_with_app.pk).update(last_login=long_ago))
    assert enter(client, bea_with_app).headers["Location"] == "/accounts/2fa/authenticate/"
