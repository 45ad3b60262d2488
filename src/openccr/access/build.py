"""Builds the walls after every migration, in one transaction: functions, policies, table rights, the token's pads.

Walls are declared with the models and compared with the live catalogue, so they are built whole each time and never
drift (docs/decisions/0004). Until a table's wall stands, the application's role has no right on it at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction

from openccr.access.counted import COUNTED
from openccr.access.linked import LINKED
from openccr.access.ours import our_apps
from openccr.access.rights import framework_walls
from openccr.access.tokens import pads
from openccr.access.walls import APP, INSIGHT, LINKAGE, OWNER, WALLS, Policy, Wall


def walls() -> dict[str, Wall]:
    """Every table of every installed app with its wall. Raises LookupError for a model without one."""
    found: dict[str, Wall] = dict(framework_walls())
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in found or not model._meta.managed:
            continue
        found[table] = _wall_of(model)
    return found


def _wall_of(model: type[models.Model]) -> Wall:
    wall = getattr(model, "wall", None)
    if not isinstance(wall, Wall):
        raise LookupError(
            f"{model._meta.label} has no wall. Give it `wall = ...` from openccr.access.walls,"
            " or name its table in openccr.access.rights if it belongs to a library."
        )
    return wall


def functions() -> Iterator[tuple[str, str]]:
    """Every function file of the installed apps in the order of their numbers: its functions' owner, and its text.

    What stands in a `*.insight.sql` counts, and belongs to the role that reads nothing but `COUNTED`; what stands in a
    `*.linkage.sql` compares across agencies, and belongs to the role that reaches nothing but `LINKED`.
    """
    files = [path for config in our_apps() for path in Path(config.path).glob("sql/*.sql")]
    for path in sorted(files, key=lambda path: path.name):
        yield _OWNERS.get(path.name.split(".")[-2], WALLS), path.read_text(encoding="utf-8")


_OWNERS = {"insight": INSIGHT, "linkage": LINKAGE}


def build(using: str = "owner") -> None:
    """Build every wall on the database behind the alias `using`, which must be the owner's."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        present = {row[0] for row in cursor.fetchall()}
        declared = walls()
        _schemas(cursor)
        for table in sorted(present):
            cursor.execute(f'GRANT ALL ON "{table}" TO {WALLS}')
        # SELECT for backups, which are made in this role: a sequence that is not restored gives numbers out twice.
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WALLS}")
        left_over = _functions(cursor)
        cursor.execute(f"SET LOCAL ROLE {WALLS}")
        _pads(cursor)
        cursor.execute("RESET ROLE")
        for table in sorted(present & set(declared)):
            raise_wall(cursor, table=table, wall=declared[table])
        # Now that no policy names them: a function that has left the code would go on looking over the walls.
        cursor.execute(f"SET LOCAL ROLE {WALLS}")
        for function in left_over:
            cursor.execute(f"DROP FUNCTION {function}")
        cursor.execute("RESET ROLE")
        _rights(cursor, declared, present)


