"""Memory of the demonstration after 200 pages at 50,000 cases: each process's share (PSS), PostgreSQL left out.

Goal: web server and worker together under 250 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench._area import use_area
from bench._pages import core_pages
from bench._site import Browser, running
from bench._timing import table, yes
from openccr.site.environment import ROOT, environment

PAGES, GOAL_MB = 200, 250
COUNTED = ("The web server", "The job worker")
"""By the names that `ps` shows."""
THE_REST = "what supervises them"


def main() -> None:
    use_area()
    pages = core_pages()
    with running(root=ROOT, data=environment().folder) as site:
        before = _by_kind(site.process)
        browsers = {persona: Browser(site.port) for persona, _, _ in pages}
        for persona, browser in browsers.items():
            browser.sign_in(persona)
        for persona, _, address in islice(cycle(pages), PAGES):
            browsers[persona].get(address)
        after = _by_kind(site.process)
    rows: list[tuple[object, ...]] = [(kind, before[kind], after[kind], "", "") for kind in after]
    was, now = (sum(found[kind] for kind in COUNTED) for found in (before, after))
    rows.append((" and ".join(COUNTED), was, now, f"< {GOAL_MB}", yes(now < GOAL_MB)))
    table(("process", "started MB", f"after {PAGES} pages MB", "goal", "within the goal"), rows)


def _by_kind(process: int) -> dict[str, float]:
    found = dict.fromkeys((THE_REST, *COUNTED), 0.0)
    for one in _family(process):
        name = Path(f"/proc/{one}/comm").read_text().strip()
        found[name if name in COUNTED else THE_REST] += _pss_mb(one)
    return found


def _family(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def _pss_mb(process: int) -> float:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


main()
