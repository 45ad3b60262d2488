"""One click signs in as one of the seven, in the demonstration and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from openccr.access.sign_in import at_sign_in
from openccr.accounts.demonstration import EVERYBODY, PERSONAS
from openccr.accounts.models import User
from openccr.accounts.step_up import fresh
from tests.door import door

SIGN_IN = "/demo/sign-in"


@pytest.fixture
def demonstration(settings: Settings, db: None) -> None:
    settings.DEMONSTRATION = True
    with at_sign_in():
        for persona in EVERYBODY:
            User.objects.create_user(persona.email, name=f"Invented {persona.key}")


def test_the_seven_are_those_of_the_house() -> None:
    keys = {persona.key for persona in PERSONAS}
    assert keys == {"coordinator", "on_case", "off_case", "outsider", "excluded", "chair", "idva"}


def test_outside_the_demonstration_the_page_is_not_there(client: Client, db: None) -> None:
    door(lambda: User.objects.create_user(PERSONAS[0].email, name="Invented"))
    assert client.get(SIGN_IN).status_code == 404
    assert client.post(SIGN_IN, {"persona": "coordinator"}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("key", [persona.key for persona in EVERYBODY])
def test_one_click_signs_in_as_each(client: Client, demonstration: None, key: str) -> None:
    assert f"Invented {key}" in client.get(SIGN_IN).content.decode()
    assert client.post(SIGN_IN, {"persona": key}).headers["Location"] == "/"
    assert client.get("/accounts/devices/").status_code == 200


def test_a_second_click_changes_to_somebody_else(client: Client, demonstration: None) -> None:
    client.post(SIGN_IN, {"persona": "chair"})
    client.post(SIGN_IN, {"persona": "idva"})
    assert client.session["_auth_user_id"] == str(door(lambda: User.objects.get(email="idva@demo.example").pk))


def test_nobody_else_can_be_chosen(client: Client, demonstration: None) -> None:
    answer = client.post(SIGN_IN, {"persona": "somebody"})
    assert answer.status_code == 422
    assert b"Choose one of the people below" in answer.content
    assert "_auth_user_id" not in client.session


def test_before_the_area_is_made_the_page_says_so(client: Client, settings: Settings, db: None) -> None:
    settings.DEMONSTRATION = True
    assert b"has not been made yet" in client.get(SIGN_IN).content
    assert client.post(SIGN_IN, {"persona": "chair"}).status_code == 422


def test_every_page_says_that_it_is_the_demonstration(client: Client, demonstration: None) -> None:
    for address in (SIGN_IN, "/accounts/login/", "/accounts/help/"):
        assert b"demonstration with invented people" in client.get(address).content


def test_whoever_is_not_signed_in_is_led_to_where_one_signs_in(
    client: Client, demonstration: None, settings: Settings
) -> None:
    settings.LOGIN_URL = "accounts.demo_sign_in"
    assert client.get("/cases/").headers["Location"] == f"{SIGN_IN}?next=%2Fcases%2F"


def test_the_sign_in_page_leads_there(client: Client, demonstration: None) -> None:
    assert SIGN_IN in client.get("/accounts/login/").content.decode()


def test_step_up_there_is_a_press_of_a_button(client: Client, demonstration: None, rf: object) -> None:
    client.post(SIGN_IN, {"persona": "coordinator"})
    request = client.get("/accounts/devices/").wsgi_request
    assert not fresh(request)
    assert b"has neither" in client.get("/demo/confirm?next=/accounts/devices/").content
    assert client.post("/demo/confirm", {"next": "/accounts/devices/"}).headers["Location"] == "/accounts/devices/"
    assert fresh(client.get("/accounts/devices/").wsgi_request)


def test_outside_the_demonstration_a_press_proves_nothing(client: Client, area: object) -> None:
    from tests.signing_in import sign_in

    sign_in(client, area.bea)  # type: ignore[attr-defined]
    assert client.post("/demo/confirm").status_code == 404
