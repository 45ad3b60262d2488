"""Linking: how good, how fast, how careful, on invented worlds that no weight was learned from; Splink 5 beside it.

`BENCH_PEOPLE` sets how many people the world has (75,000, about 100,000 records; 770,000 make a million),
`BENCH_NOISE` multiplies its errors (1.4), `BENCH_SEED` is another world (101), `BENCH_NAMES=public` takes the names of
public lists in place of ours (their packages are needed: `bench/_linking/public_names.py`), `BENCH_APART=1` lets no
child bear the name of somebody at home by mere chance, `BENCH_SPLINK=0` leaves Splink out, `--json` prints the figures
as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench._timing import table

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "75000"))
NOISE = float(os.environ.get("BENCH_NOISE", "1.4"))
SEED = int(os.environ.get("BENCH_SEED", "101"))
"""Of a world that is not among those the weights were learned from."""
PUBLIC = os.environ.get("BENCH_NAMES") == "public"
APART = os.environ.get("BENCH_APART") == "1"
"""Without it some four of a hundred sisters bear one name in our own worlds, one in a hundred with public names."""
LIKELY = 0.95


def ours(folder: str) -> dict[str, Any]:
    """One run in a process of its own, so that its memory is its own."""
    from openccr.linkage.engine.columns import files_of
    from openccr.linkage.engine.match import match

    started, worked = time.monotonic(), time.process_time()
    with TemporaryDirectory() as spill:
        found = match(files_of(Path(folder)), spill=Path(spill))
    return {
        "low": found.low, "high": found.high, "probability": found.probability, "group": found.clusters.number,
        "seconds": time.monotonic() - started, "processor": time.process_time() - worked, "compared": found.compared,
        "megabytes": _peak(),
    }  # fmt: skip


def theirs(folder: str, tuned: bool) -> dict[str, Any]:
    from bench._linking.splink_models import splink_pairs

    started, worked = time.monotonic(), time.process_time()
    low, high, probability = splink_pairs(Path(folder), tuned=tuned)
    return {
        "low": low, "high": high, "probability": probability, "seconds": time.monotonic() - started,
        "processor": time.process_time() - worked, "megabytes": _peak(),
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(call: Any, *arguments: Any) -> dict[str, Any]:
    with get_context("spawn").Pool(1) as pool:
        return dict(pool.apply(call, arguments))


def main() -> None:
    import numpy as np

    from bench._linking import measures
    from bench._linking.generator import generate
    from bench._linking.names import origins
    from bench._linking.public_names import in_their_place
    from bench._linking.public_names import origins as public_origins
    from bench._linking.worlds import world
    from openccr.linkage.engine.household import UNDECIDED

    with TemporaryDirectory() as folder:
        with in_their_place() if PUBLIC else nullcontext():
            truth = generate(replace(world(SEED, people=PEOPLE, noise=NOISE), named_apart=APART), Path(folder))
        person = truth.in_file_order()
        runs = {"OpenCCR": _apart(ours, folder)}
        if os.environ.get("BENCH_SPLINK", "1") != "0":
            runs["Splink 5, standard"] = _apart(theirs, folder, False)
            runs["Splink 5, tuned"] = _apart(theirs, folder, True)
    figures: dict[str, Any] = {"records": len(person), "true_pairs": measures.true_pairs(person), "noise": NOISE}
    rows = []
    for name, run in runs.items():
        same = person[run["low"]] == person[run["high"]]
        likely = run["probability"] >= LIKELY
        rate = measures.of_pairs(run["low"][likely], run["high"][likely], person)
        found = same.sum() / max(1, measures.true_pairs(person))
        best = max(
            measures.of_pairs(run["low"][at], run["high"][at], person).f1
            for limit in np.linspace(0.1, 0.98, 23)
            if (at := run["probability"] >= limit).any()
        )
        figures[name] = {"f1": rate.f1, "precision": rate.precision, "recall": rate.recall, "best_f1": best,
                         **{name: run[name] for name in ("seconds", "processor", "megabytes")}}  # fmt: skip
        cells = [f"{one:.4f}" for one in (rate.f1, rate.precision, rate.recall, best, found)]
        rows.append((name, *cells, f"{run['seconds']:.1f}", f"{run['processor']:.1f}", f"{run['megabytes']:.0f}"))
    mine = runs["OpenCCR"]
    same = person[mine["low"]] == person[mine["high"]]
    groups = measures.of_groups(mine["group"], person)
    hard = measures.hard_pairs(truth.people, person, mine["group"])
    kept = mine["probability"] >= LIKELY
    by_origin = measures.recall_by_origin(mine["low"][kept], mine["high"][kept], person, truth.origins_in_file_order())
    names = [one.name for one in (public_origins if PUBLIC else origins)(SEED)]
    figures |= {
        "clusters": {"f1": groups.f1, "precision": groups.precision, "recall": groups.recall},
        "hard_pairs": hard, "by_origin": {names[one]: recall for one, recall in by_origin.items()},
        "calibration": measures.calibration(mine["probability"], same, least=200), "compared": mine["compared"],
        "held": measures.held(mine["probability"], same, at=UNDECIDED),
    }  # fmt: skip
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    print(f"{len(person):,} records, {measures.true_pairs(person):,} true pairs, world {SEED}, noise × {NOISE}")
    headings = (
        "at probability 0.95 (goal F1 0.980)",
        "F1",
        "precision",
        "recall",
        "best F1",
        "looked at",
        "s",
        "processor s",
        "MB",
    )
    table(headings, rows)
    table(
        ("groups", "F1 (goal 0.980)", "precision", "recall (goal 0.960)"),
        [("OpenCCR", f"{groups.f1:.4f}", f"{groups.precision:.4f}", f"{groups.recall:.4f}")],
    )
    goals = {"twins": "5%", "parent and child of one name": "5%", "partners": "0.1%"}
    table(("two people", "pairs", "merged", "at most"),
          [(kind, total, f"{share:.2%}", goals.get(kind, "")) for kind, (total, share) in hard.items()])  # fmt: skip
    table(("probability from", "pairs", "predicted less observed (goal 0.03)"),
          [(lower, count, f"{gap:+.3f}") for lower, count, gap in figures["calibration"]])  # fmt: skip
    print("held at {}, by a rule: {:,} pairs, of whom {:.0%} are one person".format(UNDECIDED, *figures["held"]))
    table(("name origin", "recall"), [(name, f"{recall:.4f}") for name, recall in figures["by_origin"].items()])


if __name__ == "__main__":
    main()
