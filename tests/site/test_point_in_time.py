"""Back to a second: a copy of the server's files, and its journal kept elsewhere as it is written (the how-to)."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from openccr.site import postgres
from openccr.site.backups.making import client
from openccr.site.postgres.programs import programs
from tests.site.conftest import folder
from tests.site.test_run_postgres import wait_until

RECOVER = """
restore_command = 'cp "{wal}/%f" "%p" || cp "{wal}/%f.partial" "%p"'
recovery_target_time = '{moment}'
recovery_target_action = 'promote'
hot_standby = off
"""


class Written:
    """A server that writes a row every moment, its files copied once and its journal as it goes."""

    def __init__(self, data: Path, away: Path) -> None:
        self.data, self.away = data, away
        self.server = postgres.ensure(data)
        self.bindir = programs(bindir=None, copies=data).bindir
        self.moments: list[datetime] = []

    def run(self) -> None:
        """Write rows with a copy of the files in between, then lose them all."""
        with (
            psycopg.connect(self.server.admin_url, autocommit=True) as connection,
            client(self.server.admin_url) as (
                target,
                environment,
            ),
        ):
            connection.execute("CREATE TABLE told (number int)")
            journal = [f"--directory={self.away / 'wal'}", "--slot=away", "--synchronous", f"--dbname={target}"]
            tool = str(self.bindir / "pg_receivewal")
            subprocess.run([tool, *journal, "--create-slot"], env=environment, check=True)
            with subprocess.Popen([tool, *journal], env=environment, stderr=subprocess.DEVNULL) as receiving:
                base = [
                    f"--pgdata={self.away / 'base'}",
                    "--wal-method=none",
                    "--checkpoint=fast",
                    f"--dbname={target}",
                ]
                subprocess.run(
                    [str(self.bindir / "pg_basebackup"), *base], env=environment, check=True, capture_output=True
                )
                for number in range(3):
                    connection.execute("INSERT INTO told VALUES (%s)", [number])
                    row = connection.execute("SELECT clock_timestamp()").fetchone()
                    assert row
                    self.moments.append(row[0])
                    time.sleep(0.3)
                connection.execute("TRUNCATE told")
                row = connection.execute("SELECT pg_current_wal_lsn()").fetchone()
                assert row
                assert wait_until(lambda: self._has(connection, row[0])), "the journal did not arrive"
                receiving.send_signal(signal.SIGINT)

    def _has(self, connection: psycopg.Connection, position: str) -> bool:
        row = connection.execute(
            "SELECT bool_and(flush_lsn >= %s::pg_lsn) FROM pg_stat_replication", [position]
        ).fetchone()
        return bool(row and row[0])

    def at(self, moment: datetime, data: Path) -> list[int]:
        """The rows of that moment, on a host that has the copy, the journal and the password alone."""
        tools = programs(bindir=None, copies=data)
        home = data / "postgres"
        home.mkdir()
        shutil.copytree(self.data / "secrets", data / "secrets")
        shutil.copytree(self.away / "base", home / "pgdata")
        shutil.copytree(self.away / "wal", home / "wal")
        with (home / "pgdata" / "postgresql.auto.conf").open("a") as settings:
            settings.write(RECOVER.format(wal=home / "wal", moment=moment.isoformat()))
        (home / "pgdata" / "recovery.signal").touch()
        for path in (home, *home.rglob("*")):
            tools.own(path, mode=0o700 if path.is_dir() else 0o600)
        server = postgres.ensure(data)
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            return [row[0] for row in connection.execute("SELECT number FROM told ORDER BY 1")]


@pytest.fixture(scope="module")
def written(first_start: Path) -> Iterator[Written]:
    data, away = folder(), folder()
    subprocess.run(["cp", "-a", f"{first_start}/.", data], check=True)
    (away / "wal").mkdir()
    found = Written(data, away)
    found.run()
    yield found
    postgres.stop(data)
    shutil.rmtree(data)
    shutil.rmtree(away)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_database_comes_back_as_it_was_at_that_second(written: Written, data: Path, number: int) -> None:
    assert written.at(written.moments[number], data) == list(range(number + 1))
