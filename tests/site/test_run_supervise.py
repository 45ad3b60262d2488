"""What starts together stops together, however it ends; and what stands in the way of a start is a sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openccr.site.environment import ROOT, Environment, Mode
from openccr.site.failure import CannotStart
from openccr.site.start import _update, data_folder_for, need_port, need_same_mode, need_space
from openccr.site.supervise import Children, Stopped, until_stopped
from tests.site.signals import heeded
from tests.site.test_run_postgres import wait_until

FAMILY = """
import subprocess, sys, time
from openccr.site.supervise import Children, until_stopped

def say(number):  # in one piece: both write into one pipe, and `print` may send the end of its line apart
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()

def child():
    grandchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
    say(grandchild.pid)
    time.sleep(600)

with until_stopped(), Children() as children:
    say(children.start("The child", child).pid)
    children.wait()
"""


def for_long() -> None:
    time.sleep(600)


def fail() -> None:
    raise SystemExit(3)


def family() -> tuple[subprocess.Popen[str], list[int]]:
    """A supervising process, and the process ids of its child and grandchild."""
    process = subprocess.Popen(
        [sys.executable, "-c", FAMILY],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heeded,
    )
    assert process.stdout
    return process, [int(process.stdout.readline()), int(process.stdout.readline())]


def alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_ends_its_children_and_theirs(how: signal.Signals) -> None:
    process, descendants = family()
    process.send_signal(how)
    assert process.wait(20) == 0
    assert not any(map(alive, descendants))


def test_killed_outright_its_children_end_too() -> None:
    process, (child, grandchild) = family()
    process.kill()
    process.wait()
    assert wait_until(lambda: not alive(child))
    os.kill(grandchild, signal.SIGKILL)  # its own parent here does not look after it; the web server does


def test_when_one_ends_by_itself_the_start_ends_with_its_name() -> None:
    with pytest.raises(CannotStart, match="The job worker ended by itself"), Children() as children:
        children.start("The web server", for_long)
        children.start("The job worker", fail)
        children.wait()
    assert all(child.exitcode is not None for child in children.running)


def test_one_that_is_to_be_kept_is_started_again_but_not_for_ever() -> None:
    with pytest.raises(CannotStart, match="The job worker ended by itself"), Children() as children:
        children.start("The web server", for_long)
        children.start("The job worker", fail, again=True)
        children.wait()
    assert len(children.ended) == 5


def test_a_failing_step_is_named() -> None:
    with pytest.raises(CannotStart, match="Making the tables failed"), Children() as children:
        children.run("Making the tables", fail)


LOADED = """
import os
from openccr.site.parts import load

load()
from django.db import connections

print(len(os.listdir("/proc/self/task")), [one for one in connections.all() if one.connection])
"""


def test_what_is_loaded_before_the_parts_are_forked_holds_no_thread_and_no_connection() -> None:
    """A fork gets no thread of its parent's, and two processes on one connection would read each other's answers."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout == "1 []\n"


def test_a_second_ctrl_c_does_not_cut_the_ending_short() -> None:
    ended = False
    with until_stopped():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except Stopped:
            os.kill(os.getpid(), signal.SIGINT)
            ended = True
            raise
    assert ended


def test_a_taken_port_is_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} on 127.0.0.1 cannot be used.*OPENCCR_PORT"):
            need_port(Environment(port=port))


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 499 * 2**20}))
    with pytest.raises(CannotStart, match="Only 499 MB are free"):
        need_space(tmp_path)


def test_a_disk_that_fills_up_while_the_tables_are_made_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openccr.site.update.main", fail)
    site = Environment(data=tmp_path)
    for free, said in ((199, "Only 199 MB are free"), (499, "Bringing the database up to date failed")):
        monkeypatch.setattr("shutil.disk_usage", lambda path, free=free: type("Usage", (), {"free": free * 2**20}))
        with pytest.raises(CannotStart, match=said), Children() as children:
            _update(site, children)


def test_a_folder_in_use_is_a_sentence(tmp_path: Path) -> None:
    site = Environment(data=tmp_path)
    with (
        data_folder_for(site, purpose="serving"),
        pytest.raises(CannotStart, match=r"serving from .* already"),
        data_folder_for(site, purpose="serving"),
    ):
        pass
    with data_folder_for(site, purpose="serving"):
        pass


def test_the_demonstration_never_runs_on_a_live_folder_nor_live_on_the_demonstrations(tmp_path: Path) -> None:
    for before, now in (("live", Mode.DEMO), ("demo", Mode.LIVE)):
        (tmp_path / "mode").write_text(before)
        with pytest.raises(CannotStart, match=f"started as {before}; it is never used as {now}"):
            need_same_mode(Environment(data=tmp_path, mode=now))