def raise_wall(cursor: object, *, table: str, wall: Wall) -> None:
    """Make `table` show exactly the policies of `wall`, forced on its owner too."""
    run = cursor.execute  # type: ignore[attr-defined]
    run(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    run(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    run("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table])
    for (name,) in cursor.fetchall():  # type: ignore[attr-defined]
        run(f'DROP POLICY "{name}" ON "{table}"')
    for policy in wall.policies(table):
        run(policy.create(table))


def _schemas(cursor: object) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    run(f"CREATE SCHEMA IF NOT EXISTS openccr AUTHORIZATION {WALLS}")
    run(f"CREATE SCHEMA IF NOT EXISTS openccr_secret AUTHORIZATION {WALLS}")
    run(f"SET LOCAL ROLE {WALLS}")
    # The owner names the functions in policies and triggers; it cannot run them.
    run(f"GRANT USAGE ON SCHEMA openccr TO {APP}, {OWNER}")
    run(f"GRANT USAGE, CREATE ON SCHEMA openccr TO {INSIGHT}, {LINKAGE}")
    run("RESET ROLE")


def _functions(cursor: object) -> list[str]:
    """Make every function anew, for the application alone. Returns those left over from an earlier version."""
    run = cursor.execute  # type: ignore[attr-defined]
    before = _versions(cursor)
    for owner, text in functions():
        run(f"SET LOCAL ROLE {owner}")
        run(text)
    run("RESET ROLE")
    left_over = [name for name, version in _versions(cursor).items() if before.get(name) == version]
    for owner in (WALLS, INSIGHT, LINKAGE):
        run(f"SET LOCAL ROLE {owner}")
        run(_FOR_THE_APPLICATION_ALONE)
    run("RESET ROLE")
    return left_over


def _versions(cursor: object) -> dict[str, str]:
    """Each function with where its catalogue row lies, which changes whenever it is made anew."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT oid::regprocedure::text, ctid::text FROM pg_proc WHERE pronamespace = 'openccr'::regnamespace"
    )
    return dict(cursor.fetchall())  # type: ignore[attr-defined]


# One by one: to take rights on all functions of a schema one would have to own them all. One commented "inner" is
# for other functions alone: those have looked who asks.
_FOR_THE_APPLICATION_ALONE = f"""
DO $$
DECLARE one regprocedure;
BEGIN
  FOR one IN SELECT oid FROM pg_proc WHERE pronamespace = 'openccr'::regnamespace AND proowner = current_user::regrole
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
    IF obj_description(one, 'pg_proc') IS DISTINCT FROM 'inner' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {APP}', one);
    ELSE
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM {APP}', one);
    END IF;
  END LOOP;
END $$
"""


def _pads(cursor: object) -> None:
    inner, outer = pads(settings.TOKEN_KEY)
    run = cursor.execute  # type: ignore[attr-defined]
    run("CREATE TABLE IF NOT EXISTS openccr_secret.pads (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL)")
    run("DELETE FROM openccr_secret.pads")
    run("INSERT INTO openccr_secret.pads VALUES (%s, %s)", [inner, outer])


def _rights(cursor: object, declared: dict[str, Wall], present: set[str]) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    run("SELECT quote_ident(current_database())")
    (database,) = cursor.fetchone()  # type: ignore[attr-defined]
    # No temporary tables: they would shadow ours, and hold copies that no wall covers.
    run(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    run(f"GRANT CONNECT ON DATABASE {database} TO {APP}")
    run(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP}, PUBLIC")
    run(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {APP}, PUBLIC")
    run(f"GRANT USAGE ON SCHEMA public TO {APP}, {WALLS}")
    for table in sorted(present & set(declared)):
        if rights := declared[table].rights():
            run(f'GRANT {", ".join(rights)} ON "{table}" TO {APP}')
        if "INSERT" in declared[table].commands:
            _sequences(cursor, table)
        run(f'REVOKE ALL ON "{table}" FROM {INSIGHT}')
        if columns := COUNTED.get(table):
            named = ", ".join(f'"{column}"' for column in columns)
            run(f'GRANT SELECT ({named}) ON "{table}" TO {INSIGHT}')
        run(f'REVOKE ALL ON "{table}" FROM {LINKAGE}')
        if linked := LINKED.get(table):
            run(f'GRANT {", ".join(linked)} ON "{table}" TO {LINKAGE}')


def _sequences(cursor: object, table: str) -> None:
    """Let the application draw the numbers of a table that it writes, and of no other: they would count it."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT pg_get_serial_sequence(quote_ident(%s), attname) FROM pg_attribute"
        " WHERE attrelid = quote_ident(%s)::regclass AND attnum > 0 AND NOT attisdropped",
        [table, table],
    )
    for sequence in [row[0] for row in cursor.fetchall() if row[0]]:  # type: ignore[attr-defined]
        cursor.execute(f"GRANT USAGE ON SEQUENCE {sequence} TO {APP}")  # type: ignore[attr-defined]


def policies() -> dict[str, list[Policy]]:
    """Every table's expected policies, for the wall test."""
    return {table: wall.policies(table) for table, wall in walls().items()}
