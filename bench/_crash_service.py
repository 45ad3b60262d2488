"""The demonstration as something that is killed and started again, and its database from above.

The killer plays what starts services again on a server (systemd): when the site has ended, it is started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench._site import free_port, is_well
from openccr.site.environment import ROOT

SECONDS_TO_START = 900
SETTINGS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on"}
"""What must be on: a kill keeps the disk's cache, so it proves nothing of a power cut; these do."""
ISSUE = """
import django; django.setup()
from datetime import date, timedelta
from bench._area import actor
from openccr.partnership.clients import issue
for number in range({clients}):
    who = actor("lead-housing")
    made = issue(actor=who, agency=who.agency, name=f"Measured {{number}}", scopes=["referrals:send"],
                 from_on=date.today(), until_on=date.today() + timedelta(days=30))
    print(made.secret)
"""
CASES = """
import django; django.setup()
from bench._area import actor
from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
with acting_as(actor("coordinator")):
    for one in CaseFile.objects.filter(closed_at=None, kind="marac").order_by("id")[:20]:
        print(one.id)
"""


@dataclass
class Service:
    """The demonstration, started again whenever it has ended."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """For the site's own processes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENCCR_")}
        return kept | {
            "OPENCCR_DATA": str(self.data), "OPENCCR_PORT": str(self.port), "OPENCCR_MODE": "demo",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "openccr.site.settings",
        }  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until all is well. Raises RuntimeError when it does not come up."""
        until = time.monotonic() + SECONDS_TO_START
        while not is_well(self.port):
            if time.monotonic() > until:
                raise RuntimeError(f"The site did not start: {self.said()}")
            self.keep()
            time.sleep(0.1)

    def keep(self) -> None:
        """Start it again when it has ended, as a service manager does."""
        if self.process is None or self.process.poll() is not None:
            with (self.data / "serving.said").open("ab") as said:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "openccr.site", "demo"],
                    env=self.environment(), cwd=ROOT, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
                )  # fmt: skip

    def stop(self) -> None:
        """Stop it in order."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(90)

    def said(self) -> str:
        """The end of what it printed."""
        return (self.data / "serving.said").read_text(errors="replace")[-1500:]

    def told(self, program: str) -> list[str]:
        """The lines of a short program run beside the site."""
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    def admin(self, **options: object) -> psycopg.Connection:
        """The superuser's connection to the site's database."""
        port = int((self.data / "postgres.port").read_text())
        password = (self.data / "secrets" / "postgres_superuser").read_text().strip()
        return psycopg.connect(
            host="127.0.0.1",
            port=port,
            user="postgres",
            password=password,
            dbname="openccr",
            autocommit=True,
            **options,
        )

    def victims(self, target: str) -> list[int]:
        """The processes of that part, as they are now."""
        assert self.process is not None
        below = _children(self.process.pid)
        web = [one for one in below if named(one) == "The web server"]
        workers = [one for parent in web for one in _children(parent)]
        jobs = [one for one in below if named(one) == "The job worker"]
        file = self.data / "postgres" / "pgdata" / "postmaster.pid"
        database = [int(file.read_text().splitlines()[0])] if file.exists() else []
        return {
            "web worker": workers,
            "web server": web,
            "job worker": jobs,
            "database": database,
            "everything": [self.process.pid, *web, *workers, *jobs, *database],
            "database and web server": [*database, *web],
        }[target]


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def named(process: int) -> str:
    """The name that `ps` shows of a process; empty once it has gone."""
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""
