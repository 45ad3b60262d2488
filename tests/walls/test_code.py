"""C13: what code of ours never does, asked of every file; and what an independent checker says."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from openccr.site.environment import ROOT
from tests.walls.code_rule_list import RULES
from tests.walls.code_rules import Rule, found
from tests.walls.sources import files


def trees() -> list[tuple[PurePosixPath, ast.AST]]:
    base = ROOT / "src" / "openccr"
    return [
        (PurePosixPath(path.relative_to(base)), ast.parse(path.read_text(encoding="utf-8")))
        for path in files("src", endings=(".py",))
    ]


TREES = trees()


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_a_rule_finds_what_it_is_for(rule: Rule) -> None:
    assert found(rule, ast.parse(rule.bad)), f"{rule.key} does not find its own example"


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_no_file_of_ours_breaks_it(rule: Rule) -> None:
    broken = [f"{path}:{line}" for path, tree in TREES if rule.about(str(path)) for line in found(rule, tree)]
    assert not broken, f"{rule.key}: {rule.instead}. {', '.join(broken)}"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.but], ids=[rule.key for rule in RULES if rule.but])
def test_an_exception_that_nobody_uses_any_more_is_taken_out(rule: Rule) -> None:
    for place in rule.but:
        assert any(found(rule, tree) for path, tree in TREES if str(path).startswith(place)), f"{rule.key}: {place}"


def test_there_are_enough_rules_and_each_is_another() -> None:
    assert len(RULES) >= 40 and len({rule.key for rule in RULES}) == len(RULES)


JUDGED = {
    ("B608", "src/openccr/access/"): "walls: SQL of names in this code",
    ("B608", r"src/openccr/\w+/models\b"): "walls, likewise",
    ("B608", "src/openccr/people/comparing.py"): "constants of the file itself; values are parameters",
    ("B608", "src/openccr/linkage/"): "columns that the linkage names itself, in a database of its own in memory",
    ("B608", "src/openccr/site/backups/census.py"): "names of tables, read from the catalogue and quoted",
    ("B608", "src/openccr/site/prepare.py"): "roles, from a closed list",
    ("B703", "src/openccr/accounts/adapters.py"): "the square code, drawn from numbers",
    ("B703", "src/openccr/ui/"): "components, which escape what they are given",
    ("B308", "src/openccr/ui/"): "the same",
}
"""What bandit takes for a fault and somebody looked at: check and place, with what it is."""


def test_bandit_finds_nothing_of_medium_weight_that_nobody_judged() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "bandit", "-r", "src/openccr", "-ll", "-f", "json", "-q"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(made.stdout)
    assert not report["errors"] and report["metrics"]["_totals"]["loc"] > 10_000, "a check of nothing is no check"
    said = [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}"
        for one in report["results"]
        if not any(one["test_id"] == check and re.match(place, one["filename"]) for check, place in JUDGED)
    ]
    assert not said, "\n".join(said)
