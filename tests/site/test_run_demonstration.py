"""`./run` whole: from an empty data folder to pages, and back to no process at all."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openccr.site.environment import ROOT
from tests.site.test_run_postgres import processes_of, wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demonstration(data: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running demonstration and what it had printed when it said where it is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENCCR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "openccr.site", "demo"],
        env={**kept, "OPENCCR_DATA": str(data), "OPENCCR_PORT": str(port), "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    printed = ""
    for line in process.stdout:
        printed += line
        if f"http://localhost:{port}" in line:
            break
    try:
        yield process, printed
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def processes_on(data: Path, port: int) -> list[str]:
    """The server, its watchdog, the web server with its workers and the job worker of one demonstration."""
    mine = f"OPENCCR_PORT={port}".encode()
    found = processes_of(data)
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mine in path.read_bytes().split(b"\0"):
                found.append(path.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [words for words in found if words]


def test_the_demonstration_starts_stops_and_starts_again_and_leaves_no_process(data: Path) -> None:
    port = free_port()
    with demonstration(data, port) as (process, printed):
        with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
            assert json.load(answer)["database"] == "ok"
        for persona in ("coordinator", "on_case", "off_case", "outsider", "excluded", "chair", "idva"):
            assert persona in printed
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert processes_on(data, port) == []
    with demonstration(data, port) as (process, printed):
        assert "Inventing" not in printed
        process.kill()
        process.wait()
        assert wait_until(lambda: processes_on(data, port) == [], seconds=30)
