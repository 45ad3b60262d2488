"""`python -m openccr.site.links`: every link in the documents that points into the project leads somewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import unquote

from openccr.site.environment import ROOT

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)


def broken_links(root: Path) -> list[str]:
    """One sentence for each link whose file, or heading in it, is not there: the page, the link and what is missing."""
    pages = sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.md")])
    ours = [page for page in pages if "node_modules" not in page.parts]
    return [problem for page in ours for problem in _broken_in(page, root)]


def _broken_in(page: Path, root: Path) -> list[str]:
    problems = []
    for link in LINK.findall(FENCE.sub("", page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue  # another site's page: not ours to keep, and no network in a check
        name, _, heading = unquote(link).partition("#")
        target = (page.parent / name) if name else page
        if not target.exists():
            problems.append(f"{page.relative_to(root)}: {link} leads nowhere; there is no {name}.")
        elif heading and target.suffix == ".md" and heading not in _anchors(target):
            problems.append(f"{page.relative_to(root)}: {link} leads nowhere; {target.name} has no heading {heading}.")
    return problems


def _anchors(page: Path) -> set[str]:
    """The anchors that Markdown's usual renderers give a page's headings."""
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        for heading in HEADING.findall(FENCE.sub("", page.read_text()))
    }


if __name__ == "__main__":
    found = broken_links(ROOT)
    print("\n".join(found) or "Every link leads somewhere.")
    sys.exit(1 if found else 0)
