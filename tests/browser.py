"""A real browser: Debian's Chromium, driven by Playwright, closed to the outside."""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from ctypes.util import find_library

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1280, 390)
"""Contrast takes three quarters of the time and hangs on no width: stories look at it once, and
`test_pages_in_browser` looks at every kind of page at both."""
PATIENCE = 30_000
"""Milliseconds that a browser test waits for what should come at once: two workers may share two busy cores."""
expect.set_options(timeout=PATIENCE)
MISSING = "The browser or its library is missing. An administrator must run: apt-get install -y chromium libatomic1"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium for a whole test session; the tests fail with the remedy where it is not installed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail(MISSING)
    if find_library("atomic") is None:  # Playwright's driver would die without a word that helps
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def accessible(page: Page) -> None:
    """axe finds nothing on this page at either width (WCAG 2.2 AA and best practice), and nothing scrolls sideways."""
    page.wait_for_load_state()  # a page still arriving has nothing to look at yet, or no document at all
    page.evaluate(Axe().axe_script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(
            "options => axe.run(options).then(results => results.violations)",
            {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": width == WIDTHS[0]}}},
        )
        faults = [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
        assert not faults, f"{page.url} at {width}: " + "; ".join(faults)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} at {width} scrolls sideways by {wide} pixels"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


ANSWERS = frozenset({403, 404, 422})
"""What a page may answer on purpose: a form that is refused, who may not, what is not there."""


def complaints(page: Page, *, warnings: bool = False, answers: Container[int] = ANSWERS) -> list[str]:
    """What the browser finds wrong with this page from now on; the list grows while the page is used.

    Chromium writes every answer from 400 on into its console, a page's own as well as that of a file that is missing.
    So those lines are left out and the answers judged instead: a page's own, or that of the form it sends, may be one
    of `answers`; whatever else it asks for must be there.
    """
    said: list[str] = []
    kinds = {"error", "warning"} if warnings else {"error"}

    def told(message: ConsoleMessage) -> None:
        if message.type in kinds and "the server responded with a status of" not in message.text:
            said.append(message.text)

    def answered(response: Response) -> None:
        asked = response.request
        of_the_page = asked.is_navigation_request() or asked.method == "POST"
        if response.status >= 400 and not (of_the_page and response.status in answers):
            said.append(f"{asked.method} {response.url}: {response.status}")

    page.on("console", told)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", answered)
    return said
