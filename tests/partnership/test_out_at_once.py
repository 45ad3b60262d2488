"""Whoever leaves is out within seconds, in every way in which they were in (T12, C9)."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import Session
from openccr.documents.operations import keep
from openccr.partnership import clients
from openccr.partnership.leaving import end_leavers, find_leavers
from openccr.partnership.operations import end_appointment, invite, send_back_in
from openccr.partnership.rules import Scope
from tests.door import door
from tests.makers import Area, open_case
from tests.signing_in import sign_in

SECONDS = 5


def leave(area: Area) -> None:
    """The agency's lead sends the list of leavers on which Bea stands."""
    found = find_leavers(
        actor=area.lena,
        agency=area.agencies["housing"],
        data=b"E-mail\nbea@exampleshire.example\n",
        filename="left.csv",
    )
    ended = end_leavers(
        actor=area.lena, agency=area.agencies["housing"], appointments=[one.appointment for one in found.found]
    )
    assert ended == 1


@pytest.mark.django_db
def test_t_leave_five_open_sessions_end_within_five_seconds(area: Area) -> None:
    case = open_case(area)
    browsers = [Client() for _ in range(5)]
    for browser in browsers:
        sign_in(browser, area.bea)
        assert browser.get(f"/case/{case}/").status_code == 200
    leave(area)
    started = time.monotonic()
    for browser in browsers:
        answer = browser.get(f"/case/{case}/")
        assert answer.status_code == 302 and "/login/" in answer["Location"]
    assert time.monotonic() - started < SECONDS
    assert not door(lambda: Session.objects.filter(user_id=area.bea.user_id).exists())


@pytest.mark.django_db
def test_t_leave_a_form_that_was_open_is_not_taken(area: Area) -> None:
    case = open_case(area)
    browser = Client()
    sign_in(browser, area.bea)
    browser.get(f"/case/{case}/risk/")
    leave(area)
    answer = browser.post(f"/case/{case}/risk/change/", {"words": "sent after"})
    assert answer.status_code == 302 and "/login/" in answer["Location"]


@pytest.mark.django_db
def test_t_leave_the_link_of_a_download_is_dead(area: Area) -> None:
    with acting_as(area.bea):
        kept = keep(actor=area.bea, data=b"a,b\n", content_type="text/csv", purpose="import", at=timezone.now())
    browser = Client()
    sign_in(browser, area.bea)
    address = reverse("documents.download", kwargs={"document": kept})
    assert browser.get(address, follow=True).status_code == 200
    leave(area)
    assert "/login/" in browser.get(address)["Location"]
    again = Client()
    sign_in(again, area.bea)
    assert again.get(address).status_code in (302, 403, 404), "signed in anew she has no role any more"


@pytest.mark.django_db
def test_t_leave_a_clients_secret_is_dead_at_its_next_call(area: Area) -> None:
    today = timezone.localdate()
    made = clients.issue(
        actor=area.lena, agency=area.agencies["housing"], name="Case records", scopes=[Scope.READ_ACTIONS],
        from_on=today, until_on=today + timedelta(days=30),
    )  # fmt: skip
    call = {"HTTP_AUTHORIZATION": f"Bearer {made.secret}"}
    assert Client().get("/api/actions", **call).status_code == 200
    clients.end(actor=area.lena, client=made.client_id)
    assert Client().get("/api/actions", **call).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["lena", "amina", "commands"])
def test_t_leave_ending_one_role_withdraws_what_invites_them_to_that_agency_alone(
    area: Area, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of a role by hand is as whole as the list of leavers: neither a second role nor a new password waits."""
    today, bea = timezone.localdate(), "bea@exampleshire.example"
    dates: dict[str, Any] = {"from_on": today, "until_on": today}
    housing, police = area.agencies["housing"], area.agencies["police"]
    second = invite(actor=area.lena, agency=housing, email=bea.upper(), role="representative", **dates).link
    password = send_back_in(actor=area.lena, appointment=area.bea.appointment).link
    elsewhere = invite(actor=area.amina, agency=police, email=bea, role="representative", **dates).link
    another = invite(actor=area.lena, agency=housing, email="new@exampleshire.example", role="lead", **dates).link
    written: list[str] = []
    monkeypatch.setattr("openccr.partnership.invitations.record", lambda type, **_: written.append(type))
    end_appointment(actor=getattr(area, by), appointment=area.bea.appointment)
    shown = [Client().get(one).status_code for one in (second, password, elsewhere, another)]
    assert shown == [404, 404, 200, 200] and written == ["invitation.withdrawn"]
