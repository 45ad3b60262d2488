"""The preview, served beside the tests, and a browser to look at it with. No database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def preview() -> Iterator[str]:
    """The address of the served preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.preview", str(port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            pytest.fail("The preview stopped at once. Run: python -m tests.ui.preview")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The preview did not answer within 15 seconds. Run: python -m tests.ui.preview")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed when a file's tests are done: while Playwright's loop runs, Django refuses the database to the next."""
    with chromium() as browser:
        yield browser
