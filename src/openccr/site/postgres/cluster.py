"""Make, start, share and stop one embedded server. The folder `postgres` of the data folder is its whole home."""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from openccr.kernel.files import put
from openccr.site import keys
from openccr.site.failure import CannotStart
from openccr.site.postgres.home import Home, live_process, locked, only_one, open_house, remembered_port
from openccr.site.postgres.programs import Programs, programs

HOST = "127.0.0.1"
SUPERUSER = "postgres"
SECONDS_TO_START = 60
MOST_LOG_BYTES = 10_000_000

OPTIONS = (
    "listen_addresses=127.0.0.1",
    # TCP on loopback with passwords is enough; a socket file would bring path limits and one more door.
    "unix_socket_directories=",
    "max_connections=60",
    "timezone=UTC",
    # A failing statement's text, values and DETAIL can hold names and addresses: they do not belong in a log.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
)

_held: dict[Path, TextIO] = {}
"""Locks this process holds on the servers it uses, by data folder; the kernel drops them when it ends."""
_watchdogs: dict[Path, subprocess.Popen[bytes]] = {}
"""Watchdogs that this process started."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running embedded server."""

    host: str
    port: int
    major: int
    """PostgreSQL's major version."""
    superuser: str
    superuser_password: str = field(repr=False)

    @property
    def admin_url(self) -> str:
        """Administrator's URL, password included: for `prepare`, never for a log."""
        return f"postgresql://{self.superuser}:{quote(self.superuser_password)}@{self.host}:{self.port}/postgres"


def ensure(data: Path, *, bindir: Path | None = None) -> Server:
    """Answer the running server of the data folder, made (1 s) and started (0.2 s) when it is not there.

    The server runs at least as long as this process, or until `leave`. `bindir` names other PostgreSQL programs.
    Raises CannotStart with a sentence when it cannot be made, reached or started.
    """
    home = Home(data)
    tools = open_house(home, bindir)
    password = keys.keep(folder=data / "secrets").postgres_superuser
    _hold(home)
    with only_one(home.starting) as starting:
        port = _running_port(home)
        if port is None:
            _make(home, tools, password, starting)
        _watch(home, tools, starting)
        port = port or _running_port(home)
    if port is None:
        words = home.log.read_text(errors="replace").splitlines()[-3:] if home.log.exists() else []
        raise CannotStart(f"PostgreSQL did not start. The end of {home.log} says: {' '.join(words)}")
    return Server(host=HOST, port=port, major=_major(home), superuser=SUPERUSER, superuser_password=password)


def is_running(data: Path) -> bool:
    """Whether the server's process is there, answering or still starting."""
    return live_process(Home(data)) is not None


def revive(data: Path, *, bindir: Path | None = None) -> Server:
    """As `ensure`, for a server that was killed: its last processes may hold on to its memory for some seconds.

    Raises CannotStart when it does not come back within a minute.
    """
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return ensure(data, bindir=bindir)
        except CannotStart:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def leave(data: Path) -> None:
    """Stop using the server; when nobody else uses it, return once the watchdog has stopped it."""
    home = Home(data)
    held = _held.pop(data, None)
    if held is None:
        return
    held.close()
    if home.keep.exists():
        return
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and not _is_over(home):
        time.sleep(0.01)
    if watchdog := _watchdogs.pop(data, None):
        watchdog.poll()


def _is_over(home: Home) -> bool:
    """Whether there is nothing to wait for: others use the server, or its watchdog has stopped it and gone."""
    with home.users.open("a") as users, home.watching.open("a") as watching:
        if not locked(users, fcntl.LOCK_SH):
            return False  # the watchdog is stopping the server
        others_use_it = not locked(users, fcntl.LOCK_EX)
        return others_use_it or locked(watching, fcntl.LOCK_SH)


def stop(data: Path, *, bindir: Path | None = None) -> None:
    """Stop the server now, whoever uses it: open transactions are rolled back."""
    home = Home(data)
    home.keep.unlink(missing_ok=True)
    if _running_port(home) is not None:
        tools = programs(bindir=bindir, copies=data)
        try:
            tools.run("pg_ctl", "-D", home.pgdata, "-m", "fast", "-w", "-t", SECONDS_TO_START, "stop")
        except CannotStart:
            # The watchdog, whose last user has left, may have stopped it in the same moment.
            if _running_port(home) is not None:
                raise
    leave(data)


