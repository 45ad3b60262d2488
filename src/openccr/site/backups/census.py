"""What a database holds, in numbers that can be compared: each table's rows and their hash, and who may do what.

Read as the walls' role, which sees every row. Where an administrator can look over the walls, the rows are counted
a second time by them: row security must never thin a backup in silence (security paper, B2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from openccr.access.walls import WALLS
from openccr.site.failure import CannotStart

TABLES: Final[LiteralString] = """
SELECT c.relname, coalesce((SELECT array_agg(a.attname ORDER BY k.place) FROM pg_index i,
         unnest(i.indkey) WITH ORDINALITY AS k (number, place), pg_attribute a
         WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number), ARRAY[]::name[])
FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""

NOT_WHOLE: Final[LiteralString] = """
SELECT min(c.relname) FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND (
  NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
              AND p.permissive = 'PERMISSIVE' AND p.cmd = 'ALL' AND p.qual = 'true' AND 'openccr_walls' = ANY (p.roles))
  OR EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
             AND p.permissive = 'RESTRICTIVE' AND ('openccr_walls' = ANY (p.roles) OR 'public' = ANY (p.roles))))
"""
"""A table of which the walls' role may not see everything."""

KINDS: Final[dict[str, LiteralString]] = {
    "roles": """SELECT concat_ws(' ', rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
        rolbypassrls) FROM pg_roles WHERE rolname LIKE 'openccr\\_%'""",
    "memberships": """SELECT concat_ws(' ', pg_get_userbyid(roleid), pg_get_userbyid(member), admin_option)
        FROM pg_auth_members WHERE pg_get_userbyid(roleid) LIKE 'openccr\\_%'""",
    "policies": """SELECT concat_ws(' | ', tablename, policyname, permissive, roles::text, cmd, qual, with_check)
        FROM pg_policies WHERE schemaname IN ('public', 'openccr', 'openccr_secret')""",
    "walls": """SELECT concat_ws(' ', n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity,
        c.relforcerowsecurity) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'openccr', 'openccr_secret') AND c.relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "columns": """SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "grants": """SELECT concat_ws(' ', what, name, pg_get_userbyid(g.grantee), g.privilege_type, g.is_grantable) FROM (
        SELECT 'table' AS what, c.oid::regclass::text AS name, c.relacl AS acl FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'openccr', 'openccr_secret')
        UNION ALL SELECT 'column', a.attrelid::regclass || '.' || a.attname, a.attacl FROM pg_attribute a
          JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname IN ('public', 'openccr', 'openccr_secret')
        UNION ALL SELECT 'function', p.oid::regprocedure::text, p.proacl FROM pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'openccr', 'openccr_secret')
        UNION ALL SELECT 'schema', nspname, nspacl FROM pg_namespace
          WHERE nspname IN ('public', 'openccr', 'openccr_secret')
        UNION ALL SELECT 'database', '', datacl FROM pg_database WHERE datname = current_database()
      ) AS one, aclexplode(acl) AS g""",
    "functions": """SELECT concat_ws(' ', p.oid::regprocedure, pg_get_userbyid(p.proowner), p.prosecdef,
        p.proconfig::text, md5(p.prosrc)) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('public', 'openccr', 'openccr_secret')""",
    "triggers": """SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal""",
    "constraints": """SELECT concat_ws(' ', conrelid::regclass, conname, contype, convalidated) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "indexes": """SELECT concat_ws(' ', indrelid::regclass, indexrelid::regclass, indisunique, indisvalid) FROM pg_index
        WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)""",
}
"""What is compared beside the rows: each a query of lines. A constraint's own text is written anew by PostgreSQL when
it is restored, so constraints and indexes are compared by name and kind; the code makes and tests what they say."""


@dataclass(frozen=True)
class Census:
    """Table → (rows, hash of the rows in the order of their keys); kind of catalogue entry → its lines, sorted."""

    tables: dict[str, tuple[int, str]]
    catalogue: dict[str, list[str]]

    def as_json(self) -> dict[str, Any]:
        """For a manifest."""
        return asdict(self)

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Census:
        """Out of a manifest."""
        return cls({name: (rows, digest) for name, (rows, digest) in told["tables"].items()}, dict(told["catalogue"]))

    @property
    def rows(self) -> int:
        """All of them."""
        return sum(rows for rows, _ in self.tables.values())


def take(connection: psycopg.Connection) -> Census:
    """Count and hash, in the connection's transaction, which acts as the walls' role.

    Raises CannotStart when the walls' role may not see every row of a table.
    """
    thin = connection.execute(NOT_WHOLE).fetchone()
    if thin is not None and thin[0] is not None:
        raise CannotStart(
            f"The table {thin[0]} is not open to the role {WALLS}: a backup would lack rows. Run `openccr migrate`."
        )
    found = connection.execute(TABLES).fetchall()
    tables = {name: _rows(connection, name, keys) for name, keys in found}
    return Census(tables=tables, catalogue=catalogue(connection))


def catalogue(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Kind → its lines, sorted, so that the order in which they were made does not count."""
    return {kind: sorted(str(row[0]) for row in connection.execute(query)) for kind, query in KINDS.items()}


def _rows(connection: psycopg.Connection, table: str, keys: list[str]) -> tuple[int, str]:
    order = sql.SQL(", ").join(map(sql.Identifier, keys)) if keys else sql.SQL("t::text")
    query = sql.SQL("COPY (SELECT * FROM public.{} AS t ORDER BY {}) TO STDOUT").format(sql.Identifier(table), order)
    digest, rows = sha256(), 0
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for piece in copy:
            digest.update(piece)
            rows += bytes(piece).count(b"\n")
    return rows, digest.hexdigest()


def differences(before: Census, after: Census) -> list[str]:
    """Sentences on what is not the same; empty when everything is."""
    told = []
    for name in sorted(before.tables.keys() | after.tables.keys()):
        one, other = before.tables.get(name), after.tables.get(name)
        if one != other:
            told.append(f"table {name}: {_said(one)} before, {_said(other)} now")
    for kind in sorted(before.catalogue.keys() | after.catalogue.keys()):
        lines, now = set(before.catalogue.get(kind, ())), set(after.catalogue.get(kind, ()))
        told += [f"{kind}: no more {line}" for line in sorted(lines - now)]
        told += [f"{kind}: new {line}" for line in sorted(now - lines)]
    return told


def _said(found: tuple[int, str] | None) -> str:
    return "not there" if found is None else f"{found[0]:,} rows ({found[1][:12]})"


@contextmanager
def as_walls(conninfo: str) -> Iterator[psycopg.Connection]:
    """The owner's connection in one frozen moment, as the role that sees every row."""
    with psycopg.connect(conninfo) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(WALLS)))
        # So that the same rows give the same text, whatever the server's own settings are.
        for setting in ("timezone = 'UTC'", "datestyle = 'ISO, MDY'", "bytea_output = 'hex'", "statement_timeout = 0"):
            connection.execute(f"SET LOCAL {setting}")
        yield connection


def counted_from_above(admin: str, snapshot: str) -> dict[str, int] | None:
    """Rows of each table as an administrator sees them at that moment; None when they bypass no walls either."""
    with psycopg.connect(admin) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        might = connection.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if might is None or not might[0]:
            return None
        counted = {}
        for name, _ in connection.execute(TABLES).fetchall():
            row = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))).fetchone()
            counted[name] = row[0] if row else 0
        return counted
