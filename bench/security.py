"""The one report of every figure about security: what each measurement said when it was last taken.

`./run bench security` prints it, `--anew` takes every measurement again first (hours), `--json` prints it as JSON,
`--keep` puts what was measured here into `bench/taken`, which comes with the project. What was not measured on this
computer is told from there. Each measurement stands with its day and its commit; one that was not taken, or was taken
of other code than this, is named: a figure without its line does not count.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from typing import Any

from bench._report import HEADINGS, as_json, code, folder, line
from bench._timing import table
from openccr.site.environment import ROOT

TAKEN = ROOT / "bench" / "taken"
"""Figures that come with the project."""


def main() -> None:
    names = measurements()
    if "--anew" in sys.argv[1:]:
        for name in names:
            print(f"\n{name}", file=sys.stderr, flush=True)
            runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)
    if "--keep" in sys.argv[1:]:
        TAKEN.mkdir(exist_ok=True)
        for name in names:
            if (folder() / f"{name}.json").exists():
                shutil.copy(folder() / f"{name}.json", TAKEN)
    report = gathered(told(names), names=names)
    if as_json():
        print(json.dumps(report, indent=1))
        return
    found = report["measurements"]
    table(("measurement", *HEADINGS), [(of["measurement"], *line(one)) for of in found for one in of["figures"]])
    print()
    table(("measurement", "taken at", "commit", "where", "of this code"), [
        (of["measurement"], of["taken_at"], of.get("commit") or "not known", of["where"],
         "no" if of["measurement"] in report["of_other_code"] else "yes") for of in found
    ])  # fmt: skip
    print(f"\n{report['figures']} figures; {report['within']} of {report['with_a_goal']} with a goal are within it.")
    for one in report["outside"]:
        print(f"Outside its goal: {one}")
    for name in report["missing"]:
        print(f"Not taken: {name} (./run bench {name}).")


def measurements() -> list[str]:
    """The files of `bench/` that say their figures to the report."""
    files = sorted((ROOT / "bench").glob("[!_]*.py"))
    return [one.stem for one in files if one.stem != "security" and "bench._report" in one.read_text(encoding="utf-8")]


def told(names: list[str]) -> dict[str, Any]:
    """What each measurement said when it was last taken: here, or else what comes with the project."""
    found = {}
    for name in names:
        for place, where in ((folder(), "here"), (TAKEN, "comes with the project")):
            if name not in found and (file := place / f"{name}.json").exists():
                found[name] = json.loads(file.read_text(encoding="utf-8")) | {"where": where}
    return found


def gathered(kept: dict[str, Any], *, names: list[str]) -> dict[str, Any]:
    """The report: figures kept, how many are within their goals, and what is missing, outside or of other code."""
    every = [(name, one) for name, of in kept.items() for one in of["figures"]]
    goals = [one["met"] for _, one in every if one["met"] is not None]
    return {
        "code": code(),
        "measurements": list(kept.values()),
        "figures": len(every),
        "with_a_goal": len(goals),
        "within": sum(goals),
        "outside": [f"{name}: {' '.join(line(one)[:4])}" for name, one in every if one["met"] is False],
        "missing": [name for name in names if name not in kept],
        "of_other_code": [name for name, found in kept.items() if found["code"] != code()],
    }


main()
