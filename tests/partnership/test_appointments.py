"""Appointments: confirmed every 90 days, changed by whoever looks after them, ended the same day; and let back in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.acting import CHOSEN, held
from openccr.partnership.models import Appointment
from openccr.partnership.operations import (
    act_under,
    change_dates,
    confirm,
    confirm_all,
    end_appointment,
    send_back_in,
)
from openccr.partnership.panels import TODOS
from openccr.partnership.queries import people_of, waiting_for
from openccr.partnership.rules import ATTEST_EVERY, ATTEST_GRACE
from tests.door import door
from tests.makers import Area
from tests.partnership.conftest import MO, PASSWORD, accepted, invited, link
from tests.signing_in import sign_in


def _again(area: Area, appointment: Appointment) -> Appointment:
    with acting_as(area.lena):
        return Appointment.objects.get(pk=appointment.pk)


def _on(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


LAPSE = (ATTEST_EVERY + ATTEST_GRACE).days + 1


def test_without_confirmation_access_lapses_and_comes_back_with_it(area: Area, mo: Appointment) -> None:
    assert held(mo.user_id, today=_on(LAPSE - 1))
    assert not held(mo.user_id, today=_on(LAPSE))
    confirm(actor=area.lena, appointment=mo.pk, today=_on(LAPSE))
    assert held(mo.user_id, today=_on(LAPSE))


def test_whose_role_was_not_confirmed_reads_whom_to_ask(area: Area, client: Client) -> None:
    sign_in(client, area.bea)
    with acting_as(area.lena):
        bea = Appointment.objects.filter(pk=area.bea.appointment_id)
        assert bea.update(attested_on=_on(-LAPSE), from_on=_on(-LAPSE))
    page = client.get("/").content.decode()
    assert "was not confirmed in time: ask your agency&#x27;s lead to confirm it" in page


def test_the_lead_is_told_a_fortnight_before_and_the_late_stand_first(area: Area, mo: Appointment) -> None:
    with acting_as(area.lena):
        assert not [one for one in waiting_for(area.lena, today=_on(75)) if one.to_confirm]
        (one,) = waiting_for(area.lena, today=_on(77))
    assert (one.to_confirm, one.first_by) == (1, _on(90))
    late = people_of(actor=area.lena, agency=area.agencies["housing"], today=_on(91)).people[0]
    assert (late.name, late.late, late.in_force) == ("Mo Tallis", True, True)


def test_the_home_page_lists_what_waits_with_its_address(area: Area, mo: Appointment) -> None:
    change_dates(actor=area.lena, appointment=mo.pk, from_on=_on(0), until_on=_on(20))
    with acting_as(area.lena):
        (item,) = TODOS[0].query(actor=area.lena)
    assert item.text == "1 role ends soon"
    assert item.due == _on(20)
    assert str(area.agencies["housing"]) in item.href


def test_confirming_everybody_leaves_ones_own_to_another(area: Area, mo: Appointment) -> None:
    assert confirm_all(actor=area.lena, agency=area.agencies["housing"]) == 3  # Bea, Eve and Mo
    with pytest.raises(Refusal, match="your own"):
        confirm(actor=area.lena, appointment=area.lena.appointment_id)
    confirm(actor=area.amina, appointment=area.lena.appointment_id)


def test_an_agency_with_a_lead_is_not_the_coordinators_to_confirm(area: Area) -> None:
    with pytest.raises(Refusal, match="own lead"):
        confirm(actor=area.amina, appointment=area.bea.appointment_id)
    confirm(actor=area.amina, appointment=area.pia.appointment_id)


@pytest.mark.parametrize("persona", ["bea", "carl", "fay", "grace", "dee"])
def test_nobody_else_confirms_changes_or_ends(area: Area, persona: str) -> None:
    actor, eve = area.actors[persona], area.eve.appointment_id
    with pytest.raises(Refusal):
        confirm(actor=actor, appointment=eve)
    with pytest.raises(Refusal):
        change_dates(actor=actor, appointment=eve, from_on=_on(0), until_on=_on(9))
    with pytest.raises(Refusal):
        end_appointment(actor=actor, appointment=eve)
    with pytest.raises(Refusal):
        send_back_in(actor=actor, appointment=eve)


def test_dates_are_changed_within_a_year_and_that_confirms_too(area: Area, mo: Appointment) -> None:
    change_dates(actor=area.lena, appointment=mo.pk, from_on=_on(0), until_on=_on(300), today=_on(50))
    changed = _again(area, mo)
    assert (changed.until_on, changed.attested_on) == (_on(300), _on(50))
    with pytest.raises(Refusal, match="a year at most"):
        change_dates(actor=area.lena, appointment=mo.pk, from_on=_on(0), until_on=_on(400))


def test_a_leavers_session_dies_and_nothing_opens_again(area: Area) -> None:
    browser = accepted(invited(area, area.lena, email=MO))
    user = door(lambda: User.objects.get(email=MO))
    with acting_as(area.lena):
        mo = Appointment.objects.get(user=user)
    end_appointment(actor=area.lena, appointment=mo.pk)
    assert browser.get("/acting-as/").headers["Location"].startswith("/accounts/login/")
    assert held(user.pk, today=_on(0)) == []
    with pytest.raises(NotFound):
        confirm(actor=area.lena, appointment=mo.pk)
    with pytest.raises(NotFound):
        change_dates(actor=area.lena, appointment=mo.pk, from_on=_on(0), until_on=_on(9))


def test_an_ended_role_is_gone_at_the_next_request_of_a_session_that_lives_on(area: Area, mo: Appointment) -> None:
    client = Client()
    person = Actor(kind=ActorKind.PERSON, user_id=mo.user_id)
    sign_in(client, person)
    assert "Agency representative" in client.get("/acting-as/").content.decode()
    end_appointment(actor=area.amina, appointment=mo.pk)
    sign_in(client, person)
    assert "You hold no role" in client.get("/acting-as/").content.decode()


def test_letting_back_in_takes_two_and_clears_the_second_factor_and_every_session(area: Area) -> None:
    browser = accepted(invited(area, area.lena, email=MO))
    user = door(lambda: User.objects.get(email=MO))
    door(lambda: Authenticator.objects.create(user=user, type="totp", data={"secret": "lost with the telephone"}))
    with acting_as(area.lena):
        mo = Appointment.objects.get(user=user)
    mail.outbox.clear()
    send_back_in(actor=area.lena, appointment=mo.pk)
    assert mail.outbox[0].to == [MO]
    assert "password" not in mail.outbox[0].body
    address = link()
    assert b"let you back in" in Client().get(address).content
    new = "nine quiet herons on a wire"
    answer = Client().post(address, {"password": new, "again": new})
    assert answer.status_code == 302
    door(lambda: user.refresh_from_db())
    assert user.check_password(new) and not user.check_password(PASSWORD)
    assert not door(lambda: Authenticator.objects.filter(user=user).exists())
    assert browser.get("/acting-as/").headers["Location"].startswith("/accounts/login/")
    assert len(held(user.pk, today=_on(0))) == 1
    assert Client().get(address).status_code == 404


def test_nobody_lets_themselves_back_in(area: Area) -> None:
    with pytest.raises(Refusal, match="your own"):
        send_back_in(actor=area.lena, appointment=area.lena.appointment_id)


def test_the_role_acted_under_is_chosen_among_those_held(area: Area, client: Client) -> None:
    bea = door(lambda: User.objects.get(pk=area.bea.user_id))
    address = invited(area, area.amina, email=bea.email, role="chair", kind="police")
    sign_in(client, area.bea)
    client.post(address)
    page = client.get("/acting-as/").content.decode()
    assert 'href="/acting-as/"' in page
    (other,) = re.findall(r'name="appointment" value="([^"]+)"', page)
    client.post("/acting-as/", {"appointment": other})
    assert client.session[CHOSEN] == other
    assert "Chair" in client.get("/acting-as/").content.decode().split("</header>")[0]
    assert client.post("/acting-as/", {"appointment": str(area.lena.appointment_id)}).status_code == 404
    assert client.post("/acting-as/", {"appointment": "nonsense"}).status_code == 404
    assert client.session[CHOSEN] == other


def test_a_role_that_is_not_held_is_not_acted_under(area: Area) -> None:
    with pytest.raises(NotFound):
        act_under(actor=area.bea, appointment=area.lena.appointment_id)


class TestPages:
    """Through the browser's eyes."""

    def test_the_lead_sees_the_agencys_people_and_what_can_be_done(self, area: Area, client: Client) -> None:
        sign_in(client, area.lena)
        answer = client.get("/people/", follow=True)
        page = answer.content.decode()
        for name in ("Bea Lindqvist", "Eve Castellan", "Lena Abernathy"):
            assert name in page
        assert "Pia Rowntree" not in page
        assert "This is your own." in page
        assert "bea@exampleshire.example" in page

    def test_another_agencys_people_are_not_the_leads(self, area: Area, client: Client) -> None:
        sign_in(client, area.lena)
        assert client.get(f"/agencies/{area.agencies['police']}/people/").status_code == 404

    def test_the_coordinator_sees_every_agencys(self, area: Area, client: Client) -> None:
        sign_in(client, area.amina)
        page = client.get("/agencies/").content.decode()
        assert "Willowmere Homes" in page and "Lena Abernathy" in page
        page = client.get(f"/agencies/{area.agencies['housing']}/people/").content.decode()
        bea = f"/appointments/{area.bea.appointment_id}"
        assert f"{bea}/end/" in page  # a leaver must not wait for the lead
        assert f"{bea}/dates/" not in page

    @pytest.mark.parametrize("persona", ["bea", "fay", "grace", "dee"])
    def test_nobody_else_does(self, area: Area, client: Client, persona: str) -> None:
        sign_in(client, area.actors[persona])
        assert client.get(f"/agencies/{area.agencies['housing']}/people/").status_code == 403
        assert client.get("/agencies/").status_code == 403

    def test_confirm_change_end_and_let_back_in(self, area: Area, client: Client, mo: Appointment) -> None:
        sign_in(client, area.lena, stepped_up=True)
        people = f"/agencies/{area.agencies['housing']}/people/"
        assert client.post(f"/appointments/{mo.pk}/confirm/").headers["Location"] == people
        assert client.post(f"/agencies/{area.agencies['housing']}/confirm/").headers["Location"] == people
        dates = f"/appointments/{mo.pk}/dates/"
        assert "Mo Tallis" in client.get(dates).content.decode()
        last = _on(40)
        given = {
            "from_on_day": _on(0).day, "from_on_month": _on(0).month, "from_on_year": _on(0).year,
            "until_on_day": last.day, "until_on_month": last.month, "until_on_year": last.year,
        }  # fmt: skip
        assert client.post(dates, given).headers["Location"] == people
        back = f"/appointments/{mo.pk}/let-back-in/"
        assert "Make sure that it is they who ask" in client.get(back).content.decode()
        assert client.post(back).headers["Location"] == people
        assert "To choose a new password" in client.get(people).content.decode()
        end = f"/appointments/{mo.pk}/end/"
        assert "signed out everywhere at once" in client.get(end).content.decode()
        assert client.post(end).headers["Location"] == people
        assert "Mo Tallis" not in client.get(people).content.decode()

    @pytest.mark.parametrize("act", ["dates", "end", "let-back-in"])
    def test_what_matters_asks_for_a_fresh_proof(self, area: Area, client: Client, act: str) -> None:
        sign_in(client, area.lena)
        answer = client.get(f"/appointments/{area.bea.appointment_id}/{act}/")
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/")

    @pytest.mark.parametrize("act", ["dates", "end", "let-back-in"])
    def test_an_appointment_that_is_not_there_is_not_there(self, area: Area, client: Client, act: str) -> None:
        sign_in(client, area.lena, stepped_up=True)
        assert client.get(f"/appointments/{UUID(int=1)}/{act}/").status_code == 404
