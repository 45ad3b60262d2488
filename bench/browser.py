"""C10: every page that somebody can reach from the to-do list, in a real browser, as each kind of person.

Looked at are: what axe says (WCAG 2.2 AA and its best practice) at three sizes, what the browser complains of under the
strict policy, requests to another host, the headers of every answer, scripts and styles written into a page. Downloads
and pages that only take forms are left out. `BROWSER_PAGES=20` looks at so many pages of each person; `BROWSER_AT` is
the address of a demonstration that runs already.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bench._report import figure, say, show
from bench._site import running
from openccr.site.environment import ROOT, environment

MOST = int(os.environ.get("BROWSER_PAGES", "1000"))
SIZES = ((1280, 900), (768, 1024), (390, 844))
PERSONAS = ("", "coordinator", "chair", "idva", "on_case", "excluded", "lead", "analyst", "officer", "outsider",
            "service_manager", "panel_worker")  # fmt: skip
"""The first is nobody: the public pages."""
PUBLIC = ("/find-help/", "/you-said/", "/your-say/exampleshire/", "/your-answer/", "/help/leaving", "/accessibility")
WANTED = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
KEPT = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-?Q\d|\d{4}-\d\d(-\d\d)?")
LEFT_OUT = re.compile(r"/static/|/logout|/sign-out|/csv/|/xlsx/|/workbook/|/download|/calendar/|\.ics|/feed|/blank/")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*type=.application/json)")


@dataclass
class Seen:
    """What was found in all pages."""

    kinds: set[str] = field(default_factory=set)
    looked: int = 0
    axe: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    headers: Counter[str] = field(default_factory=Counter)
    inline: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    seen = Seen()
    with _address() as at, _chromium() as browser:
        for persona in PERSONAS:
            looked = _as(browser, at, persona, seen)
            say(f"{persona or 'nobody signed in'}: {looked} pages")
    figure("C10.kinds", "kinds of page looked at", len(seen.kinds))
    figure("C10.looks", f"pages × {len(SIZES)} sizes × kinds of person", seen.looked)
    for id, what, found in (
        ("axe", "faults that axe names", seen.axe), ("said", "complaints of the browser, policy among them", seen.said),
        ("elsewhere", "requests to another host", seen.elsewhere), ("headers", "missing headers", seen.headers),
        ("inline", "pages with a script or style in them", seen.inline), ("errors", "answers from 500 up", seen.errors),
    ):  # fmt: skip
        figure(f"C10.{id}", what, sum(found.values()), "0", not found and seen.looked > 0)
        for words, many in found.most_common(10):
            say(f"{what}: {many} × {words}")
    show()


@contextmanager
def _address() -> Iterator[str]:
    if there := os.environ.get("BROWSER_AT"):
        yield there
        return
    with running(root=ROOT, data=environment().folder / "demonstration") as site:
        yield f"http://localhost:{site.port}"


@contextmanager
def _chromium() -> Iterator[Any]:
    from tests.browser import chromium

    with chromium() as browser:
        yield browser


def _as(browser: Any, at: str, persona: str, seen: Seen) -> int:
    """Go through every kind of page this person can reach, once each. Returns how many."""
    context = browser.new_context()
    page = context.new_page()
    where = [""]
    page.on("console", lambda m: _complained(seen, where[0], m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: _complained(seen, where[0], str(error)))
    host = urlsplit(at).netloc
    page.on("request", lambda r: seen.elsewhere.update([r.url]) if urlsplit(r.url).netloc not in ("", host) else None)
    todo, done = list(PUBLIC), set[str]()
    if persona:
        page.goto(f"{at}/demo/sign-in")
        page.click(f"button[value={persona}]")
        todo = ["/"]
    while todo and len(done) < MOST:
        path = todo.pop(0).partition("#")[0]
        kind = KEPT.sub("*", path.partition("?")[0])
        if kind in done or LEFT_OUT.search(path):
            continue
        done.add(kind)
        where[0] = kind
        todo += _look(page, f"{at}{path}", kind, seen)
    context.close()
    return len(done)


def _complained(seen: Seen, kind: str, words: str) -> None:
    if "responded with a status of" not in words:  # the answer's own status is no complaint
        seen.said[f"{kind}: {words[:160]}"] += 1


def _look(page: Any, address: str, kind: str, seen: Seen) -> list[str]:
    """Look at one page at each size. Returns where its links lead."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Error

    try:
        answer = page.goto(address)
    except Error as why:
        if "Download is starting" in str(why):
            return []
        raise
    if answer is None or "html" not in answer.headers.get("content-type", ""):
        return []
    if answer.status >= 500:
        seen.errors[kind] += 1
    seen.kinds.add(kind)
    missing = [name for name, value in WANTED.items() if answer.headers.get(name) != value]
    if "default-src 'none'" not in answer.headers.get("content-security-policy", ""):
        missing.append("content-security-policy")
    seen.headers.update(f"{kind}: {name}" for name in missing)
    if INLINE.search(answer.text()):
        seen.inline[kind] += 1
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page).response["violations"]
        seen.axe.update(
            f"{kind} at {width}: {one['id']} {node['html'][:100]}" for one in found for node in one["nodes"]
        )
        seen.looked += 1
    return list(page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))"))


main()
