"""Who no longer comes: accounts that nobody uses are suspended, and a list of leavers ends their roles the same day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.acting import held
from openccr.partnership.leaving import end_leavers, find_leavers, suspend_unused
from openccr.partnership.models import Appointment
from openccr.partnership.operations import confirm, confirm_all, invite
from openccr.partnership.panels import TODOS
from openccr.partnership.queries import people_of
from tests.door import door
from tests.makers import Area
from tests.partnership.conftest import MO
from tests.signing_in import sign_in


def in_days(days: int, area: Area) -> int:
    return suspend_unused(actor=area.actors["commands"], at=timezone.now() + timedelta(days=days))


def used(area: Area, **days_ago: int) -> None:
    """Everybody signed in today but these, so many days ago."""
    now = timezone.now()
    door(lambda: User.objects.update(last_login=now))
    for name, days in days_ago.items():
        user = getattr(area, name).user_id if name != "mo" else door(lambda: User.objects.get(email=MO)).pk
        early = now - timedelta(days=days)
        door(lambda user=user, early=early: User.objects.filter(pk=user).update(last_login=early, created_at=early))


def began(area: Area, appointment: Appointment, *, days_ago: int) -> None:
    with acting_as(area.lena):
        day = timezone.localdate() - timedelta(days=days_ago)
        Appointment.objects.filter(pk=appointment.pk).update(from_on=day)


def test_a_role_is_suspended_after_45_days_without_a_sign_in_and_opened_by_the_lead(
    area: Area, mo: Appointment
) -> None:
    began(area, mo, days_ago=60)
    used(area, mo=45)
    assert in_days(0, area) == 0
    used(area, mo=46)
    assert in_days(0, area) == 1 and in_days(0, area) == 0
    assert held(mo.user_id, today=timezone.localdate()) == []
    first = people_of(actor=area.lena, agency=area.lena.agency_id).people[0]
    assert (first.id, first.suspended, first.in_force) == (mo.pk, True, False)
    with acting_as(area.lena):
        assert any("suspended" in item.text for item in TODOS[0].query(actor=area.lena))
    confirm(actor=area.lena, appointment=mo.pk)
    assert [one.id for one in held(mo.user_id, today=timezone.localdate())] == [mo.pk]
    assert in_days(0, area) == 0, "opened today, it has 45 days again"


def test_confirming_everybody_opens_nothing_that_was_suspended(area: Area, mo: Appointment) -> None:
    began(area, mo, days_ago=60)
    used(area, mo=50)
    in_days(0, area)
    confirm_all(actor=area.lena, agency=area.lena.agency_id)
    assert held(mo.user_id, today=timezone.localdate()) == []


def test_a_role_given_lately_to_an_account_that_was_long_unused_waits(area: Area, mo: Appointment) -> None:
    used(area, mo=50)
    assert in_days(0, area) == 0


def test_only_the_nightly_job_suspends(area: Area) -> None:
    with pytest.raises(Refusal):
        suspend_unused(actor=area.amina, at=timezone.now())


def found(area: Area, text: str, *, by: Actor | None = None) -> object:
    actor = by or area.lena
    return find_leavers(actor=actor, agency=area.agencies["housing"], data=text.encode(), filename="leavers.csv")


def test_a_list_says_whose_roles_would_end_and_ends_none(area: Area, mo: Appointment) -> None:
    rows = (
        f"Name;E-mail\nMo;{MO.upper()}\nNobody;old@willowmere.example\nLena;lena@exampleshire.example\nX;not an address"
    )
    told = found(area, rows)
    assert [one.name for one in told.found] == ["Mo Tallis"]
    assert (told.unknown, told.unreadable, told.own) == (["old@willowmere.example"], [5], True)
    assert held(mo.user_id, today=timezone.localdate())


@pytest.mark.parametrize("text", ["Name\nMo", "", "E-mail\n" + "x@y.example\n" * 501])
def test_a_file_that_is_no_list_of_addresses_is_refused_with_a_remedy(area: Area, text: str) -> None:
    with pytest.raises(Refusal) as why:
        found(area, text)
    assert why.value.remedy and why.value.field == "file"


def test_another_agencys_list_is_nobody_elses(area: Area, mo: Appointment) -> None:
    with pytest.raises((NotFound, Refusal)):
        found(area, f"E-mail\n{MO}", by=area.bea)
    with pytest.raises(NotFound):
        end_leavers(actor=area.lena, agency=area.agencies["police"], appointments=[mo.pk])
    assert [one.name for one in found(area, f"E-mail\n{MO}", by=area.amina).found] == ["Mo Tallis"]


def test_leavers_end_the_same_day_all_or_none(area: Area, mo: Appointment) -> None:
    with pytest.raises(Refusal):
        end_leavers(actor=area.lena, agency=area.lena.agency_id, appointments=[mo.pk, area.lena.appointment_id])
    assert held(mo.user_id, today=timezone.localdate())
    assert end_leavers(actor=area.lena, agency=area.lena.agency_id, appointments=[mo.pk]) == 1
    assert held(mo.user_id, today=timezone.localdate()) == []


def test_the_page_withdraws_what_invites_somebody_who_left_before_they_came_in(area: Area, client: Client) -> None:
    address = reverse("partnership.leavers", kwargs={"agency": area.agencies["housing"]})
    today, place = timezone.localdate(), area.agencies["housing"]
    sent = invite(
        actor=area.lena, agency=place, email="Zeb@willowmere.example", role="representative", from_on=today,
        until_on=today,
    )  # fmt: skip
    assert found(area, "E-mail\nzeb@willowmere.example", by=area.amina).invited
    sign_in(client, area.lena, stepped_up=True)
    file = SimpleUploadedFile("leavers.csv", b"E-mail\nzeb@willowmere.example\n")
    shown = client.post(address, {"file": file}).content.decode()
    (key,) = re.findall(r'name="invited" value="([^"]+)"', shown)
    assert "Withdraw them" in shown and Client().get(sent.link).status_code == 200
    after = client.post(address, {"who": [""], "invited": [key]}, follow=True).content.decode()
    assert "1 invitation is withdrawn." in after and Client().get(sent.link).status_code == 404
    assert client.post(address, {"who": [""], "invited": [key]}).status_code == 404
    assert client.post(address, {"who": [""], "invited": ["nonsense"]}).status_code == 404


def test_the_page_shows_whose_roles_would_end_before_it_ends_them(area: Area, mo: Appointment, client: Client) -> None:
    address = reverse("partnership.leavers", kwargs={"agency": area.agencies["housing"]})
    sign_in(client, area.lena)
    assert "reauthenticate" in client.get(address).headers["Location"]
    sign_in(client, area.lena, stepped_up=True)
    assert client.get(address).status_code == 200
    assert client.post(address, {"file": SimpleUploadedFile("x.csv", b"Name\nMo")}).status_code == 422
    file = SimpleUploadedFile("leavers.csv", f"\ufeffE-mail\n{MO}\n".encode())
    shown = client.post(address, {"file": file}).content.decode()
    assert "Mo Tallis" in shown and str(mo.pk) in shown and "End this role" in shown
    assert held(mo.user_id, today=timezone.localdate())
    after = client.post(address, {"who": ["", str(mo.pk)]}, follow=True).content.decode()
    assert "1 role has ended." in after and "Mo Tallis" not in after
    assert client.post(address, {"who": ["nonsense"]}).status_code == 404
