"""Where one embedded server lives: its folders and files, and the locks its users share."""

from __future__ import annotations

import fcntl
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from openccr.site.failure import CannotStart
from openccr.site.postgres.programs import Programs, programs

BEFORE_SECRETS = ("serving", "test", "measuring", "bench", "embedded_postgres")
"""How names begin in a data folder before its secrets are made; any other means that it is somebody else's folder."""


@dataclass(frozen=True)
class Home:
    """Where the files of one embedded server lie."""

    data: Path

    @property
    def folder(self) -> Path:
        """Owned by PostgreSQL's user, closed to all others."""
        return self.data / "postgres"

    @property
    def pgdata(self) -> Path:
        return self.folder / "pgdata"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def port(self) -> Path:
        return self.data / "postgres.port"

    @property
    def users(self) -> Path:
        """Its lock is shared by every process that uses the server."""
        return self.data / "postgres.users"

    @property
    def starting(self) -> Path:
        """Its lock is held by the one process that is making or starting the server."""
        return self.data / "postgres.starting"

    @property
    def watching(self) -> Path:
        """Its lock is held by the watchdog."""
        return self.data / "postgres.watching"

    @property
    def keep(self) -> Path:
        """While it exists the watchdog leaves the server running."""
        return self.data / "postgres.keep"


def remembered_port(data: Path) -> int:
    """The TCP port the server of this data folder had last, running or not; 0 before its first start."""
    file = Home(data).port
    return int(file.read_text()) if file.exists() else 0


def open_house(home: Home, bindir: Path | None) -> Programs:
    """Make the folders, closed to all but their owners, and find the programs."""
    data = home.data
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        tools = programs(bindir=bindir, copies=data)
        for folder in (data.parent, data):
            _let_pass(folder, tools)
        home.folder.mkdir(exist_ok=True)
        tools.own(home.folder, mode=0o700)
    except OSError as error:
        raise CannotStart(
            f"The data folder {data} cannot be made or written: {error.strerror}. "
            f"Set OPENCCR_DATA to a folder that this user may write."
        ) from error
    if not tools.can_reach(home.folder):
        raise CannotStart(
            f"PostgreSQL does not run as root, and its own user {tools.user} cannot pass into {data}. "
            f"Set OPENCCR_DATA to a folder that it can reach, such as /var/lib/openccr."
        )
    return tools


def _let_pass(folder: Path, tools: Programs) -> None:
    """For root: let PostgreSQL's user pass through, never list, a folder that holds OpenCCR's things and no others."""
    names = {path.name for path in folder.iterdir()} if tools.user else set()
    if tools.user and ("secrets" in names or all(name.startswith(BEFORE_SECRETS) for name in names)):
        os.chown(folder, 0, pwd.getpwnam(tools.user).pw_gid)
        folder.chmod(0o710)


def live_process(home: Home) -> int | None:
    """The server's process id. A pid file alone proves nothing: after a crash its number may be anybody's."""
    try:
        process = int((home.pgdata / "postmaster.pid").read_text().splitlines()[0])
        os.kill(process, 0)
        proof = Path(f"/proc/{process}/cwd")
        return process if not Path("/proc/self").exists() or proof.samefile(home.pgdata) else None
    except (OSError, IndexError, ValueError):
        return None


def locked(file: TextIO, kind: int) -> bool:
    """Take the lock of `kind` (`fcntl.LOCK_SH` or `LOCK_EX`) without waiting; False when somebody stands in the way."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def only_one(path: Path) -> Iterator[TextIO]:
    """Within this block no other process is in such a block on the same file; waits for it. Gives the locked file."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
