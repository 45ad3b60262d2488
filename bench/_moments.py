"""Back to a second, as the how-to says: a copy of the server's files, its journal kept elsewhere, a moment named."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench._crash_service import Service
from bench._crash_writers import Writer
from bench._restored import Sent, running, sent, there
from openccr.site.backups.making import client
from openccr.site.postgres.programs import programs

RECOVER = """
restore_command = 'cp "{wal}/%f" "%p" || cp "{wal}/%f.partial" "%p"'
hot_standby = off
"""
TARGET = "recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n"


@dataclass(frozen=True)
class Moment:
    """A second to go back to, and what was acknowledged before it.

    Args:
        ahead: acts of the invented area that are dated later on the same day.
    """

    at: datetime
    acknowledged: set[Sent]
    ahead: int


class Journal:
    """The copy and the journal of a running site, in a folder that is somebody else's disk."""

    def __init__(self, site: Service, away: Path) -> None:
        self.site, self.away = site, away
        self.bindir = programs(bindir=None, copies=site.data).bindir
        (away / "wal").mkdir()

    def __enter__(self) -> Journal:
        port = (self.site.data / "postgres.port").read_text().strip()
        password = (self.site.data / "secrets" / "postgres_superuser").read_text().strip()
        self._client = client(f"host=127.0.0.1 port={port} user=postgres password={password} dbname=postgres")
        target, environment = self._client.__enter__()
        journal = [f"--directory={self.away / 'wal'}", "--slot=away", "--synchronous", f"--dbname={target}"]
        tool = str(self.bindir / "pg_receivewal")
        subprocess.run([tool, *journal, "--create-slot"], env=environment, check=True)
        self.receiving = subprocess.Popen([tool, *journal], env=environment, stderr=subprocess.DEVNULL)
        copied = [f"--pgdata={self.away / 'base'}", "--wal-method=none", "--checkpoint=fast", f"--dbname={target}"]
        command = [str(self.bindir / "pg_basebackup"), *copied]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return self

    def __exit__(self, *unused: object) -> None:
        self.receiving.send_signal(signal.SIGINT)
        self.receiving.wait(30)
        self._client.__exit__(None, None, None)

    def moment(self, writers: list[Writer]) -> Moment:
        """Note this second by the server's own clock, after what was acknowledged before it."""
        acknowledged = sent(writers, taken=True)
        with self.site.admin() as connection:
            row = connection.execute("SELECT clock_timestamp()").fetchone()
            assert row
            ahead = connection.execute("SELECT count(*) FROM audit_auditevent WHERE at > %s", [row[0]]).fetchone()
        return Moment(row[0], acknowledged, ahead[0] if ahead else 0)

    def host(self, host: Path, *, moment: datetime | None) -> None:
        """Lay copy, journal and secrets out on an empty host, to be recovered to `moment`, or to the journal's end."""
        tools, home = programs(bindir=None, copies=host), host / "postgres"
        home.mkdir(parents=True)
        shutil.copytree(self.site.data / "secrets", host / "secrets")
        shutil.copytree(self.away / "base", home / "pgdata")
        shutil.copytree(self.away / "wal", home / "wal")
        with (home / "pgdata" / "postgresql.auto.conf").open("a") as settings:
            settings.write(RECOVER.format(wal=home / "wal"))
            if moment is not None:
                settings.write(TARGET.format(moment=moment.isoformat()))
        (home / "pgdata" / "recovery.signal").touch()
        for path in (home, *home.rglob("*")):
            tools.own(path, mode=0o700 if path.is_dir() else 0o600)

    def back_to(self, moment: Moment, host: Path) -> tuple[list[str], float]:
        """What is wrong on a host that went back to that second, and in how many seconds it was up."""
        started = time.monotonic()
        self.host(host, moment=moment.at)
        with running(self.site, host) as connection:
            seconds = time.monotonic() - started
            lost = sorted(moment.acknowledged - there(connection, moment.acknowledged))
            row = connection.execute("SELECT count(*) FROM audit_auditevent WHERE at > %s", [moment.at]).fetchone()
        later = (row[0] if row else 0) - moment.ahead
        wrong = [f"acknowledged before {moment.at} and not there: {word}" for _, word, _ in lost[:3]]
        return wrong + ([f"{later} acts are there that came after {moment.at}"] if later else []), seconds
