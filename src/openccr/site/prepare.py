"""Roles and database, made from an administrator's URL: the same SQL for the embedded and an outside server.

`openccr_owner` owns the database and migrates. `openccr_app` serves pages and jobs and owns nothing. `openccr_walls`
owns the allow-listed functions that look over the walls; `openccr_linkage` and `openccr_insight` own theirs: these
three cannot sign in. None is a superuser or bypasses row security, so the administrator of a managed service, who is
no superuser either, can make them all. PostgreSQL 15 to 18. Everything may be run again at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from openccr.site.failure import CannotStart

TEMPLATE: Final = "openccr_template"
"""Empty database that test databases are copied from, so that they have the rights of the real one."""

ROLES: Final[LiteralString] = """
-- 1. Five roles. Two sign in; the others only own functions and views.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['openccr_owner', 'openccr_app', 'openccr_walls', 'openccr_linkage', 'openccr_insight']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
    SELECT string_agg(rolname, ', ') INTO name FROM pg_roles
    WHERE rolname IN ('openccr_owner', 'openccr_app', 'openccr_walls', 'openccr_linkage', 'openccr_insight')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication);
    IF name IS NOT NULL THEN
        RAISE EXCEPTION 'superuser, BYPASSRLS, CREATEROLE or REPLICATION is on for %: take it away first', name;
    END IF;
    -- For this session the administrator acts as the owner too (a superuser may anyway); taken back at the end.
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE 'GRANT openccr_owner TO CURRENT_USER'
            || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT TRUE, SET TRUE'
                    ELSE '' END;
    END IF;
END $$;
ALTER ROLE openccr_owner LOGIN {createdb} PASSWORD {owner_password};
ALTER ROLE openccr_app LOGIN NOCREATEDB PASSWORD {app_password};
-- A page's lists are one large statement that is planned to be quick; compiling it would take longer than running it.
ALTER ROLE openccr_app SET jit = off;
"""

DATABASE: Final[LiteralString] = "CREATE DATABASE {database} OWNER openccr_owner TEMPLATE template0 ENCODING 'UTF8'"
LETTERS: Final[LiteralString] = " LOCALE 'C.UTF-8'"
NEEDS_LETTERS: Final[LiteralString] = (
    "SELECT datlocprovider = 'c' AND datctype !~* 'utf-?8' FROM pg_database WHERE datname = 'template0'"
)
"""Whether the server's own locale knows no letters beyond English: a Debian on which none was set up makes it so."""

OWNER_OF: Final[LiteralString] = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
TAKE_OVER: Final[LiteralString] = "ALTER DATABASE {database} OWNER TO openccr_owner"

RIGHTS: Final[LiteralString] = """
-- 3. Rights in the database: nothing for everybody, to the app's role the door and no temporary tables.
SET ROLE openccr_owner;
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO openccr_app;
RESET ROLE;
DO $$
BEGIN
    -- An owner who does not inherit (step 4, PostgreSQL 15) does not get at the schema through pg_database_owner:
    -- the right must be the owner's own, and may have to be given while inheriting for the length of this statement.
    IF NOT EXISTS (SELECT FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND privilege_type = 'CREATE'
                   AND grantee = 'openccr_owner'::regrole) THEN
        ALTER ROLE openccr_owner INHERIT;
        SET LOCAL ROLE openccr_owner;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT ALL ON SCHEMA public TO openccr_owner WITH GRANT OPTION;
        GRANT USAGE ON SCHEMA public TO openccr_app, openccr_walls, openccr_linkage, openccr_insight;
    END IF;
END $$;
"""

