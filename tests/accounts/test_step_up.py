"""What asks for a fresh proof gets one that is five minutes old at most."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.accounts.step_up import fresh
from openccr.accounts.typed import AGAIN, Typed
from openccr.casefiles.models import Exclusion
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.ui.proving import KEPT
from openccr.ui.registry import all_pages
from openccr.ui.who import ANEW
from tests.accounts.conftest import PASSWORD, code, enter
from tests.door import door
from tests.makers import TODAY, Area, open_case
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


WHY = "His brother works at her housing office."


def _asked_again(client: Client, area: Area, address: str, **sent: str) -> str:
    """Amina sends a form after her proof grew old: the address where it goes on once she has confirmed."""
    sign_in(client, area.amina)
    answer = client.post(address, sent)
    way = urlsplit(answer.headers["Location"])
    assert way.path == "/accounts/reauthenticate/"
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [KEPT]
    back: str = parse_qs(way.query)["next"][0]
    return back


def test_what_was_typed_goes_on_by_itself_once_it_is_confirmed(client: Client, area: Area) -> None:
    file = open_case(area, invited=("housing",))
    address = reverse("casefiles.keep_out", args=[file])
    sent = {"who": f"agency:{area.agencies['housing']}", "reason": WHY}
    back = _asked_again(client, area, address, **sent)
    before = client.get(back).text
    assert "occr-send" not in before and WHY in before, "without a proof it waits for a press"
    step_up(client, door(lambda: User.objects.get(pk=area.amina.user_id)))
    page = client.get(back).text
    assert 'data-module="occr-send"' in page and f'action="{address}"' in page
    kept = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page))
    assert kept == sent
    assert client.post(address, {**kept, AGAIN: "1"}).status_code == 302
    with acting_as(area.amina):
        assert Exclusion.objects.filter(file=file).exists()
    assert "Nothing is kept here" in client.get(back).text


def test_an_old_proof_or_a_strange_address_sends_nothing(client: Client, area: Area) -> None:
    file = open_case(area)
    _asked_again(client, area, reverse("casefiles.keep_out", args=[file]), reason=WHY)
    step_up(client, door(lambda: User.objects.get(pk=area.amina.user_id)))
    for strange in ("/session/typed", "/session/typed?go=", "/session/typed?go=something"):
        assert "occr-send" not in client.get(strange).text


def test_a_press_is_kept_and_a_file_is_asked_for_again(client: Client, area: Area) -> None:
    sign_in(client, area.lena)
    pressed = client.post(reverse("partnership.confirm_sign_in", args=[uuid4()]))
    assert "session%2Ftyped%3Fgo%3D" in pressed.headers["Location"]
    upload = SimpleUploadedFile("joiners.csv", b"name,e-mail\n")
    address = reverse("partnership.joiners", args=[area.agencies["housing"]])
    answer = client.post(address, {"file": upload})
    assert answer.headers["Location"].endswith(urlencode({"next": address}))
    assert "Nothing is done yet" in str(list(get_messages(answer.wsgi_request))[-1])


def test_a_passphrase_is_not_shown_again() -> None:
    typed = Typed("/somewhere", (("passphrase", "six words that nobody guesses"), ("note", "for the van")))
    assert typed.words == [("Note", "for the van")]


def test_a_session_stolen_a_minute_after_signing_in_opens_nothing_that_cannot_be_taken_back(
    client: Client, area: Area, bea_with_app: User
) -> None:
    """Signing in is proof for ordinary work; for where she is, and for letting somebody back in, one given since."""
    file = open_case(area, invited=("housing",))
    her = add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=Description(names=(Name(given="Rowan"),)),
        relationship="", source="test", on=TODAY,
    )  # fmt: skip
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    ordinary, where = reverse("people.own_details"), reverse("people.whereabouts", args=[file, her])
    assert fresh(client.get(ordinary).wsgi_request) and client.get(ordinary).status_code == 200
    asked = client.get(where).headers["Location"]
    assert asked == f"/accounts/reauthenticate/?{urlencode({'next': where})}"
    assert client.post(asked, {"password": PASSWORD}).headers["Location"] == where
    assert client.get(where).status_code == 200


def test_what_cannot_be_taken_back_asks_for_a_proof_since_signing_in() -> None:
    asks = {page.name for page in all_pages() if page.step_up == ANEW}
    assert asks == {
        "people.whereabouts", "people.choose_places", "casefiles.lift", "casefiles.officer_lift", "leaving.ask",
        "leaving.agree", "leaving.make", "leaving.adviser", "conference.pack",
    }  # fmt: skip


def test_a_proof_ends_whatever_copy_of_the_session_was_stolen_before(client: Client, bea_with_app: User) -> None:
    enter(client, bea_with_app)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get("/accounts/devices/").status_code == 200
    client.post("/accounts/reauthenticate/?next=/accounts/devices/", {"password": PASSWORD})
    assert client.get("/accounts/devices/").status_code == 200
    assert thief.get("/accounts/devices/").headers["Location"].startswith("/accounts/login/")
