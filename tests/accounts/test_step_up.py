"""What asks for a fresh proof gets one that is five minutes old at most."""

from __future__ import annotations

from django.test import Client

from openccr.accounts.models import User
from openccr.accounts.step_up import fresh
from tests.accounts.conftest import PASSWORD, code, enter
from tests.door import door
from tests.makers import Area
from tests.signing_in import sign_in, step_up


def _stale(client: Client) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()


def test_signing_in_is_proof_for_five_minutes(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert fresh(client.get("/accounts/devices/").wsgi_request)
    _stale(client)
    assert not fresh(client.get("/accounts/devices/").wsgi_request)


def test_a_password_is_proof_again(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    _stale(client)
    asked = client.get("/accounts/2fa/recovery-codes/generate/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/?next=")
    wrong = client.post(asked.headers["Location"], {"password": "not it"})
    assert b"That is not your password" in wrong.content
    right = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == "/accounts/2fa/recovery-codes/generate/"
    assert client.get(right.headers["Location"]).status_code == 200


def test_so_is_a_second_factor(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    _stale(client)
    page = client.get("/accounts/reauthenticate/?next=/accounts/devices/").content.decode()
    assert "/accounts/2fa/reauthenticate/?next=%2Faccounts%2Fdevices%2F" in page
    assert "style=" not in page


def test_an_old_proof_and_somebody_elses_are_none(client: Client, area: Area) -> None:
    user = sign_in(client, area.lena)
    step_up(client, user, seconds_ago=301)
    assert not fresh(client.get("/accounts/devices/").wsgi_request)
    step_up(client, door(lambda: User.objects.get(pk=area.bea.user_id)))
    assert not fresh(client.get("/accounts/devices/").wsgi_request)


def test_a_page_that_gives_roles_asks_for_it(client: Client, area: Area) -> None:
    address = f"/agencies/{area.agencies['housing']}/invite/"
    sign_in(client, area.lena)
    answer = client.get(address)
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/?next=%2Fagencies%2F")
    sign_in(client, area.lena, stepped_up=True)
    assert client.get(address).status_code == 200
