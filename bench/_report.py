"""One line per figure, for the table of a measurement and for the one report of all of them, `./run bench security`.

A measurement says each of its figures once and prints them at its end:

    from bench._report import figure, show

    def main() -> None:
        ...
        figure("C4.kills", "processes killed", kills, goal=">= 60", met=kills >= 60)
        figure("C4.lost", "acknowledged writes lost", lost, goal="0", met=lost == 0)
        figure("C4.back", "back in service, 95th percentile", seconds, goal="<= 10", met=seconds <= 10, unit="s")
        show()

    main()

Nothing else is to be done: the file in `bench/` that imports this module is one of the measurements that
`./run bench security` gathers. The id begins with the row of the security paper it answers (C1 to C15, T1 to T18) or
the issue's point. Figures are kept in `figures/NAME.json` of the measurement's data folder as soon as they are said,
so that a run that breaks off leaves what it had; with the day, the commit and a name of the code. A process of the
measurement's own that cannot import this (another interpreter, pytest) hands its numbers back to the measurement,
which says them.

With `--json` a measurement prints its figures as JSON and nothing else to standard output: print progress with `say`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench._timing import table, yes
from openccr.site.environment import ROOT, environment

HEADINGS = ("figure", "what", "found", "goal", "within the goal")
_said: dict[str, list[dict[str, Any]]] = {}
"""Measurement → its figures so far in this process."""


def figure(id: str, what: str, value: float | str, goal: str = "", met: bool | None = None, unit: str = "") -> None:
    """Say one figure: keep it for the report, in place of what the last run of this measurement said.

    Args:
        id: row of the security paper and a word, such as `C1.leaks`; unique among all measurements.
        what: what was counted or timed, in plain words.
        value: the number found, or a word such as "not possible here".
        goal: what it should be, in words; empty for a fact that has no goal.
        met: whether it is; None for a fact that has no goal.
        unit: of `value` and `goal`, such as "ms"; empty for a count.
    """
    name = measurement()
    said = _said.setdefault(name, [])
    if any(one["id"] == id for one in said):
        raise ValueError(f"The figure {id} is said twice by {name}")
    said.append({"id": id, "what": what, "value": value, "goal": goal, "met": met, "unit": unit})
    kept = {
        "measurement": name, "taken_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "commit": commit(), "code": code(),
        "figures": said,
    }  # fmt: skip
    file = folder() / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def show() -> None:
    """Print the figures of this measurement: a table with the goal beside the figure, or with `--json` as JSON."""
    said = _said.pop(measurement(), [])
    if as_json():
        print(json.dumps(json.loads((folder() / f"{measurement()}.json").read_text()), indent=1))
    else:
        table(HEADINGS, [line(one) for one in said])


def say(words: str) -> None:
    """Print progress, where it does not get into the JSON."""
    print(words, file=sys.stderr if as_json() else sys.stdout, flush=True)


def as_json() -> bool:
    """Whether JSON was asked for."""
    return "--json" in sys.argv[1:]


def line(one: dict[str, Any]) -> tuple[str, ...]:
    """A figure as a row under HEADINGS."""
    value = one["value"]
    found = value if isinstance(value, str) else f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    met = "" if one["met"] is None else yes(one["met"])
    return one["id"], one["what"], f"{found} {one['unit']}".strip(), f"{one['goal']} {one['unit']}".strip(), met


def folder() -> Path:
    """Where figures are kept."""
    return environment().folder / "figures"


def measurement() -> str:
    """The name of the measurement that is running."""
    return Path(sys.argv[0]).stem


@cache
def commit() -> str:
    """The commit that is checked out, with a + where something of the product or the measurements was changed since."""
    try:
        at = _git("rev-parse", "--short=10", "HEAD")
        return f"{at}+" if _git("status", "--porcelain", "--", "src", "bench") else at
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@cache
def code() -> str:
    """A short name of the code measured: it changes with any line of the product or of a measurement."""
    digest = sha256()
    for path in sorted(one for part in ("src", "bench") for one in (ROOT / part).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
