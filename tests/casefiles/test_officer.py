"""The data protection officer's part: letting somebody back in, emergency access, who looked; and no case (D3, D16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.emergency import open_in_emergency, review_emergency
from openccr.casefiles.lifting import lift_exclusion, propose_lift
from openccr.casefiles.models import CaseAlert, CaseFile, EmergencyAccess, Exclusion
from openccr.casefiles.officer import decide_lift, has_officer, officer_sees
from openccr.casefiles.operations import exclude
from openccr.casefiles.watching import opened
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role
from tests.casefiles.test_operations import colleague
from tests.makers import NOW, Area, open_case
from tests.partnership.conftest import accepted, invited
from tests.signing_in import as_, sign_in
from tests.walls.trying import run

pytestmark = pytest.mark.django_db
DPO = "dpo@exampleshire.example"


@pytest.fixture
def officer(area: Area) -> Iterator[Actor]:
    """Olga Marsh, data protection officer of the area, appointed as anybody is."""
    yield officer_of(area)


def officer_of(area: Area) -> Actor:
    accepted(invited(area, area.amina, email=DPO, role="protection_officer"), name="Olga Marsh")
    with acting_as(area.amina):
        row = Appointment.objects.get(role=Role.PROTECTION_OFFICER)
    return replace(
        area.carl, user_id=row.user_id, appointment_id=row.id, agency_id=row.agency_id, role="protection_officer",
        name="Olga Marsh",
    )  # fmt: skip


def kept_out(area: Area) -> tuple[UUID, UUID]:
    file = open_case(area)
    return file, exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="Her brother.", at=NOW)


def sees(actor: Actor, file: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=file).exists()


def test_the_officers_account_offers_no_page_that_is_not_theirs(area: Area, officer: Actor) -> None:
    own = reverse("people.own_details")
    theirs, hers = (as_(one).get("/acting-as/").content.decode() for one in (officer, area.amina))
    assert own in hers and "Data protection officer" in theirs and own not in theirs


def test_a_coordinator_and_the_officer_let_somebody_back_in(area: Area, officer: Actor) -> None:
    file, exclusion = kept_out(area)
    with pytest.raises(NotFound):
        decide_lift(actor=officer, exclusion=exclusion, agree=True, at=NOW)
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    second = colleague(area)
    with pytest.raises(Refusal, match="data protection officer"):
        lift_exclusion(actor=second, file=file, exclusion=exclusion, at=NOW)
    with acting_as(officer):
        (one,) = officer_sees()
    assert (one.kind, one.who, one.waits) == ("lift", "Eve Castellan", True)
    assert "Her brother." in one.words and "They are divorced." in one.words and area.amina.name in one.words
    assert not sees(area.eve, file)
    decide_lift(actor=officer, exclusion=exclusion, agree=True, at=timezone.now())
    assert sees(area.eve, file) and not sees(officer, file)


def test_the_officer_says_no_and_it_stays(area: Area, officer: Actor) -> None:
    file, exclusion = kept_out(area)
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    decide_lift(actor=officer, exclusion=exclusion, agree=False, at=NOW)
    with acting_as(area.amina):
        assert Exclusion.objects.get(id=exclusion).lift_user is None
    assert not sees(area.eve, file)


def test_the_database_itself_wants_both(area: Area, officer: Actor) -> None:
    file, exclusion = kept_out(area)
    statement = "SELECT openccr.lift_exclusion(%s, now())"

    def refused(actor: Actor) -> None:
        with acting_as(actor), pytest.raises(DatabaseError, match="not found"), transaction.atomic():
            run(statement, exclusion)

    refused(officer)  # nobody proposed it
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    refused(area.amina)  # her own proposal
    refused(colleague(area))  # a second coordinator is not the officer
    refused(replace(officer, partnership_id=None))
    same = replace(officer, user_id=area.amina.user_id)
    refused(same)  # the proposer in another role
    with acting_as(officer):
        run(statement, exclusion)
    assert sees(area.eve, file)


def test_one_person_alone_lifts_nothing_where_there_is_no_officer(area: Area) -> None:
    file, exclusion = kept_out(area)
    with acting_as(area.amina):
        assert not has_officer()
    second = colleague(area)
    with acting_as(second), pytest.raises(DatabaseError, match="not found"), transaction.atomic():
        run("SELECT openccr.lift_exclusion(%s, now())", exclusion)  # nobody proposed it
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    with acting_as(area.amina), pytest.raises(DatabaseError, match="not found"), transaction.atomic():
        run("SELECT openccr.lift_exclusion(%s, now())", exclusion)
    lift_exclusion(actor=second, file=file, exclusion=exclusion, at=timezone.now())
    assert sees(area.eve, file)


def test_an_officer_who_is_kept_out_is_told_nothing_of_the_case(area: Area, officer: Actor) -> None:
    file, exclusion = kept_out(area)
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    exclude(actor=area.amina, file=file, user_id=officer.user_id, reason="Her aunt.", at=NOW)
    with acting_as(officer):
        assert officer_sees() == []
    with pytest.raises(NotFound):
        decide_lift(actor=officer, exclusion=exclusion, agree=True, at=NOW)


def test_emergency_access_reaches_the_officer_at_once(area: Area, officer: Actor) -> None:
    file = open_case(area)
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    open_in_emergency(
        actor=area.carl, reference=reference, reason="She rings from the station and he follows", at=timezone.now()
    )
    with acting_as(officer):
        (one,) = officer_sees()
    assert (one.kind, one.reference, one.waits) == ("emergency", reference, True) and area.carl.name in one.who
    with acting_as(area.amina):
        emergency = EmergencyAccess.objects.get(file_id=file).id
    review_emergency(
        actor=area.amina, file=file, emergency=emergency, verdict="wrong", words="She was elsewhere.", at=timezone.now()
    )
    with acting_as(officer):
        (one,) = officer_sees()
    found = "She rings from the station and he follows. Amina Okafor found: She was elsewhere."
    assert (one.state, one.words) == ("wrong", found), "what a review found is read by somebody"


def test_what_nobody_looked_into_for_a_week_reaches_the_officer(area: Area, officer: Actor) -> None:
    file = open_case(area)
    with acting_as(area.bea):
        opened(actor=area.bea, file=file, agency="Willowmere Homes")
    with acting_as(officer):
        assert officer_sees() == []
    with acting_as(area.amina):
        assert CaseAlert.objects.filter(file_id=file).exists()
    for actor in (area.amina, area.bea, area.grace, area.lena, area.fay):
        with acting_as(actor):
            assert officer_sees() == []


def test_the_page_tells_and_takes_the_word_after_a_proof_of_who_it_is(
    area: Area, officer: Actor, client: Client
) -> None:
    file, exclusion = kept_out(area)
    propose_lift(actor=area.amina, file=file, exclusion=exclusion, reason="They are divorced.", at=NOW)
    sign_in(client, officer)
    assert reverse("casefiles.officer") in client.get("/").content.decode()
    page = client.get(reverse("casefiles.officer")).content.decode()
    assert "Eve Castellan" in page and "Waits for you" in page
    address = reverse("casefiles.officer_lift", args=[exclusion])
    assert "reauth" in client.get(address)["Location"]
    sign_in(client, officer, stepped_up=True)
    assert "They are divorced." in client.get(address).content.decode()
    assert client.post(address, {"agree": "yes"}).status_code == 302
    assert sees(area.eve, file) and "Eve Castellan" not in client.get(reverse("casefiles.officer")).content.decode()
    other = Client()
    sign_in(other, area.amina, stepped_up=True)
    assert other.get(reverse("casefiles.officer")).status_code == 403
