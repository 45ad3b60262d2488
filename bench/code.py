"""C12 and C13: what the verification standard asks, and what checkers say of every file of the product."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from bench._report import figure, say, show
from openccr.site.environment import ROOT
from openccr.site.requirements import requirements

STRICT = ("access", "audit", "documents", "partnership", "people", "subjectaccess", "leaving")
"""Packages whose types are checked for the report: walls, audit, redaction, retention, sealing."""


def main() -> None:
    every = requirements()
    apply = [one for one in every if one.shown_by != "none"]
    shown = {kind: sum(one.shown_by == kind for one in apply) for kind in ("test", "document", "open")}
    figure("C12.asked", "requirements of ASVS 5.0, levels 1 and 2", len(every), "253", len(every) == 253)
    figure("C12.apply", "of them apply", len(apply))
    figure("C12.open", "of those not met", shown["open"], "0", shown["open"] == 0)
    figure("C12.test", "of those shown by a test", shown["test"], ">= 170", shown["test"] >= 170)
    figure("C12.document", "of those shown by a document", shown["document"])
    _rules()
    _bandit()
    found = _lines("ruff", "check", "--output-format", "concise", "src")
    figure("C13.ruff", "faults that ruff names, by the project's own choice of rules", len(found), "0", not found)
    found = _lines("mypy", *(f"src/openccr/{name}" for name in STRICT))
    found = [one for one in found if ": error:" in one]
    figure("C13.types", f"faults of type in {', '.join(STRICT)}", len(found), "0", not found)
    for one in found[:10]:
        say(one)
    show()


def _rules() -> None:
    from tests.walls.code_rules import found
    from tests.walls.test_code import RULES, TREES

    broken = [rule.key for rule in RULES for path, tree in TREES if rule.about(str(path)) for _ in found(rule, tree)]
    figure("C13.rules", "rules of our own", len(RULES), ">= 25", len(RULES) >= 25)
    figure("C13.files", "files they are asked of", len(TREES))
    figure("C13.broken", "places that break one", len(broken), "0", not broken)


def _bandit() -> None:
    from tests.walls.test_code import JUDGED

    made = subprocess.run(
        [sys.executable, "-m", "bandit", "-r", "src/openccr", "-ll", "-f", "json", "-q"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(made.stdout)
    said = [
        one for one in report["results"]
        if not any(one["test_id"] == check and re.match(place, one["filename"]) for check, place in JUDGED)
    ]  # fmt: skip
    lines = report["metrics"]["_totals"]["loc"]
    figure("C13.lines", "lines that bandit read", lines, ">= 10,000", lines >= 10_000)
    figure("C13.bandit", "of medium weight or more, not looked at by a person", len(said), "0", not said)
    figure("C13.judged", "of medium weight or more, looked at and let stand", len(report["results"]) - len(said))


def _lines(tool: str, *arguments: str) -> list[str]:
    """What a checker names, a line each. Raises SystemExit when it could not run at all."""
    made = subprocess.run(
        [sys.executable, "-m", tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode > 1:
        raise SystemExit(f"{tool}: {made.stdout[-1000:]}{made.stderr[-1000:]}")
    return [one for one in made.stdout.splitlines() if re.match(r"\S+:\d+", one)]


main()
