"""A server set up without a language, as Debian's is where none was chosen, still gets a database that knows É."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import psycopg
import pytest

from openccr.site.prepare import script
from tests.site.test_prepare import Fresh, fresh  # noqa: F401  (a fixture)


@pytest.fixture
def plain(fresh: Fresh) -> Iterator[Fresh]:  # noqa: F811
    """The server, as `initdb --locale=C` would have made it. The embedded one asks no locale of the machine."""
    read = "SELECT datlocprovider = 'c', datcollate, datctype FROM pg_database WHERE datname = 'template0'"
    write = "UPDATE pg_database SET datcollate = %s, datctype = %s WHERE datname = 'template0'"
    with fresh.superuser() as connection:
        of_the_machine, *before = connection.execute(read).fetchone() or (False,)
        if of_the_machine:
            connection.execute(write, ["C", "C"])
    yield fresh
    with fresh.superuser() as connection:
        connection.execute(write, before)


def knows_letters(app: psycopg.Connection) -> bool:
    row = app.execute("SELECT lower('É') = 'é'").fetchone()
    return bool(row and row[0])


def test_the_database_is_made_with_letters_beyond_english(plain: Fresh) -> None:
    plain.prepare()
    with plain.app() as app:
        assert knows_letters(app)


@pytest.mark.skipif(not shutil.which("psql"), reason="psql is not installed")
def test_the_printed_script_makes_it_so_too(plain: Fresh) -> None:
    words = {"OPENCCR_OWNER_PASSWORD": "owner's word", "OPENCCR_APP_PASSWORD": "app's word"}
    answer = subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", plain.admin_url],
        input=script(database="openccr", secrets_folder="/var/lib/openccr/secrets"),
        text=True,
        capture_output=True,
        env={**os.environ, **words},
    )
    assert answer.returncode == 0, answer.stderr
    with plain.app() as app:
        assert knows_letters(app)