MEMBERSHIPS: Final[LiteralString] = """
-- 4. The owner takes on the function owners' roles only by SET ROLE, said aloud; their rights never come along
--    unasked. PostgreSQL 15 cannot say this of one membership, so there the owner inherits nothing at all.
--    Without SET a migration could not hand a function to its role. The app's role is a member of nothing.
DO $$
DECLARE
    name text;
    sixteen boolean := current_setting('server_version_num')::int >= 160000;
BEGIN
    IF NOT sixteen THEN
        ALTER ROLE openccr_owner NOINHERIT;
    END IF;
    FOREACH name IN ARRAY ARRAY['openccr_walls', 'openccr_linkage', 'openccr_insight'] LOOP
        EXECUTE format('GRANT %I TO openccr_owner', name)
            || CASE WHEN sixteen THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
    END LOOP;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        REVOKE openccr_owner FROM CURRENT_USER;
    END IF;
END $$;
"""

MARKS: Final[LiteralString] = """
SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
WHERE shobj_description(oid, 'pg_database') ~ '^OpenCCR \\w+ \\w+$'
"""

MARK: Final[LiteralString] = """
SET ROLE openccr_owner;
COMMENT ON DATABASE {database} IS {mark};
RESET ROLE;
"""

FOREIGN_TABLES: Final[LiteralString] = """
SELECT min(schemaname || '.' || tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tableowner NOT LIKE 'openccr\\_%'
"""

PRINTED_HEAD = """\
-- OpenCCR: roles and database, for the administrator of an outside PostgreSQL 15 to 18. May be run again.
--   export OPENCCR_OWNER_PASSWORD="$(cat {secrets}/openccr_owner)"
--   export OPENCCR_APP_PASSWORD="$(cat {secrets}/openccr_app)"
--   psql --dbname postgresql://administrator@host/postgres --file prepare.sql
\\set ON_ERROR_STOP on
\\getenv owner_password OPENCCR_OWNER_PASSWORD
\\getenv app_password OPENCCR_APP_PASSWORD
"""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a database is for and whose keys it was written with; kept as the database's own comment."""

    mode: str
    """demo or live (test: nothing is marked)."""
    keys: str
    """Short hash of the data folder's keys: with other keys its whereabouts could not be read any more."""

    @property
    def text(self) -> str:
        """The comment."""
        return f"OpenCCR {self.mode} {self.keys}"


def prepare(
    *, admin_url: str, database: str, owner_password: str, app_password: str, mark: Mark, claim: bool = False
) -> None:
    """Make, or put right, the roles and the database on the server of `admin_url`.

    The administrator needs CREATEROLE and CREATEDB, no more. In mode test the owner may create databases, and the
    template that test databases are copied from is made instead of `database`. With `claim` the database is marked: it
    belongs to this folder and mode from now on, as it does once it is served and not by a mere command.

    Raises CannotStart when the server is not reached or older than PostgreSQL 15, the administrator may not, or the
    server holds what must be left alone: another folder's or another mode's database, or somebody else's tables.
    """
    tests = mark.mode == "test"
    name = TEMPLATE if tests else database
    try:
        with _administrator(admin_url) as connection:
            if connection.info.server_version < 150000:
                version = connection.info.server_version // 10000
                raise CannotStart(f"The database server is PostgreSQL {version}; OpenCCR needs 15 to 18.")
            # Two starts at once would otherwise trip over each other's catalogue rows.
            connection.execute("SELECT pg_advisory_lock(hashtext('openccr prepare'))")
            _need_no_others(connection, database=database, mark=mark)
            row = connection.execute(OWNER_OF, [name]).fetchone()
            if row and row[0] != "openccr_owner":
                _need_no_foreign_tables(admin_url, name)
            connection.execute(
                sql.SQL(ROLES).format(
                    createdb=sql.SQL("CREATEDB" if tests else "NOCREATEDB"),
                    owner_password=_verifier(connection, "openccr_owner", owner_password),
                    app_password=_verifier(connection, "openccr_app", app_password),
                )
            )
            if not row or row[0] != "openccr_owner":
                named = sql.SQL(TAKE_OVER if row else DATABASE).format(database=sql.Identifier(name))
                connection.execute(named if row else named + _letters(connection))
            with _sign_in(admin_url, name) as inside:
                inside.execute(sql.SQL(RIGHTS).format(database=sql.Identifier(name)))
                if claim:
                    inside.execute(sql.SQL(MARK).format(database=sql.Identifier(name), mark=sql.Literal(mark.text)))
            connection.execute(sql.SQL(MEMBERSHIPS))
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotStart(
            f"The administrator of OPENCCR_DATABASE_URL may not make the roles and the database: "
            f"{_first_line(error)}. Name one with CREATEROLE and CREATEDB, or have the output of "
            f"`openccr db prepare --print` run by someone who may."
        ) from error
    except psycopg.Error as error:
        raise CannotStart(f"The database server could not be prepared: {_first_line(error)}") from error


