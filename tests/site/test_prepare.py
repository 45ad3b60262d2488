"""Roles and database on PostgreSQL 15 and 18, made by a superuser and by a managed service's lesser administrator."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
import pytest

from openccr.site.failure import CannotStart
from openccr.site.postgres import Server
from openccr.site.prepare import TEMPLATE, Mark, prepare, script

ROLES = ("openccr_app", "openccr_owner", "openccr_walls", "openccr_linkage", "openccr_insight")
FUNCTION_OWNERS = ("openccr_walls", "openccr_linkage", "openccr_insight")


@dataclass(frozen=True)
class Fresh:
    """A server without our roles, and the administrator's URL to prepare it with."""

    superuser_url: str
    admin_url: str

    def prepare(self, *, mode: str = "live", claim: bool = False) -> None:
        prepare(
            admin_url=self.admin_url,
            database="openccr",
            owner_password="owner's word",
            app_password="app's word",
            mark=Mark(mode=mode, keys="abc"),
            claim=claim,
        )

    def connect(self, role: str, password: str, database: str = "openccr") -> psycopg.Connection:
        url = urlsplit(self.superuser_url)
        return psycopg.connect(
            host=url.hostname, port=url.port, user=role, password=password, dbname=database, autocommit=True
        )

    def app(self) -> psycopg.Connection:
        return self.connect("openccr_app", "app's word")

    def owner(self, database: str = "openccr") -> psycopg.Connection:
        return self.connect("openccr_owner", "owner's word", database)

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.superuser_url, dbname=database, autocommit=True)


@pytest.fixture(params=["superuser", "lesser administrator"])
def fresh(server: Server, request: pytest.FixtureRequest) -> Iterator[Fresh]:
    _wipe(server)
    admin_url = server.admin_url
    if request.param == "lesser administrator":
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            connection.execute("CREATE ROLE lesser LOGIN CREATEROLE CREATEDB PASSWORD 'word'")
        admin_url = f"postgresql://lesser:word@{server.host}:{server.port}/postgres"
    yield Fresh(superuser_url=server.admin_url, admin_url=admin_url)
    _wipe(server)


def _wipe(server: Server) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        for database in ("openccr", TEMPLATE, "test_openccr"):
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        for role in (*ROLES, "lesser"):
            if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount:
                connection.execute(f"DROP OWNED BY {role}")
        for role in (*ROLES, "lesser"):
            connection.execute(f"DROP ROLE IF EXISTS {role}")


