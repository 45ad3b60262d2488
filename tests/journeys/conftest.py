"""The demonstration itself, started as anybody starts it, and people signed in to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import PATIENCE, chromium, complaints

SignIn = Callable[..., Page]
"""`sign_in("coordinator")` → that persona's home page."""

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Site:
    """The running demonstration."""

    address: str
    data: Path
    printed: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of OpenCCR beside it."""
        return subprocess.run(
            [str(ROOT / "run"), "manage", *arguments], env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """`./run` on a folder and a port of its own; stopped as with Ctrl-C at the end."""
    # Not pytest's own folder, which is closed to the system user that runs PostgreSQL for root.
    folder = Path(tempfile.mkdtemp(prefix="openccr-journeys-", dir="/tmp"))
    folder.chmod(0o755)
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENCCR_")}
    environment |= {"OPENCCR_DATA": str(data), "OPENCCR_PORT": str(port)}
    printed = folder / "printed"
    with printed.open("w") as out:
        running = subprocess.Popen([str(ROOT / "run")], env=environment, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        _wait(address, running, printed)
        yield Site(address, data, printed, environment | {"OPENCCR_MODE": "demo"})
        assert running.poll() is None, f"The demonstration stopped by itself:\n{printed.read_text()}"
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, running: subprocess.Popen[bytes], printed: Path) -> None:
    for _ in range(SECONDS_TO_START * 4):
        if running.poll() is not None:
            pytest.fail(f"The demonstration stopped at once:\n{printed.read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if json.load(answer)["status"] == "ok":
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.25)
    pytest.fail(f"The demonstration did not answer within {SECONDS_TO_START} s:\n{printed.read_text()}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed when this folder's tests are done: while Playwright's loop runs, Django refuses the database."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def sign_in(site: Site, browser: Browser) -> Iterator[SignIn]:
    """`sign_in("coordinator")` → that persona's home page, in a browser of its own. A console error fails the test."""
    contexts: list[BrowserContext] = []
    troubles: list[list[str]] = []

    def as_persona(persona: str, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.address, java_script_enabled=javascript, viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        troubles.append(complaints(page))
        become(page, persona)
        return page

    yield as_persona
    for context in contexts:
        context.close()
    # A request that a test sent into a network it had cut itself is meant.
    real = [text for said in troubles for text in said if "net::ERR_INTERNET_DISCONNECTED" not in text]
    assert not real, real


def become(page: Page, persona: str) -> None:
    """Sign in as a persona of the demonstration, whoever was signed in there before."""
    page.goto("/demo/sign-in")
    page.locator(f'button[name="persona"][value="{persona}"], input[name="persona"][value="{persona}"]').first.click()
    if page.locator('input[name="persona"]').count():
        page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who sees nothing is told first: it compares agendas by their lines on home, and other stories plan meetings."""
    places = [place for place, item in enumerate(items) if item.path.parent == Path(__file__).parent]
    stories = sorted((items[place] for place in places), key=lambda item: item.path.stem != "test_who_sees_nothing")
    for place, story in zip(places, stories, strict=True):
        items[place] = story
