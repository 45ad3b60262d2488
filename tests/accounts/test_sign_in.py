"""Signing in: password and second factor, for everybody, with the same answer to every wrong try."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.operations import end_appointment, invite
from tests.accounts.conftest import PASSWORD, SECRET, code, enter
from tests.door import door
from tests.makers import Area

PAGE = "/accounts/devices/"


def test_a_password_and_a_code_let_you_in(client: Client, bea_with_app: User) -> None:
    assert enter(client, bea_with_app).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get(PAGE).status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get(PAGE).status_code == 200


def test_signing_in_makes_a_new_session_whatever_cookie_was_brought(client: Client, bea_with_app: User) -> None:
    """T4: who planted a cookie in her browser holds nothing once she is in."""
    enter(client, bea_with_app)
    planted = Client()
    planted.cookies["openccr"] = client.cookies["openccr"].value
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.cookies["openccr"].value != planted.cookies["openccr"].value
    assert client.get(PAGE).status_code == 200 and planted.get(PAGE).status_code == 302


def test_a_password_alone_does_not(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    assert client.get(PAGE).headers["Location"].startswith("/accounts/login/")


def test_a_wrong_code_does_not(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert b"That code is not right" in answer.content
    assert client.get(PAGE).status_code == 302


def test_without_a_second_factor_you_reach_only_the_pages_that_set_one_up(client: Client, bea: User) -> None:
    enter(client, bea)
    assert client.get(PAGE).headers["Location"] == "/accounts/2fa/"
    assert client.get("/people/").headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/password/change/").headers["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/")
    assert b"set up a second factor" in page.content
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    assert client.get("/accounts/help/").status_code == 200


def test_setting_one_up_opens_the_rest_and_shows_recovery_codes_once(client: Client, bea: User) -> None:
    enter(client, bea)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = re.search(rb"<strong>([A-Z2-7]{32})</strong>", page.content).group(1).decode()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    first = client.get("/accounts/2fa/recovery-codes/")
    assert len(re.findall(rb"<code>\d{8}</code>", first.content)) == 10
    second = client.get("/accounts/2fa/recovery-codes/")
    assert b"<code>" not in second.content
    assert client.get(PAGE).status_code == 200


def test_a_session_that_showed_a_password_only_dies_once_the_account_has_a_second_factor(
    client: Client, bea: User
) -> None:
    enter(client, bea)
    thief = client
    door(lambda: Authenticator.objects.create(user=bea, type="totp", data={"secret": "set up in another session"}))
    assert thief.get(PAGE).headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in thief.session


def test_the_square_code_stands_in_the_page_since_the_policy_allows_no_data_pictures(client: Client, bea: User) -> None:
    enter(client, bea)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page


def test_secrets_are_sealed_in_the_table(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/2fa/recovery-codes/generate/")
    rows = list(door(lambda: Authenticator.objects.filter(user=bea_with_app)))
    assert {row.type for row in rows} == {"totp", "recovery_codes"}
    app = next(row for row in rows if row.type == "totp").data["secret"]
    assert SECRET not in app and SECRET.encode() not in b64decode(app)
    seed = b64decode(next(row for row in rows if row.type == "recovery_codes").data["seed"])
    assert not re.search(rb"[0-9a-f]{40}", seed)


def test_a_secret_not_yet_confirmed_is_sealed_in_the_session(client: Client, bea: User) -> None:
    from django.core import signing

    from openccr.accounts.models import Session
    from openccr.accounts.sessions import stored as kept_as

    enter(client, bea)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    stored = door(lambda: Session.objects.get(pk=kept_as(client.session.session_key))).session_data

    class Raw:
        def loads(self, data: bytes) -> bytes:
            return data

    opened = signing.loads(stored, salt="django.contrib.sessions.SessionStore", serializer=Raw)
    assert secret.encode() not in opened
    assert b"mfa.totp.secret" not in opened


def test_wrong_address_wrong_password_and_closed_account_get_one_answer(client: Client, bea: User) -> None:
    answers = [_shown(enter(client, bea, password="not it"))]
    answers.append(_shown(client.post("/accounts/login/", {"login": "nobody@exampleshire.example", "password": "no"})))
    bea.is_active = False
    door(lambda: bea.save())
    answers.append(_shown(enter(client, bea)))
    assert len(set(answers)) == 1
    assert "is not right" in answers[0]


@pytest.mark.parametrize("closed", [True, False])
def test_the_right_password_of_whoever_is_gone_is_counted_as_a_wrong_one(
    area: Area, client: Client, bea: User, closed: bool
) -> None:
    """Else whoever guesses learns at the sixth try that the password was right."""
    if closed:
        bea.is_active = False
        door(lambda: bea.save())
    else:
        end_appointment(actor=area.lena, appointment=area.bea.appointment)
    for _ in range(5):
        assert b"is not right" in enter(client, bea).content
    assert b"Too many tries" in enter(client, bea).content


def test_whoever_has_left_is_not_let_in_and_gets_the_answer_of_a_wrong_password(
    area: Area, client: Client, bea_with_app: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T12: a session of theirs would show nothing, and be one all the same."""
    wrong = _shown(enter(client, bea_with_app, password="not it"))
    end_appointment(actor=area.lena, appointment=area.bea.appointment)
    written: list[str] = []
    monkeypatch.setattr("openccr.accounts.operations.record", lambda type, **_: written.append(type))
    shown = _shown(enter(client, bea_with_app))
    assert shown == wrong and "or ask your agency" in shown and "_auth_user_id" not in client.session
    assert client.get("/accounts/2fa/authenticate/").status_code == 302, "no code is asked for either"
    assert written == ["account.turned_away"]


