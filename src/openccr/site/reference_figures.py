"""The page of every figure about security that comes with the project, as its measurement printed it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from openccr.site.environment import ROOT

TAKEN = ROOT / "bench" / "taken"
"""What each measurement said when it was last taken and kept, `./run bench security --keep`."""


def figures_page() -> Iterator[str]:
    """Every kept figure with its goal, the commit it was taken of and its day."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TAKEN.glob("*.json"))]
    goals = [one["met"] for of in kept for one in of["figures"] if one["met"] is not None]
    yield "# What was measured about security\n"
    yield "Each figure as its measurement printed it, of the commit beside it (a + where something was changed since)."
    yield "`./run bench NAME` takes it again; `./run bench security` prints what was taken on your own computer, and"
    yield "says what is of other code. What they mean, and what falls short: [Benchmarks](benchmarks.md). How to run"
    yield "them: [Prove the walls](../how-to/prove-the-walls.md).\n"
    yield f"{sum(goals)} of the {len(goals)} figures with a goal are within it.\n"
    for of in kept:
        yield f"## {of['measurement']}\n"
        yield f"Taken on {of['taken_at'][:10]} of {of.get('commit') or 'a commit that is not known'}.\n"
        yield "| figure | what | found | goal | within |\n|---|---|---|---|---|"
        for one in of["figures"]:
            met = "" if one["met"] is None else "yes" if one["met"] else "**no**"
            found, goal = _said(one["value"], one["unit"]), _said(one["goal"], one["unit"])
            yield f"| `{one['id']}` | {_cell(one['what'])} | {_cell(found)} | {_cell(goal)} | {met} |"
        yield ""


def _said(value: Any, unit: str) -> str:
    text = value if isinstance(value, str) else f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    return f"{text} {unit}".strip() if text else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
