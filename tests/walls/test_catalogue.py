"""The live catalogue against what is declared: no table without its wall, no right too many, no function unlisted."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from openccr.access.build import walls
from openccr.access.definers import DEFINERS
from openccr.access.walls import CLOSED_LIST
from openccr.casefiles.models import CaseFile

pytestmark = pytest.mark.django_db

EVERY_TABLE = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def rows(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()


def test_every_table_has_a_wall() -> None:
    missing = {name for (name,) in rows(EVERY_TABLE)} - set(walls())
    assert not missing, (
        f"{sorted(missing)} have no wall. Give the model `wall = …` from openccr.access.walls;"
        " a library's table is named in openccr.access.rights."
    )


def test_walls_are_of_the_closed_list_by_name() -> None:
    names = {wall.name for wall in CLOSED_LIST}
    strangers = {table: wall.name for table, wall in walls().items() if wall.name not in names}
    assert not strangers, f"{strangers}: choose a wall of the closed list in openccr.access.walls"


def test_row_security_is_on_and_forced_everywhere() -> None:
    open_tables = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert not open_tables, f"{open_tables}: run `openccr migrate`; the owner must not see past a wall either"


def test_the_policies_in_the_database_are_the_declared_ones() -> None:
    live: dict[str, set[tuple]] = {}
    for table, name, permissive, command, roles in rows(
        "SELECT tablename, policyname, permissive, cmd, roles::text[] FROM pg_policies WHERE schemaname = 'public'"
    ):
        live.setdefault(table, set()).add((name, permissive == "PERMISSIVE", command, tuple(roles)))
    for table, wall in walls().items():
        declared = {(one.name, one.permissive, one.command, (one.role,)) for one in wall.policies(table)}
        assert live.get(table, set()) == declared, f"{table}: the live policies are not those of its wall"


def test_every_row_that_names_a_case_is_kept_from_whoever_is_kept_out_of_it() -> None:
    for model in apps.get_models():
        wall = walls().get(model._meta.db_table)
        of_a_case = [one for one in model._meta.concrete_fields if one.related_model is CaseFile]
        if wall is None or wall.name == "system" or not of_a_case:
            continue
        tests = " ".join(f"{policy.using} {policy.check}" for policy in wall.own(model._meta.db_table))
        assert "excluded_files" in tests, f"{model.__name__} names a case and is read by who is kept out of that case"


PUBLISHED = {
    "directory_district", "directory_provider", "directory_service", "directory_site",
    "governance_publishedrecommendation", "governance_publishedthemes",
}  # fmt: skip
"""Tables of which a part is read by anybody: services that are published and not confidential."""


def test_every_policy_that_lets_the_application_in_tests_the_actor() -> None:
    for table, wall in walls().items():
        if wall.name in ("system", "public"):
            continue
        for policy in wall.own(table):
            if policy.name == "public" and policy.command == "SELECT":
                # What an area publishes itself: tests/directory tries every way to what is not published.
                assert table in PUBLISHED, f"{table}: a part of it is public; name it here with a test of its own"
                continue
            if not policy.permissive:
                continue  # lets nobody in: it takes away from what another lets in
            text = f"{policy.using} {policy.check}"
            if policy.name in ("as_its_request", "approved", "recourse"):
                continue  # seen as the row it belongs to (a request, recourse), whose own wall asks who acts
            assert "openccr." in text or "people_part" in text, f"{table}.{policy.name} asks nothing of the actor"


def test_the_application_has_exactly_its_rights() -> None:
    live: dict[str, set[str]] = {}
    for table, right in rows(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE table_schema = 'public' AND grantee = 'openccr_app'"
        " UNION ALL "
        "SELECT relname, format('%s (%s)', privilege_type, string_agg(attname, ', ' ORDER BY attname))"
        " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid, aclexplode(attacl)"
        " WHERE grantee = 'openccr_app'::regrole GROUP BY relname, privilege_type"
    ):
        live.setdefault(table, set()).add(right)
    for table, wall in walls().items():
        columns = ", ".join(sorted(wall.changes))
        declared = {f"UPDATE ({columns})" if columns and one == "UPDATE" else one for one in wall.commands}
        assert live.get(table, set()) == declared, f"{table}: rights differ from its wall's `commands` and `changes`"


def test_the_application_draws_the_numbers_of_no_table_that_it_does_not_write() -> None:
    drawn = rows(
        "SELECT d.refobjid::regclass::text FROM pg_sequence JOIN pg_depend d ON d.objid = seqrelid"
        " WHERE d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass"
        " AND has_sequence_privilege('openccr_app', seqrelid, 'USAGE')"
    )
    assert {table for (table,) in drawn} <= {table for table, wall in walls().items() if "INSERT" in wall.commands}


def test_nobody_has_rights_through_public() -> None:
    assert not rows(
        "SELECT table_name FROM information_schema.role_table_grants"
        " WHERE table_schema = 'public' AND grantee = 'PUBLIC'"
    )


def test_the_roles_bypass_nothing() -> None:
    found = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname LIKE 'openccr%'"
    )
    might = {name: (superuser, bypass, creates) for name, superuser, bypass, creates, _ in found}
    assert set(might) == {"openccr_app", "openccr_owner", "openccr_walls", "openccr_linkage", "openccr_insight"}
    assert set(might.values()) == {(False, False, False)}
    assert {name for name, *_, login in found if login} == {"openccr_app", "openccr_owner"}


def test_the_application_owns_nothing_and_can_become_nobody() -> None:
    assert rows("SELECT current_user") == [("openccr_app",)]
    assert not rows("SELECT relname FROM pg_class WHERE relowner = 'openccr_app'::regrole")
    assert not rows("SELECT roleid FROM pg_auth_members WHERE member = 'openccr_app'::regrole")
    assert rows("SELECT has_schema_privilege('openccr_app', 'public', 'CREATE')") == [(False,)]
    assert rows("SELECT has_schema_privilege('openccr_app', 'openccr_secret', 'USAGE')") == [(False,)]


def test_functions_that_look_over_the_walls_are_on_the_list() -> None:
    found = rows(
        "SELECT proname, proconfig, pg_get_userbyid(proowner) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')"
    )
    assert {name for name, *_ in found} == set(DEFINERS), "name it in openccr.access.definers and say why it must"
    for name, config, owner in found:
        assert config and any(one.startswith("search_path=") for one in config), f"{name} has no search_path of its own"
        assert owner in ("openccr_walls", "openccr_insight", "openccr_linkage"), f"{name} belongs to {owner}"


def test_no_function_of_ours_claims_to_leak_nothing() -> None:
    assert not rows("SELECT proname FROM pg_proc WHERE pronamespace = 'openccr'::regnamespace AND proleakproof")


def test_views_look_with_the_readers_eyes_and_none_is_materialised() -> None:
    wrong = rows(
        "SELECT relname FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'openccr'::regnamespace)"
        " AND (relkind = 'm' OR (relkind = 'v'"
        " AND NOT coalesce(reloptions::text[] @> '{security_invoker=true}', false)))"
        " AND pg_get_userbyid(relowner) <> 'openccr_insight'"
    )
    assert not wrong, f"{wrong}: add WITH (security_invoker = true); a materialised view shows everything to everybody"
