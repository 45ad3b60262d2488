"""Sessions end when nobody is there, after ten hours, and wherever their owner says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openccr.accounts.middleware import SEEN, STARTED
from openccr.accounts.models import User
from openccr.accounts.operations import end_sessions_of
from tests.accounts.conftest import PASSWORD, code, enter
from tests.door import door

PAGE = "/accounts/devices/"


@pytest.fixture
def signed_in(client: Client, bea_with_app: User) -> Client:
    return _sign_in(client, bea_with_app)


def _sign_in(client: Client, user: User, *, later: int = 0) -> Client:
    enter(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code(later=later)})
    assert client.get(PAGE).status_code == 200
    return client


def _ago(client: Client, mark: str, *, minutes: float) -> None:
    session = client.session
    session[mark] -= minutes * 60
    session.save()


def test_after_sixteen_minutes_without_a_sign_the_next_request_finds_the_session_ended(signed_in: Client) -> None:
    _ago(signed_in, SEEN, minutes=16)
    answer = signed_in.get(PAGE)
    assert answer.headers["Location"] == "/session/locked?next=%2Faccounts%2Fdevices%2F"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in signed_in.session
    assert b"Sign in again" in signed_in.get(answer.headers["Location"]).content


def test_fifteen_minutes_and_a_half_are_forgiven_because_a_page_tells_of_typing_once_a_minute(
    signed_in: Client,
) -> None:
    _ago(signed_in, SEEN, minutes=15.5)
    assert signed_in.get(PAGE).status_code == 200


def test_the_locked_page_ends_a_session_that_the_page_saw_idle_for_fifteen_minutes(signed_in: Client) -> None:
    _ago(signed_in, SEEN, minutes=15.1)
    assert signed_in.get("/session/locked").status_code == 200
    assert "_auth_user_id" not in signed_in.session


def test_the_locked_page_ends_nothing_while_the_session_is_in_use(signed_in: Client) -> None:
    signed_in.get("/session/locked")
    assert signed_in.get(PAGE).status_code == 200


def test_typing_keeps_the_session(signed_in: Client) -> None:
    _ago(signed_in, SEEN, minutes=14)
    assert signed_in.get("/session/still-here").status_code == 204
    _ago(signed_in, SEEN, minutes=14)
    assert signed_in.get(PAGE).status_code == 200


def test_ten_hours_are_the_end_however_busy(signed_in: Client) -> None:
    _ago(signed_in, STARTED, minutes=600)
    assert signed_in.get(PAGE).headers["Location"].startswith("/session/locked")


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(signed_in: Client) -> None:
    answer = signed_in.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert signed_in.get(PAGE).status_code == 302


def test_a_get_does_not_sign_out(signed_in: Client) -> None:
    assert b"Sign out of OpenCCR" in signed_in.get("/accounts/logout/").content
    assert signed_in.get(PAGE).status_code == 200


def test_a_closed_account_is_out_at_the_next_request(signed_in: Client, bea_with_app: User) -> None:
    bea_with_app.is_active = False
    door(lambda: bea_with_app.save())
    assert signed_in.get(PAGE).status_code == 302


def test_devices_are_listed_and_one_can_be_signed_out(signed_in: Client, bea_with_app: User) -> None:
    other = _sign_in(Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/604.1"}), bea_with_app, later=1)
    page = signed_in.get(PAGE).content.decode()
    assert "Safari on iPhone" in page
    (session,) = re.findall(r'name="session" value="([0-9a-f]{40})"', page)
    signed_in.post(PAGE, {"session": session})
    assert other.get(PAGE).status_code == 302
    assert signed_in.get(PAGE).status_code == 200


def test_somebody_elses_device_is_not_there(signed_in: Client) -> None:
    assert signed_in.post(PAGE, {"session": "999999"}).status_code == 404
    assert signed_in.post(PAGE, {"session": "nonsense"}).status_code == 404


def test_signing_out_everywhere_else_and_everywhere(signed_in: Client, bea_with_app: User) -> None:
    other = _sign_in(Client(), bea_with_app, later=1)
    signed_in.post(PAGE, {"session": "others"})
    assert other.get(PAGE).status_code == 302
    assert signed_in.get(PAGE).status_code == 200
    signed_in.post(PAGE, {"session": "all"})
    assert signed_in.get(PAGE).status_code == 302


def test_ending_all_sessions_of_an_account_leaves_none(signed_in: Client, bea_with_app: User) -> None:
    end_sessions_of(user_id=bea_with_app.pk)
    assert signed_in.get(PAGE).status_code == 302


def test_next_never_leads_to_another_site(client: Client, bea_with_app: User) -> None:
    page = client.get("/session/locked?next=https://elsewhere.example/").content.decode()
    assert "elsewhere" not in page
    client.post("/accounts/login/?next=https://elsewhere.example/", {"login": bea_with_app.email, "password": PASSWORD})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert answer.headers["Location"] == "/"
