"""The private check between two partnerships: two files of 10,000 people of whom 5,000 stand in both.

Encoded and matched one to one, beside the same files matched in clear text by the batch engine, one to one as well.
`PPRL_PEOPLE` changes the size of each file.

Goals: F1 at least 0.970 and within 0.01 of clear text.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import mean

import numpy as np

from bench._described import Row, inhabitants, writer
from bench._linking.noise import HEADINGS
from bench._timing import machine, table, yes
from openccr.linkage.engine.match import match
from openccr.linkage.private.keys import new_key
from openccr.linkage.private.matching import LIKELY, one_to_one
from openccr.linkage.private.running import encode_file, match_files

PEOPLE = int(os.environ.get("PPRL_PEOPLE", "10000"))
SEEDS = (11, 12, 13)
TODAY = date(2026, 6, 1)


def write(path: Path, rows: list[Row]) -> Path:
    """A CSV file of people."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, HEADINGS)
        out.writeheader()
        out.writerows(rows)
    return path


def parties(seed: int, folder: Path) -> tuple[Path, Path, set[str]]:
    """Two files, and the local ids that stand in both."""
    half = PEOPLE // 2
    everybody = inhabitants(seed, PEOPLE + half)
    one, other = writer(seed, noise=1, draw=seed), writer(seed, noise=1, draw=seed + 100)
    first = write(folder / "one.csv", [one(person, "one") for person in everybody[:PEOPLE]])
    second = write(folder / "other.csv", [other(person, "other") for person in reversed(everybody[half:])])
    return first, second, {str(person.number) for person in everybody[half:PEOPLE]}


def quality(found: Path, both: set[str]) -> tuple[float, float, float]:
    """F1, precision and recall of a table of matches."""
    with found.open() as file:
        pairs = [(row["local_id_a"], row["local_id_b"]) for row in csv.DictReader(file)]
    right = sum(one == other and one in both for one, other in pairs)
    precision, recall = right / max(len(pairs), 1), right / len(both)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def in_clear(first: Path, second: Path, folder: Path, both: set[str]) -> float:
    """F1 of the batch engine on the same two files, each other's best alone."""
    found = match([first, second])
    across = found.frame.agency[found.low] != found.frame.agency[found.high]
    low, high = (rows[across].astype(np.int64) for rows in (found.low, found.high))
    chance = found.probability[across]
    kept = one_to_one(low, high, chance)
    kept = kept[chance[kept] >= LIKELY]
    ids = [row[0] for row in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
    pairs = [(ids[one], ids[other]) for one, other in zip(low[kept].tolist(), high[kept].tolist(), strict=True)]
    right = sum(one == other and one in both for one, other in pairs)
    return 2 * right / (len(pairs) + len(both))


def measured(seed: int, folder: Path) -> dict[str, float]:
    """The figures of one world."""
    first, second, both = parties(seed, folder)
    new_key(folder / "key")
    started = time.monotonic()
    for source in (first, second):
        encode_file(source, key_file=folder / "key", out=source.with_suffix(".x"), today=TODAY)
    encoded = time.monotonic()
    match_files(first.with_suffix(".x"), second.with_suffix(".x"), out=folder / "matches.csv")
    matched = time.monotonic()
    f1, precision, recall = quality(folder / "matches.csv", both)
    clear = in_clear(first, second, folder, both)
    size = first.with_suffix(".x").stat().st_size / PEOPLE
    return {
        "F1": f1,
        "in clear": clear,
        "precision": precision,
        "recall": recall,
        "encode s": encoded - started,
        "match s": matched - encoded,
        "bytes a record": size,
    }


def main() -> None:
    machine()
    figures = []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            figures.append(measured(seed, Path(folder)))
    middle = {name: mean(one[name] for one in figures) for name in figures[0]}
    if "--json" in sys.argv:
        print(json.dumps({"people": PEOPLE, "worlds": figures, "mean": middle}))
        return
    rows = [
        (f"world {seed}", *(f"{value:.3f}" if value < 1.01 else f"{value:.1f}" for value in one.values()))
        for seed, one in zip(SEEDS, figures, strict=True)
    ]
    table((f"two files of {PEOPLE:,}", *figures[0]), rows)
    less = middle["in clear"] - middle["F1"]
    goals = [
        ("F1", f"{middle['F1']:.3f}", "≥ 0.970", yes(middle["F1"] >= 0.97)),
        ("less than in clear text", f"{less:.3f}", "≤ 0.010", yes(less <= 0.01)),
    ]
    table(("mean", "figure", "goal", "within"), goals)


if __name__ == "__main__":
    main()