def _letters(connection: psycopg.Connection) -> sql.SQL:
    row = connection.execute(NEEDS_LETTERS).fetchone()
    return sql.SQL(LETTERS if row and row[0] else "")


def _administrator(admin_url: str) -> psycopg.Connection:
    """In the database the URL names; while that one is still to be made, in the server's own."""
    try:
        return _sign_in(admin_url)
    except psycopg.OperationalError as error:
        try:
            return _sign_in(admin_url, "postgres")
        except psycopg.OperationalError:
            raise error from None


def _sign_in(admin_url: str, database: str | None = None) -> psycopg.Connection:
    elsewhere = {} if database is None else {"dbname": database}
    return psycopg.connect(make_conninfo(admin_url, connect_timeout=10, **elsewhere), autocommit=True)


def _need_no_others(connection: psycopg.Connection, *, database: str, mark: Mark) -> None:
    """The roles are the whole server's: to reset their passwords would shut another folder's OpenCCR out."""
    for found, text in connection.execute(MARKS):
        _, mode, keys = text.split(" ", 2)
        if keys != mark.keys and (mark.mode != "test" or mode == "live"):
            raise CannotStart(
                f"The database {found} on this server belongs to another data folder ({text}): its keys are not here. "
                f"Set OPENCCR_DATA to that folder, or OPENCCR_DATABASE_URL to another server."
            )
        if found == database and mark.mode not in (mode, "test"):
            raise CannotStart(
                f"The database {found} is marked as {text}; it is never used as {mark.mode}. "
                f"Set OPENCCR_DATA, or OPENCCR_DATABASE_URL, to another place."
            )


def _need_no_foreign_tables(admin_url: str, database: str) -> None:
    with _sign_in(admin_url, database) as inside:
        row = inside.execute(FOREIGN_TABLES).fetchone()
    if row and row[0]:
        raise CannotStart(
            f"The database {database} holds tables that are not OpenCCR's, such as {row[0]}. It is left alone: name "
            f"another database, which need not exist yet, in OPENCCR_DATABASE_URL."
        )


def script(*, database: str, secrets_folder: str) -> str:
    """The same as `prepare` does, as a script for psql; its passwords come from two environment variables."""
    create = sql.SQL(DATABASE).format(database=sql.Identifier(database)).as_string(None)
    letters = sql.Literal(LETTERS).as_string(None)
    values = {"createdb": "NOCREATEDB", "owner_password": ":'owner_password'", "app_password": ":'app_password'"}
    quoted = sql.Literal(database).as_string(None)
    return "\n".join(
        [
            PRINTED_HEAD.format(secrets=secrets_folder),
            ROLES.format(**values).strip(),
            "\n-- 2. The database.",
            f"SELECT {sql.Literal(create).as_string(None)} || CASE WHEN ({NEEDS_LETTERS}) THEN {letters} ELSE '' END",
            f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {quoted}) \\gexec",
            f"\\connect {sql.Identifier(database).as_string(None)}",
            RIGHTS.format(database=sql.Identifier(database).as_string(None)).rstrip(),
            MEMBERSHIPS,
        ]
    )


def _verifier(connection: psycopg.Connection, role: str, password: str) -> sql.Literal:
    """The SCRAM verifier of a password, so that the password itself is never in a statement a server may log."""
    made = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return sql.Literal(made.decode())


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