def test_a_role_that_is_over_or_an_agency_that_left_is_no_way_in_and_a_suspended_role_is(
    area: Area, client: Client, bea: User
) -> None:
    today, mine = timezone.localdate(), {"pk": area.bea.appointment_id}
    with acting_as(area.lena):
        Appointment.objects.filter(**mine).update(until_on=today)
    assert enter(client, bea).status_code == 302, "its last day"
    with acting_as(area.lena):
        Appointment.objects.filter(**mine).update(from_on=today - timedelta(9), until_on=today - timedelta(days=1))
    assert enter(Client(), bea).status_code == 200
    with acting_as(area.lena):
        Appointment.objects.filter(**mine).update(until_on=today, suspended_on=today)
    assert enter(Client(), bea).status_code == 302
    with acting_as(area.amina):
        Agency.objects.filter(pk=area.bea.agency_id).update(left_on=today)
    assert enter(Client(), bea).status_code == 200


def test_an_invitation_that_waits_lets_whoever_left_sign_in_to_take_it(area: Area, client: Client, bea: User) -> None:
    end_appointment(actor=area.lena, appointment=area.bea.appointment)
    assert enter(client, bea).status_code == 200
    today = timezone.localdate()
    sent = invite(
        actor=area.amina, agency=area.agencies["police"], email=bea.email, role="representative", from_on=today,
        until_on=today,
    )  # fmt: skip
    answer = client.post(f"/accounts/login/?next={sent.link}", {"login": bea.email, "password": PASSWORD})
    assert answer.status_code == 302 and client.session["_auth_user_id"] == str(bea.pk)


def _shown(answer: object) -> str:
    """The page without what was typed in and the token."""
    text = answer.content.decode()
    assert answer.status_code == 200
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r'value="[^"]*@[^"]*"', "", text)


def test_five_wrong_passwords_lock_the_account_for_a_while(client: Client, bea_with_app: User) -> None:
    for _ in range(5):
        enter(client, bea_with_app, password="wrong")
    answer = enter(client, bea_with_app)
    assert answer.status_code == 200
    assert b"Too many tries" in answer.content


def test_five_wrong_codes_lock_the_second_factor_for_a_while(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert b"Too many tries" in client.post("/accounts/2fa/authenticate/", {"code": code()}).content
    assert client.get(PAGE).status_code == 302


def test_a_code_works_once(client: Client, bea_with_app: User) -> None:
    shown = code()
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": shown})
    other = Client()
    enter(other, bea_with_app)
    other.post("/accounts/2fa/authenticate/", {"code": shown})
    assert other.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/confirm-email/",
        "/accounts/password/reset/",
        "/accounts/password/set/",
        "/accounts/login/code/confirm/",
        "/accounts/sessions/",
        "/accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/webauthn/login/",
        "/accounts/3rdparty/",
    ],
)
def test_what_is_not_offered_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_only_second_factor_cannot_be_removed(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/2fa/totp/deactivate/")
    assert door(lambda: Authenticator.objects.filter(user=bea_with_app, type="totp").exists())
    key = door(
        lambda: Authenticator.objects.create(
            user=bea_with_app, type="webauthn", data={"name": "blue key", "credential": {}}
        )
    )
    client.post("/accounts/2fa/totp/deactivate/")
    assert not door(lambda: Authenticator.objects.filter(user=bea_with_app, type="totp").exists())
    answer = client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert answer.headers["Location"] == "/accounts/2fa/webauthn/"
    assert door(lambda: Authenticator.objects.filter(pk=key.pk).exists())


def test_a_changed_password_is_recorded_and_told_in_neutral_words(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    other = Client()
    new = "nine quiet herons on a wire"
    answer = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert client.get(PAGE).status_code == 200
    assert enter(other, bea_with_app).status_code == 200
    assert enter(other, bea_with_app, password=new).status_code == 302
    (message,) = mail.outbox
    assert message.to == [bea_with_app.email]
    assert "Bea" not in message.body and "Willowmere" not in message.body


def test_signing_in_and_changes_are_in_the_audit(
    client: Client, bea_with_app: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr("openccr.accounts.operations.record", lambda type, **_: written.append(type))
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/logout/")
    assert written == ["account.signed_in", "account.signed_out"]
