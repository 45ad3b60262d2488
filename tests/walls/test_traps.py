"""Every known way round row security, tried (security paper B2; architecture, Access 6)."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connections

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.access.tokens import sign
from openccr.casefiles.models import CaseFile, Grant, TimelineEntry
from openccr.casefiles.operations import exclude, note
from openccr.people.models import Part, Person
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from tests.makers import NOW, TODAY, Area, open_case
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db


def test_nobody_acting_sees_nothing(area: Area) -> None:
    open_case(area)
    assert CaseFile.objects.count() == 0


def test_the_empty_setting_that_set_local_leaves_behind_sees_nothing(area: Area) -> None:
    open_case(area)
    run("SELECT set_config('openccr.token', '', true)")
    assert CaseFile.objects.count() == 0


def test_the_actor_before_comes_back_after_a_nested_one(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.carl):
        with acting_as(area.bea):
            assert CaseFile.objects.filter(id=case).exists()
        assert not CaseFile.objects.filter(id=case).exists()


def test_the_actor_before_comes_back_after_an_error_inside(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.carl):
        with pytest.raises(ZeroDivisionError), acting_as(area.bea):
            raise ZeroDivisionError
        assert not CaseFile.objects.filter(id=case).exists()


def test_a_forged_agency_is_refused(area: Area) -> None:
    open_case(area)
    token = sign(area.carl, key=settings.TOKEN_KEY, lasts=60)
    forged = token.replace(str(area.carl.agency_id), str(area.bea.agency_id))
    with refused():
        run("SELECT set_config('openccr.token', %s, true)", forged)
        CaseFile.objects.count()


def test_a_token_signed_with_another_key_is_refused(area: Area) -> None:
    open_case(area)
    with refused():
        run("SELECT set_config('openccr.token', %s, true)", sign(area.amina, key=b"another", lasts=60))
        CaseFile.objects.count()


@pytest.mark.parametrize("token", ["x", "::::::::", "a:b", "9" * 400, ":" * 40])
def test_a_token_that_is_none_is_refused(area: Area, token: str) -> None:
    open_case(area)
    with refused():
        run("SELECT set_config('openccr.token', %s, true)", token)
        CaseFile.objects.count()


def test_an_old_token_sees_nothing(area: Area) -> None:
    open_case(area)
    old = sign(area.amina, key=settings.TOKEN_KEY, lasts=60, now=time.time() - 3600)
    run("SELECT set_config('openccr.token', %s, true)", old)
    assert CaseFile.objects.count() == 0


def test_a_purpose_cannot_carry_another_claim(area: Area) -> None:
    sly = replace(area.carl, purpose=f"x:{area.bea.agency_id}:9999999999")
    case = open_case(area, invited=("housing",))
    with acting_as(sly):
        assert not CaseFile.objects.filter(id=case).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE openccr_owner",
        "SET ROLE openccr_walls",
        "SET SESSION AUTHORIZATION openccr_owner",
        "ALTER TABLE casefiles_casefile DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE casefiles_casefile NO FORCE ROW LEVEL SECURITY",
        "CREATE POLICY mine ON casefiles_casefile USING (true)",
        "DROP POLICY file ON casefiles_casefile",
        "TRUNCATE casefiles_casefile CASCADE",
        "TRUNCATE audit_auditevent",
        "SELECT * FROM openccr_secret.pads",
        "CREATE TABLE mine (x int)",
        "CREATE TEMP TABLE mine (x int)",
        "CREATE FUNCTION openccr.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "INSERT INTO casefiles_grant (id) VALUES (gen_random_uuid())",
        "UPDATE casefiles_grant SET until_at = NULL",
        "DELETE FROM casefiles_grant",
        "UPDATE casefiles_exclusion SET until_at = now()",
        "DELETE FROM casefiles_exclusion",
        "INSERT INTO casefiles_casefile (id) VALUES (gen_random_uuid())",
        "DELETE FROM casefiles_timelineentry",
        "UPDATE casefiles_timelineentry SET sentence = ''",
        "UPDATE audit_auditevent SET role = 'x'",
        "DELETE FROM audit_auditevent",
        "INSERT INTO audit_auditseal (partnership_id) VALUES (gen_random_uuid())",
        "SELECT * FROM audit_auditseal",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
    ],
)
def test_what_the_application_may_never_do(area: Area, statement: str) -> None:
    with acting_as(area.amina), refused():
        run(statement)


def test_switching_row_security_off_is_an_error_and_shows_nothing(area: Area) -> None:
    open_case(area)
    with acting_as(area.carl), refused():
        run("SET LOCAL row_security = off")
        CaseFile.objects.count()


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_who_does_not_become_the_walls_sees_and_changes_nothing(area: Area) -> None:
    # In silence: which is why data migrations, founding and backups take the role (architecture, Access 5).
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM partnership_partnership")
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE partnership_partnership SET name = 'X'")
        assert cursor.rowcount == 0
    with as_walls() as owner, connections[owner].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM partnership_partnership")
        assert cursor.fetchone()[0] >= 1


def test_a_row_cannot_be_written_into_a_file_that_is_hidden(area: Area) -> None:
    case = open_case(area, invited=())
    with acting_as(area.carl), refused():
        note(file_id=case, kind="x", sentence="x", at=NOW)


def test_a_row_cannot_be_moved_into_a_file_that_is_hidden(area: Area) -> None:
    hidden, mine = open_case(area, invited=()), open_case(area, invited=("probation",))
    person = add_person(
        actor=area.carl, file_id=mine, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ro", family="Tamsin"),)),
    )  # fmt: skip
    with acting_as(area.carl), refused():
        Part.objects.filter(file_id=mine, person_id=person).update(file_id=hidden)


def test_a_hidden_and_a_missing_file_refuse_alike(area: Area) -> None:
    """A foreign key would accept the hidden one and refuse the missing one; the policy refuses both first."""
    hidden = open_case(area, invited=())
    for file_id in (hidden, uuid.uuid4()):
        with acting_as(area.carl), refused("42501"):
            note(file_id=file_id, kind="x", sentence="x", at=NOW)


def test_somebody_elses_person_cannot_be_drawn_into_a_file_of_ones_own(area: Area) -> None:
    theirs, mine = open_case(area, invited=("housing",)), open_case(area, invited=("probation",))
    person = add_person(
        actor=area.bea, file_id=theirs, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Ro", family="Tamsin"),)),
    )  # fmt: skip
    with acting_as(area.carl):
        assert not Person.objects.filter(id=person).exists()
        with refused():
            Part.objects.bulk_create([Part(file_id=mine, person_id=person, kind="victim", from_on=TODAY)])
        assert not Person.objects.filter(id=person).exists()


@pytest.mark.parametrize("which", ["hidden", "missing"])
def test_grants_and_exclusions_answer_alike_for_hidden_and_missing_files(area: Area, which: str) -> None:
    file_id = open_case(area, invited=("housing",)) if which == "hidden" else uuid.uuid4()
    agency = area.agencies["probation"]
    calls = {
        "SELECT openccr.give(%s, %s, NULL, '', '', now(), NULL, '', NULL)": (file_id, agency),
        "SELECT openccr.exclude(%s, %s, NULL, '', '', now())": (file_id, area.eve.user_id),
        "SELECT openccr.end_grant(%s, now())": (file_id,),
        "SELECT openccr.propose_lift(%s, 'x')": (file_id,),
        "SELECT openccr.drop_lift(%s)": (file_id,),
        "SELECT openccr.lift_exclusion(%s, now())": (file_id,),
    }
    for actor in (area.carl, area.bea):
        for statement, values in calls.items():
            with acting_as(actor), refused("P0002"):
                run(statement, *values)
        with acting_as(actor):
            assert run("SELECT * FROM openccr.grants_on(%s)", file_id) == []


def test_an_agency_on_the_case_cannot_give_its_access_on(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.bea), refused("P0002"):
        run("SELECT openccr.give(%s, %s, NULL, '', '', now(), NULL, '', NULL)", case, area.agencies["probation"])


def test_an_excluded_coordinator_neither_sees_nor_manages(area: Area) -> None:
    case = open_case(area)
    other = replace(area.amina, user_id=area.carl.user_id)
    exclude(actor=area.amina, file=case, user_id=other.user_id, reason="her brother", at=NOW)
    with acting_as(other):
        assert not CaseFile.objects.filter(id=case).exists()
        assert run("SELECT * FROM openccr.grants_on(%s)", case) == []
        with refused("P0002"):
            run("SELECT openccr.end_grant(%s, now())", Grant.objects.none().first() or uuid.uuid4())


def test_an_exclusion_can_cover_a_unit_and_leaves_the_rest_of_the_agency(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.amina):
        run(
            "SELECT openccr.exclude(%s, NULL, %s, 'Repairs', 'x', now() - interval '1 hour')", case,
            area.agencies["housing"],
        )  # fmt: skip
    with acting_as(area.bea):
        assert CaseFile.objects.filter(id=case).exists()


def test_the_excluded_cannot_read_the_exclusion(area: Area) -> None:
    case = open_case(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor in (area.eve, area.bea, area.grace, area.pia):
        with acting_as(actor):
            assert run("SELECT * FROM casefiles_exclusion") == []
    with acting_as(area.amina):
        assert len(run("SELECT * FROM casefiles_exclusion")) == 1


def test_the_excluded_cannot_read_their_agencys_grant_on_the_case(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.eve):
        assert run("SELECT file_id FROM casefiles_grant WHERE file_id = %s", case) == [(case,)]
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    with acting_as(area.eve):
        assert run("SELECT file_id FROM casefiles_grant WHERE file_id = %s", case) == []


def test_a_lead_without_a_case_role_reads_no_grant(area: Area) -> None:
    open_case(area, invited=("housing",))
    with acting_as(area.lena):
        assert run("SELECT * FROM casefiles_grant") == []


def test_nobody_writes_an_audit_row_in_anothers_name(area: Area) -> None:
    with acting_as(area.carl), refused():
        run(
            "INSERT INTO audit_auditevent (id, at, type, user_id, role, purpose, subjects, fields)"
            " VALUES (gen_random_uuid(), now(), 'case.read', %s, '', '', '[]', '[]')",
            area.bea.user_id,
        )


def test_estimates_and_statistics_of_walled_tables_are_not_shown(area: Area) -> None:
    open_case(area)
    with acting_as(area.carl):
        assert run("SELECT * FROM pg_stats WHERE tablename = 'casefiles_casefile'") == []


def test_a_condition_that_would_leak_is_not_run_on_hidden_rows(area: Area) -> None:
    open_case(area, invited=(), title="ZQ")
    with acting_as(area.carl):
        # If the division ran on a hidden row it would fail and so tell of it.
        assert run("SELECT id FROM casefiles_casefile WHERE 1 / (length(title) - 2) > 0 OR true") == []


def test_timeline_of_a_hidden_case_is_empty(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.bea):
        note(file_id=case, kind="x", sentence="x", at=NOW)
    with acting_as(area.carl):
        assert not TimelineEntry.objects.filter(file_id=case).exists()