def _make(home: Home, tools: Programs, password: str, starting: TextIO) -> None:
    if home.pgdata.exists():
        made_by, major = _major(home), tools.major
        if made_by != major:
            raise CannotStart(
                f"The data in {home.pgdata} was made by PostgreSQL {made_by} and the programs are version {major}. "
                f"Set OPENCCR_PG_BINDIR to the programs of version {made_by}, or move the data over with pg_upgrade."
            )
        return
    draft = home.folder / "pgdata.unfinished"
    if draft.exists():
        print(f"A first start was cut short; its half-made database {draft} held nothing and is made anew.")
        shutil.rmtree(draft)
    # initdb reads the password from a file, and must be able to as PostgreSQL's user.
    password_file = home.folder / "password.unfinished"
    password_file.unlink(missing_ok=True)
    password_file.touch(mode=0o600)
    tools.own(password_file, mode=0o600)
    password_file.write_text(password + "\n")
    locale = ("--locale-provider=builtin", "--locale=C.UTF-8") if tools.major >= 17 else ("--locale=C.UTF-8",)
    try:
        tools.run(
            "initdb", "-D", draft, "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", password_file,
            "-E", "UTF8", "--data-checksums", *locale, lock=starting,
        )  # fmt: skip
    finally:
        password_file.unlink()
    draft.rename(home.pgdata)


def _free_port(home: Home) -> int:
    """The port of last time when it is free, so that URLs keep working; else a random one, remembered."""
    for port in (remembered_port(home.data), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            chosen: int = probe.getsockname()[1]
            put(home.port, f"{chosen}\n", mode=0o644)
            return chosen
    raise CannotStart("This computer has no free TCP port on 127.0.0.1 for PostgreSQL.")


def _running_port(home: Home) -> int | None:
    """The port of the live server, once it takes connections; None when there is none."""
    deadline = time.monotonic() + SECONDS_TO_START
    while live_process(home) is not None and time.monotonic() < deadline:
        lines = (home.pgdata / "postmaster.pid").read_text().splitlines()
        if len(lines) > 7 and lines[7].strip() == "ready":
            return int(lines[3])
        time.sleep(0.05)
    return None


def _major(home: Home) -> int:
    return int((home.pgdata / "PG_VERSION").read_text())


def _hold(home: Home) -> None:
    if home.data in _held:
        return
    file = home.users.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    _held[home.data] = file


def _watch(home: Home, tools: Programs, starting: TextIO) -> None:
    """See that a watchdog is there and the server running: usually the one just starts the other."""
    options = "" if _running_port(home) else _server_options(home)
    with home.watching.open("a+") as lock:
        if not (_locked_soon(lock) if options else locked(lock, fcntl.LOCK_EX)):
            if options:  # its server crashed under it
                arguments = ("-D", home.pgdata, "-w", "-t", SECONDS_TO_START, "-l", home.log, "-o", options)
                tools.run("pg_ctl", *arguments, "start", check=False)
            return
        tools.own(home.users, mode=0o600)
        watchdog = subprocess.Popen(
            [
                sys.executable, "-I", "-S", Path(__file__).with_name("watchdog.py"), str(starting.fileno()),
                tools.user or "", home.users, home.keep, tools.bindir / "pg_ctl", home.pgdata, home.log, options,
            ],
            stdin=lock,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[starting.fileno()],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            cwd="/",
            start_new_session=True,
        )  # fmt: skip
    _watchdogs[home.data] = watchdog
    if watchdog.stdout:
        with watchdog.stdout as answer:
            answer.read()


def _locked_soon(lock: TextIO) -> bool:
    """Take the watchdog's lock, unless a watchdog has it; a process that is leaving may look at it for a moment."""
    for _ in range(20):
        if locked(lock, fcntl.LOCK_EX):
            return True
        time.sleep(0.01)
    return False


def _server_options(home: Home) -> str:
    # A pid file here was left by a crash. Its number may be another program's by now: PostgreSQL would not start.
    (home.pgdata / "postmaster.pid").unlink(missing_ok=True)
    if home.log.exists() and home.log.stat().st_size > MOST_LOG_BYTES:
        home.log.rename(home.log.with_suffix(".old"))
    return " ".join(f"-c {option}" for option in (f"port={_free_port(home)}", *OPTIONS))