def _refused(connection: psycopg.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def test_preparing_twice_leaves_the_same_roles_and_rights(fresh: Fresh) -> None:
    seen = []
    for _ in range(2):
        fresh.prepare()
        with fresh.superuser() as connection:
            roles = connection.execute(
                "SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, "
                "rolbypassrls FROM pg_roles WHERE rolname LIKE 'openccr%' ORDER BY 1"
            ).fetchall()
            members = connection.execute(
                "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members "
                "WHERE roleid::regrole::text LIKE 'openccr%' ORDER BY 1, 2"
            ).fetchall()
            rights = connection.execute("SELECT datacl::text FROM pg_database WHERE datname = 'openccr'").fetchall()
        seen.append((roles, members, rights))
    assert seen[0] == seen[1]


def test_no_role_is_superuser_or_bypasses_row_security_and_two_can_sign_in(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.superuser() as connection:
        mighty = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'openccr%' "
            "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
        ).fetchall()
        sign_in = connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'openccr%' AND rolcanlogin")
        assert mighty == []
        assert {name for (name,) in sign_in} == {"openccr_app", "openccr_owner"}


FORBIDDEN = (
    "CREATE TABLE own (i int)",
    "CREATE TEMP TABLE own (i int)",
    "CREATE SCHEMA own",
    "CREATE DATABASE own",
    "CREATE ROLE own",
    "CREATE EXTENSION pg_trgm",
    "SET ROLE openccr_owner",
    "SET ROLE openccr_walls",
    "SET ROLE openccr_linkage",
    "SET ROLE openccr_insight",
    "SELECT * FROM note",
)


def test_the_apps_role_makes_nothing_and_becomes_nobody_else(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.owner() as owner:
        owner.execute("CREATE TABLE note (i int)")
    with fresh.app() as app:
        assert [statement for statement in FORBIDDEN if not _refused(app, statement)] == []


def test_the_apps_statements_are_never_compiled(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.app() as connection:
        assert connection.execute("SHOW jit").fetchone() == ("off",)


def test_the_owner_sees_behind_a_forced_wall_only_by_saying_so(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.owner() as owner:
        owner.execute("CREATE TABLE note (i int)")
        owner.execute("INSERT INTO note VALUES (1)")
        owner.execute("ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        owner.execute("GRANT ALL ON note TO openccr_walls")
        owner.execute("CREATE POLICY walls ON note TO openccr_walls USING (true) WITH CHECK (true)")
        assert owner.execute("SELECT count(*) FROM note").fetchone() == (0,)
        owner.execute("SET ROLE openccr_walls")
        assert owner.execute("SELECT count(*) FROM note").fetchone() == (1,)


def test_a_migration_can_hand_a_function_to_its_role(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.owner() as owner:
        for role in FUNCTION_OWNERS:
            owner.execute(f"CREATE FUNCTION of_{role}() RETURNS int LANGUAGE sql AS 'SELECT 1'")
            owner.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
            owner.execute(f"ALTER FUNCTION of_{role}() OWNER TO {role}")
            owner.execute(f"REVOKE CREATE ON SCHEMA public FROM {role}")
        found = owner.execute("SELECT proowner::regrole::text FROM pg_proc WHERE proname LIKE 'of_openccr%'").fetchall()
        assert {role for (role,) in found} == set(FUNCTION_OWNERS)


def test_the_owner_makes_the_trusted_extensions(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.owner() as owner:
        for extension in ("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist", "btree_gin", "citext"):
            owner.execute(f"CREATE EXTENSION {extension}")


def test_a_test_database_has_the_rights_of_the_real_one(fresh: Fresh) -> None:
    fresh.prepare(mode="test")
    with fresh.owner("postgres") as owner:
        owner.execute(f"CREATE DATABASE test_openccr TEMPLATE {TEMPLATE}")
    with fresh.owner("test_openccr") as owner:
        owner.execute("CREATE TABLE note (i int)")
        owner.execute("GRANT SELECT ON note TO openccr_app")
    with fresh.connect("openccr_app", "app's word", "test_openccr") as app:
        assert app.execute("SELECT count(*) FROM note").fetchone() == (0,)
        assert _refused(app, "CREATE TABLE own (i int)")


def test_without_tests_the_owner_makes_no_databases(fresh: Fresh) -> None:
    fresh.prepare(mode="test")
    fresh.prepare()
    with fresh.owner("postgres") as owner:
        assert _refused(owner, "CREATE DATABASE test_openccr")


def test_a_role_made_mighty_by_hand_is_refused(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.superuser() as connection:
        connection.execute("ALTER ROLE openccr_app BYPASSRLS")
    with pytest.raises(CannotStart, match=r"BYPASSRLS.*openccr_app"):
        fresh.prepare()


def test_the_demonstration_leaves_a_live_database_and_its_passwords_alone(fresh: Fresh) -> None:
    fresh.prepare(mode="live", claim=True)
    with pytest.raises(CannotStart, match="marked as OpenCCR live abc; it is never used as demo"):
        fresh.prepare(mode="demo")


def test_a_command_run_first_does_not_decide_what_the_database_is_for(fresh: Fresh) -> None:
    fresh.prepare(mode="live")
    fresh.prepare(mode="demo", claim=True)


@pytest.mark.parametrize(("mode", "others"), [("live", "live"), ("demo", "demo"), ("test", "live")])
def test_another_folders_database_keeps_its_passwords(fresh: Fresh, mode: str, others: str) -> None:
    fresh.prepare(mode=others, claim=True)
    with pytest.raises(CannotStart, match="belongs to another data folder"):
        prepare(
            admin_url=fresh.admin_url,
            database="openccr_2",
            owner_password="other",
            app_password="other",
            mark=Mark(mode=mode, keys="def"),
        )
    with fresh.app() as app:
        app.execute("SELECT 1")


def test_the_url_may_name_the_database_that_is_still_to_be_made(fresh: Fresh) -> None:
    named = Fresh(superuser_url=fresh.superuser_url, admin_url=f"{fresh.admin_url.rpartition('/')[0]}/openccr")
    for _ in range(2):
        named.prepare()
    with named.app() as app:
        assert app.info.dbname == "openccr"


def test_somebody_elses_database_is_left_alone(fresh: Fresh) -> None:
    with fresh.superuser() as connection:
        connection.execute("CREATE DATABASE openccr")
    with fresh.superuser("openccr") as connection:
        connection.execute("CREATE TABLE invoices (i int)")
    with pytest.raises(CannotStart, match="holds tables"):
        fresh.prepare()


def test_an_empty_database_made_beforehand_is_taken_over(fresh: Fresh) -> None:
    with psycopg.connect(fresh.admin_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE openccr")
    fresh.prepare()
    with fresh.owner() as owner:
        owner.execute("CREATE TABLE note (i int)")
    with fresh.app() as app:
        assert _refused(app, "CREATE TABLE own (i int)")


def test_the_password_itself_is_never_sent(fresh: Fresh) -> None:
    fresh.prepare()
    with fresh.superuser() as connection:
        connection.execute("ALTER SYSTEM SET log_statement = 'all'")
        connection.execute("SELECT pg_reload_conf()")
        log = connection.execute("SELECT pg_stat_file('../log')").fetchone()
        assert log
        fresh.prepare()
        text = connection.execute("SELECT pg_read_file('../log')").fetchone()
        connection.execute("ALTER SYSTEM RESET log_statement")
        connection.execute("SELECT pg_reload_conf()")
    assert text and "SCRAM-SHA-256" in text[0]
    assert "owner''s word" not in text[0] and "app''s word" not in text[0]


@pytest.mark.skipif(not shutil.which("psql"), reason="psql is not installed")
def test_the_printed_script_does_the_same_and_holds_no_password(fresh: Fresh) -> None:
    text = script(database="openccr", secrets_folder="/var/lib/openccr/secrets")
    words = {"OPENCCR_OWNER_PASSWORD": "owner's word", "OPENCCR_APP_PASSWORD": "app's word"}
    for _ in range(2):
        answer = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", fresh.admin_url],
            input=text,
            text=True,
            capture_output=True,
            env={**os.environ, **words},
        )
        assert answer.returncode == 0, answer.stderr
    with fresh.app() as app:
        assert _refused(app, "CREATE TEMP TABLE own (i int)")
        assert _refused(app, "SET ROLE openccr_walls")
    fresh.prepare()
