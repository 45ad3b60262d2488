"""The one report of every figure about security: what each measurement said when it was last taken.

`./run bench security` prints it, `--anew` takes every measurement again first (hours), `--json` prints it as JSON.
A measurement that was not taken, or of other code than this, is named: a figure without its line does not count.
"""

from __future__ import annotations

import json
import runpy
import sys
from typing import Any

from bench._report import HEADINGS, as_json, code, folder, line
from bench._timing import table
from openccr.site.environment import ROOT


def main() -> None:
    names = measurements()
    if "--anew" in sys.argv[1:]:
        for name in names:
            print(f"\n{name}", file=sys.stderr, flush=True)
            runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)
    kept = {name: json.loads(file.read_text()) for name in names if (file := folder() / f"{name}.json").exists()}
    report = gathered(kept, names=names)
    if as_json():
        print(json.dumps(report, indent=1))
        return
    figures = [one for found in kept.values() for one in found["figures"]]
    table(("measurement", *HEADINGS), [(name, *line(one)) for name, of in kept.items() for one in of["figures"]])
    print(f"\n{len(figures)} figures; {report['within']} of {report['with_a_goal']} with a goal are within it.")
    for name in report["missing"]:
        print(f"Not taken: {name} (./run bench {name}).")
    for name in report["of_other_code"]:
        print(f"Taken of other code than this, on {kept[name]['taken_at']}: {name}.")


def measurements() -> list[str]:
    """The files of `bench/` that say their figures to the report."""
    files = sorted((ROOT / "bench").glob("[!_]*.py"))
    return [one.stem for one in files if one.stem != "security" and "bench._report" in one.read_text(encoding="utf-8")]


def gathered(kept: dict[str, Any], *, names: list[str]) -> dict[str, Any]:
    """The report: figures kept, how many are within their goals, and what is missing or of other code."""
    goals = [one["met"] for found in kept.values() for one in found["figures"] if one["met"] is not None]
    return {
        "measurements": list(kept.values()),
        "with_a_goal": len(goals),
        "within": sum(goals),
        "missing": [name for name in names if name not in kept],
        "of_other_code": [name for name, found in kept.items() if found["code"] != code()],
    }


main()
