"""What an agency on a case, or a lead, might change with SQL inside a page, and may not."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.build import build
from openccr.access.owning import as_walls
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import open_file
from openccr.casefiles.rules import FileKind, Reason
from openccr.conference.operations.uploads import REFERRALS
from openccr.documents.models import StoredFile
from openccr.documents.operations import keep
from openccr.jobs.models import Work
from openccr.jobs.operations import start
from openccr.people.models import Person
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE casefiles_casefile SET whole_area_id = gen_random_uuid()",  # hand it to another partnership
        "UPDATE casefiles_casefile SET whole_area_id = NULL",  # take it out of the coordinator's list
        "UPDATE casefiles_casefile SET reference = 'M-3333-3333'",  # a unique key answers whether it is taken
        "UPDATE casefiles_casefile SET partnership_id = gen_random_uuid()",
        "UPDATE people_part SET kind = 'harmer'",
        "UPDATE people_part SET file_id = file_id",
        "UPDATE people_whereabouts SET sealed = ''",
        "UPDATE people_personname SET family = 'X'",
        "DELETE FROM people_person",
        "UPDATE partnership_partnership SET coordinating_agency_id = NULL",
        "UPDATE partnership_agency SET kind = 'police'",
        "UPDATE partnership_appointment SET name = 'Fay Osei'",
        "UPDATE partnership_appointment SET unit = ''",
        "UPDATE partnership_forum SET name = 'X'",
        "UPDATE jobs_work SET name = 'X'",
        "SELECT nextval('audit_auditseal_id_seq')",
    ],
)
def test_what_never_changes_cannot_be_changed_by_anybody(area: Area, change: str) -> None:
    open_case(area)
    for actor in (area.amina, area.bea, area.lena):
        with acting_as(actor), refused():
            run(change)


def test_only_whoever_manages_a_case_closes_it(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.bea):
        assert CaseFile.objects.filter(id=case).update(closed_at=NOW) == 0
    with acting_as(area.amina):
        assert CaseFile.objects.filter(id=case).update(closed_at=NOW) == 1


def test_whoever_refers_a_case_cannot_take_it_away_from_the_coordinator(area: Area) -> None:
    why = Reason(purpose="referral", lawful_basis="article-6-1-e", arises_from="ReferralReceived")
    case = open_file(actor=area.carl, kind=FileKind.MARAC, title="R.T.", reason=why, at=NOW)
    with acting_as(area.carl):
        for grant in Grant.on(case):
            with refused("P0002"):
                run("SELECT openccr.end_grant(%s, now())", grant.id)
        run(
            "SELECT openccr.give(%s, %s, NULL, '', '', now() - interval '1 day', NULL, '', NULL)",
            case,
            area.agencies["housing"],
        )
    with acting_as(area.bea):
        assert [grant.manages for grant in Grant.objects.filter(file_id=case)] == [False]


def test_a_coordinator_cannot_shut_out_everybody_who_could_let_back_in(area: Area) -> None:
    case = open_case(area)
    for who in ((area.amina.user_id, None), (None, area.amina.agency_id)):
        with acting_as(area.amina), refused():
            run("SELECT openccr.exclude(%s, %s, %s, '', 'x', now() + interval '1 day')", case, *who)


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_appointment_that_was_ended_stays_ended(area: Area) -> None:
    change = "UPDATE partnership_appointment SET ended_on = %s WHERE id = %s"
    with pytest.raises(DatabaseError, match="stays ended"), as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute(change, [TODAY, area.eve.appointment_id])
        cursor.execute(change, [None, area.eve.appointment_id])


def test_what_somebody_keeps_and_waits_for_is_hidden_from_colleagues(area: Area) -> None:
    keep(actor=area.bea, data=b"x", content_type="text/csv", purpose="import", at=timezone.now(), kept_for=timedelta(1))
    start(actor=area.bea, task=REFERRALS.task, name="An import", document=uuid.uuid4())
    for actor, number in ((area.bea, 1), (area.eve, 0), (area.lena, 0)):
        with acting_as(actor):
            assert (StoredFile.objects.count(), Work.objects.count()) == (number, number)
    with acting_as(area.eve), refused():
        Work.objects.bulk_create(
            [Work(agency_id=area.eve.agency_id, appointment_id=area.bea.appointment_id, state="done", made_at=NOW)]
        )


def test_whether_a_person_is_there_is_not_told(area: Area) -> None:
    case = open_case(area, invited=())
    person = add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ro", family="Tamsin"),)),
    )  # fmt: skip
    with acting_as(area.carl):
        assert run("SELECT openccr.may_join(%s), openccr.may_join(%s)", person, uuid.uuid4()) == [(False, False)]
        fresh = Person()
        Person.objects.bulk_create([fresh])
        assert run("SELECT openccr.may_join(%s)", fresh.id) == [(True,)]


def test_which_partnerships_there_are_is_told_to_commands_alone(area: Area) -> None:
    assert run("SELECT * FROM openccr.service_appointments()") == []
    for actor in (area.carl, area.amina):
        with acting_as(actor):
            assert run("SELECT * FROM openccr.service_appointments()") == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_function_that_has_left_the_code_leaves_the_database(area: Area) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE openccr_walls")
        cursor.execute("CREATE FUNCTION openccr.old() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
        cursor.execute("RESET ROLE")
        build()
        cursor.execute("SELECT proname FROM pg_proc WHERE pronamespace = 'openccr'::regnamespace")
        names = {name for (name,) in cursor.fetchall()}
        assert "old" not in names and "give" in names
        transaction.set_rollback(True, using="owner")
