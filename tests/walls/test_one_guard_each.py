"""Guards asked for alone, each by the shortest question that its absence would answer wrongly (C2).

`./run bench mutants` takes them out one at a time; the larger tests ask for them too, among much else.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.accounts.middleware import SECOND_FACTOR
from openccr.audit.models import AuditEvent
from openccr.conference.models import ReferralLink
from openccr.conference.operations.links import give_link
from openccr.partnership.acting import held
from openccr.partnership.models import Appointment, Forum
from openccr.people.models import PersonName
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import sign_in
from tests.walls.trying import refused

pytestmark = pytest.mark.django_db


def test_a_name_is_hung_on_nobody_out_of_sight(area: Area) -> None:
    file = open_case(area, invited=("housing",))
    person = add_person(
        actor=area.bea, file_id=file, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ro", family="Tamsin"),)),
    )  # fmt: skip
    row = PersonName(person_id=person, given="Mo", family="Else", kind="alias", given_key="mo", family_key="else")
    with acting_as(area.carl), refused():
        PersonName.objects.bulk_create([row])


def test_an_agencys_rows_are_read_by_nobody_else(area: Area) -> None:
    give_link(actor=area.lena, name="Jo Testperson", organisation="Nowhere School", days=7, at=NOW)
    for actor, told in ((area.bea, 1), (area.eve, 1), (area.carl, 0), (area.amina, 0)):
        with acting_as(actor):
            assert ReferralLink.objects.count() == told


def test_another_areas_rows_are_not_read(area: Area) -> None:
    with acting_as(area.amina):
        assert Forum.objects.exists()
    with acting_as(replace(area.amina, partnership_id=uuid4())):
        assert not Forum.objects.exists()


def test_a_page_is_refused_to_whoever_may_not(area: Area, client: Client) -> None:
    file = open_case(area, invited=("housing",))
    sign_in(client, area.bea)
    assert client.get(reverse("casefiles.access", args=[file])).status_code == 403


def test_a_hidden_case_is_answered_as_one_that_is_missing(area: Area, client: Client) -> None:
    file = open_case(area, invited=("housing",))
    sign_in(client, area.carl)
    for one in (file, uuid4()):
        assert client.get(reverse("conference.case", args=[one])).status_code == 404


def test_a_page_takes_its_own_methods_alone(area: Area, client: Client) -> None:
    file = open_case(area, invited=("housing",))
    sign_in(client, area.bea)
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        assert client.generic(method, reverse("conference.case_said", args=[file])).status_code == 405, method


def test_a_read_of_a_case_is_recorded(area: Area, client: Client) -> None:
    file = open_case(area, invited=("housing",))
    sign_in(client, area.bea)
    assert client.get(reverse("conference.case", args=[file])).status_code == 200
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(file_id=file, user_id=area.bea.user_id).count() == 1


def test_a_serious_act_asks_again_who_is_there(area: Area, client: Client) -> None:
    sign_in(client, area.bea)
    assert client.get(reverse("casefiles.emergency")).status_code == 302
    sign_in(client, area.bea, stepped_up=True)
    assert client.get(reverse("casefiles.emergency")).status_code == 200


def test_a_form_without_its_token_is_not_taken(area: Area) -> None:
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, area.bea, stepped_up=True)
    assert strict.post(reverse("casefiles.emergency"), {"reference": "M-AAAA-AAAA"}).status_code == 403


def test_a_password_alone_leads_to_the_second_factor(area: Area, client: Client) -> None:
    sign_in(client, area.bea)
    session = client.session
    session[SECOND_FACTOR] = False
    session.save()
    answer = client.get(reverse("conference.cases"))
    assert answer.status_code == 302 and "/accounts/2fa/" in answer.headers["Location"]


def test_whoever_was_suspended_acts_no_more(area: Area) -> None:
    assert area.bea.user_id is not None
    assert held(area.bea.user_id, today=timezone.localdate())
    with acting_as(area.lena):
        assert Appointment.objects.filter(id=area.bea.appointment_id).update(suspended_on=TODAY) == 1
    assert not held(area.bea.user_id, today=timezone.localdate())
