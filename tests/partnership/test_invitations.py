"""Invitations: from an agency's lead, by mail, for a week, once."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.models import User
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.acting import held
from openccr.partnership.invitations import hash_of
from openccr.partnership.models import Invitation
from openccr.partnership.operations import accept, invite, withdraw_invitation
from tests.door import door
from tests.makers import Area
from tests.partnership.conftest import PASSWORD, accepted, invited
from tests.signing_in import sign_in

MO = "mo@willowmere.example"


def _token(address: str) -> str:
    return address.strip("/").rsplit("/", 1)[1]


def test_the_mail_names_nobody_no_agency_and_no_role(area: Area) -> None:
    invited(area, area.amina, email=MO, role="idva")
    (message,) = mail.outbox
    assert message.to == [MO]
    assert not message.cc and not message.bcc
    text = f"{message.subject} {message.body}"
    for word in ("Lena", "Abernathy", "Willowmere", "IDVA", "Exampleshire", "abuse", "MARAC"):
        assert word not in text


def test_only_the_hash_of_the_link_is_kept(area: Area) -> None:
    token = _token(invited(area, area.lena, email=MO))
    with acting_as(area.lena):
        row = Invitation.objects.get(email=MO)
    assert row.token_hash == hash_of(token)
    assert token not in str(vars(row))


def test_accepting_opens_the_account_and_the_appointment_and_leads_to_the_second_factor(area: Area) -> None:
    address = invited(area, area.lena, email=MO)
    shown = Client().get(address).content.decode()
    assert "Willowmere Homes" in shown and "Agency representative" in shown
    client = accepted(address)
    user = door(lambda: User.objects.get(email=MO))
    assert user.name == "Mo Tallis"
    (one,) = held(user.pk, today=timezone.localdate())
    assert (one.agency_name, one.role, one.tenure.until_on) == (
        "Willowmere Homes",
        "representative",
        timezone.localdate() + timedelta(days=180),
    )
    assert client.get("/acting-as/").headers["Location"] == "/accounts/2fa/"


def test_looking_at_the_link_does_not_use_it_up(area: Area) -> None:
    address = invited(area, area.lena, email=MO)
    for _ in range(3):
        assert Client().get(address).status_code == 200
    accepted(address)


def test_the_link_works_once(area: Area) -> None:
    address = invited(area, area.lena, email=MO)
    accepted(address)
    assert Client().get(address).status_code == 404
    answer = Client().post(address, {"name": "Somebody Else", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 404
    assert door(lambda: User.objects.get(email=MO).name) == "Mo Tallis"


def test_after_a_week_it_works_no_more(area: Area) -> None:
    past = timezone.now() - timedelta(days=7, minutes=1)
    address = invited(area, area.lena, email=MO, at=past)
    assert Client().get(address).status_code == 404
    with pytest.raises(NotFound):
        accept(token=_token(address), name="Mo", password=PASSWORD)
    assert not door(lambda: User.objects.filter(email=MO).exists())


def test_a_withdrawn_one_works_no_more(area: Area) -> None:
    address = invited(area, area.lena, email=MO)
    with acting_as(area.lena):
        row = Invitation.objects.get(email=MO)
    withdraw_invitation(actor=area.lena, invitation=row.pk)
    assert Client().get(address).status_code == 404
    with pytest.raises(NotFound):
        withdraw_invitation(actor=area.lena, invitation=row.pk)


def test_an_unknown_link_gets_the_same_answer(area: Area) -> None:
    assert Client().get("/invitation/nothing-of-the-kind/").status_code == 404


def test_a_password_that_is_easy_to_guess_is_refused_and_nothing_is_used_up(area: Area) -> None:
    address = invited(area, area.lena, email=MO)
    answer = Client().post(address, {"name": "Mo Tallis", "password": "password123456", "again": "password123456"})
    assert answer.status_code == 422
    answer = Client().post(address, {"name": "Mo Tallis", "password": PASSWORD, "again": "another"})
    assert b"The two are not the same" in answer.content
    assert not door(lambda: User.objects.filter(email=MO).exists())
    accepted(address)


def test_whoever_has_an_account_signs_in_to_accept(area: Area, client: Client) -> None:
    bea = door(lambda: User.objects.get(pk=area.bea.user_id))
    address = invited(area, area.amina, email=bea.email, role="chair", kind="police")
    assert b"Sign in to it to accept" in client.get(address).content
    assert client.post(address).status_code == 422
    sign_in(client, area.carl)
    assert b"Sign out of this account first" in client.get(address).content
    sign_in(client, area.bea)
    assert client.post(address).headers["Location"] == "/"
    assert {one.role for one in held(bea.pk, today=timezone.localdate())} == {"representative", "chair"}


def test_an_appointment_from_a_later_day_gives_nothing_before_it(area: Area) -> None:
    later = timezone.localdate() + timedelta(days=30)
    accepted(invited(area, area.lena, email=MO, from_on=later))
    user = door(lambda: User.objects.get(email=MO))
    assert held(user.pk, today=timezone.localdate()) == []
    assert len(held(user.pk, today=later)) == 1


def test_a_lead_gives_no_role_above_their_own(area: Area) -> None:
    for role in ("coordinator", "chair", "analyst", "commands", "nonsense"):
        with pytest.raises(Refusal) as refused:
            invited(area, area.lena, email=MO, role=role)
        assert refused.value.field == "role"


def test_a_lead_invites_nobody_to_another_agency(area: Area) -> None:
    with pytest.raises(Refusal):
        invited(area, area.lena, email=MO, kind="police")


def test_a_landlords_lead_makes_nobody_an_idva_and_the_coordinator_does(area: Area) -> None:
    """An IDVA reads what the victim told nobody else, of every case the agency is let into."""
    with pytest.raises(Refusal, match="cannot give this role"):
        invited(area, area.lena, email=MO, role="idva")
    invited(area, area.amina, email=MO, role="idva")
    with acting_as(area.amina):
        assert Invitation.objects.get(email=MO).role == "idva"


def test_nobody_gives_themselves_a_role(area: Area) -> None:
    mine = door(lambda: User.objects.get(pk=area.lena.user_id).email)
    with pytest.raises(Refusal, match="Nobody gives themselves a role"):
        invited(area, area.lena, email=mine.upper(), role="representative")


def test_the_coordinator_stands_in_for_a_lead_only_where_there_is_none(area: Area) -> None:
    invited(area, area.amina, email=MO, role="lead", kind="probation")
    with pytest.raises(Refusal):
        invited(area, area.amina, email=MO, role="representative", kind="housing")


@pytest.mark.parametrize("persona", ["bea", "grace", "fay", "dee", "commands"])
def test_nobody_else_invites(area: Area, persona: str) -> None:
    with pytest.raises(Refusal):
        invited(area, area.actors[persona], email=MO)


def test_when_the_mail_cannot_be_sent_nothing_is_kept(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", Mock(side_effect=ConnectionRefusedError))
    with pytest.raises(Refusal, match="could not be sent"):
        invited(area, area.lena, email=MO)
    with acting_as(area.lena):
        assert not Invitation.objects.filter(email=MO).exists()


def test_where_no_mail_server_is_named_nobody_is_told_to_try_again(area: Area, settings: object) -> None:
    settings.EMAIL_BACKEND = "openccr.accounts.mail.NoMail"  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="no mail server") as refusal:
        invited(area, area.lena, email=MO)
    assert "OPENCCR_MAIL_URL" in str(refusal.value) and "again" not in str(refusal.value)


def test_through_the_page(area: Area, client: Client) -> None:
    sign_in(client, area.lena, stepped_up=True)
    address = f"/agencies/{area.agencies['housing']}/invite/"
    today, end = timezone.localdate(), timezone.localdate() + timedelta(days=90)
    given = {
        "email": MO, "role": "representative", "post": "Advice", "from_on_day": today.day, "from_on_month": today.month,
        "from_on_year": today.year, "until_on_day": end.day, "until_on_month": end.month, "until_on_year": end.year,
    }  # fmt: skip
    page = client.get(address).content.decode()
    assert 'value="coordinator"' not in page and 'value="idva"' not in page
    assert client.post(address, {**given, "role": "coordinator"}).status_code == 422
    answer = client.post(address, given)
    assert answer.headers["Location"] == f"/agencies/{area.agencies['housing']}/people/"
    assert MO in client.get(answer.headers["Location"]).content.decode()


class TestTheDatabaseItself:
    """What holds when the application is made to forget its own rules."""

    def test_no_appointment_can_be_written(self, area: Area) -> None:
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(area.amina):
            _run(
                "INSERT INTO partnership_appointment (id, name, post, unit, role, from_on, until_on, attested_on,"
                " agency_id, partnership_id, user_id) SELECT gen_random_uuid(), name, post, unit, 'coordinator',"
                " from_on, until_on, attested_on, agency_id, partnership_id, user_id FROM partnership_appointment"
            )

    def test_no_role_can_be_changed(self, area: Area) -> None:
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(area.lena):
            _run("UPDATE partnership_appointment SET role = 'lead' WHERE id = %s", area.bea.appointment_id)

    def test_nobody_changes_their_own_dates(self, area: Area) -> None:
        with acting_as(area.lena):
            assert (
                _run("UPDATE partnership_appointment SET ended_on = NULL WHERE id = %s", area.lena.appointment_id) == 0
            )
        with acting_as(area.bea):
            assert (
                _run("UPDATE partnership_appointment SET ended_on = NULL WHERE id = %s", area.eve.appointment_id) == 0
            )

    def test_a_lead_changes_nothing_in_another_agency(self, area: Area) -> None:
        with acting_as(area.lena):
            assert (
                _run("UPDATE partnership_appointment SET ended_on = NULL WHERE id = %s", area.pia.appointment_id) == 0
            )

    @pytest.mark.parametrize(
        ("role", "kind"), [("coordinator", "housing"), ("idva", "housing"), ("representative", "police")]
    )
    def test_a_lead_writes_no_invitation_above_or_beside_them(self, area: Area, role: str, kind: str) -> None:
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(area.lena):
            _invitation(area, made_by=area.lena.appointment_id, role=role, kind=kind)

    def test_an_invitation_is_written_in_ones_own_name(self, area: Area) -> None:
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(area.lena):
            _invitation(area, made_by=area.amina.appointment_id, role="representative", kind="housing")

    def test_a_representative_writes_none_and_reads_none(self, area: Area) -> None:
        invited(area, area.lena, email=MO)
        with acting_as(area.bea):
            assert not Invitation.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(area.bea):
            _invitation(area, made_by=area.bea.appointment_id, role="lead", kind="housing")

    def test_an_invitation_is_never_changed_nor_used_again(self, area: Area) -> None:
        accepted(invited(area, area.lena, email=MO))
        for change in ("role = 'lead'", "accepted_at = NULL", "expires_at = now() + interval '1 year'"):
            with pytest.raises(DatabaseError, match="permission denied"), acting_as(area.lena):
                _run(f"UPDATE partnership_invitation SET {change}")
        with pytest.raises(DatabaseError, match="never changed"), acting_as(area.lena):
            _run("UPDATE partnership_invitation SET withdrawn_at = now()")

    def test_a_link_stolen_by_its_sender_gives_them_nothing(self, area: Area) -> None:
        lena = door(lambda: User.objects.get(pk=area.lena.user_id))
        token = _token(invited(area, area.lena, email=MO, role="lead"))
        with pytest.raises(DatabaseError), transaction.atomic():
            _run("SELECT openccr.accept_invitation(%s, %s, %s)", hash_of(token), lena.pk, "Lena")

    def test_an_account_let_back_in_must_hold_a_role_in_that_agency(self, area: Area) -> None:
        pia = door(lambda: User.objects.get(pk=area.pia.user_id))
        with acting_as(area.lena):
            _invitation(
                area, made_by=area.lena.appointment_id, role="idva", kind="housing", email=pia.email, back_in=pia.pk
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            _run("SELECT openccr.accept_invitation(%s, %s, %s)", hash_of("typed by hand"), pia.pk, "Pia")


def _invitation(area: Area, *, made_by: object, role: str, kind: str, email: str = MO, back_in: object = None) -> None:
    today = timezone.localdate()
    Invitation(
        partnership_id=area.id, agency_id=area.agencies[kind], email=email, role=role, from_on=today, until_on=today,
        token_hash=hash_of("typed by hand"), made_at=timezone.now(), made_by=made_by, lets_back_in=back_in,
        expires_at=timezone.now() + timedelta(days=1),
    ).save(force_insert=True)  # fmt: skip


def _run(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.rowcount


def test_the_operation_asks_for_the_days(area: Area) -> None:
    today = timezone.localdate()
    with pytest.raises(Refusal, match="a year at most"):
        invite(
            actor=area.lena, agency=area.agencies["housing"], email=MO, role="lead", from_on=today,
            until_on=today + timedelta(days=400),
        )  # fmt: skip
