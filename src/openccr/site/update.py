"""Bringing database and static files up to date with the code, before serving.

Done in a short process of its own, so that what it loads does not stay. The comment on the table of migrations says
what code the database was last brought up to: a second start need not look.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys

import psycopg
from psycopg import sql

from openccr.access.walls import WALLS
from openccr.kernel.files import put
from openccr.site.databases import place
from openccr.site.environment import ROOT, Environment, environment

SEEN = "SELECT obj_description(to_regclass('django_migrations'))"
MIGRATIONS = "SELECT coalesce(max(id), 0) FROM django_migrations"


def is_done(site: Environment) -> bool:
    """Whether the last update was with just this code, on just these tables, and left its files here."""
    files = [site.folder / "static" / "staticfiles.json", site.folder / "sign-ins"]
    if not all(file.exists() for file in files):
        return False
    with _as_owner(site) as connection:
        row = connection.execute(SEEN).fetchone()
        return row is not None and row[0] is not None and row[0] == _state(connection)


def nobody_yet(site: Environment) -> bool:
    """Whether there is no partnership, and so nobody who could sign in."""
    with _as_owner(site) as connection:
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(WALLS)))
        return connection.execute("SELECT 1 FROM partnership_partnership LIMIT 1").fetchone() is None


def main() -> None:
    """Migrate and build the walls as the owner; in the demonstration, load the invented area into an empty database."""
    site = environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openccr.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    from openccr.site.demo.guard import areas, demo_guard

    _migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    sign_ins = io.StringIO()
    if settings.DEMONSTRATION:
        refusal = demo_guard()
        if refusal is not None:
            raise SystemExit(str(refusal))
        if not areas():
            print("Inventing an area ...", flush=True)
            call_command("demo", size="small", verbosity=0)
        call_command("demo", sign_ins=True, stdout=sign_ins)
    put(site.folder / "sign-ins", sign_ins.getvalue())
    with _as_owner(site) as connection:
        state = sql.Literal(_state(connection))
        connection.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(state))


def make_first_tables(site: Environment) -> None:
    """Make the tables and walls of a database that has none: `openccr init` is the first thing a live area does."""
    with _as_owner(site) as connection:
        row = connection.execute("SELECT to_regclass('partnership_partnership') IS NULL").fetchone()
    if row is not None and row[0]:
        import django

        django.setup()
        print("Making the tables ...", file=sys.stderr, flush=True)
        _migrate()


def _migrate() -> None:
    from django.core.management import call_command

    from openccr.site.again import once_more

    once_more(lambda: call_command("migrate", database="owner", interactive=False, verbosity=0))


def _as_owner(site: Environment) -> psycopg.Connection:
    return psycopg.connect(place(site).as_role("openccr_owner", site.secrets().openccr_owner))


def _state(connection: psycopg.Connection) -> str:
    """The code by its files' names, sizes and times, and the migrations that the database has had."""
    digest = hashlib.sha256()
    for path in sorted((*(ROOT / "src").rglob("*"), *(ROOT / "packs").rglob("*"))):
        if path.is_file() and path.suffix != ".pyc":
            seen = path.stat()
            digest.update(f"{path.relative_to(ROOT)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    row = connection.execute(MIGRATIONS).fetchone()
    return f"OpenCCR {digest.hexdigest()[:16]}, migration {row[0] if row else 0}"
