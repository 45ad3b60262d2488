"""Tables that a run writes: whole or not at all, and readable by their owner alone: they hold people's records."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from openccr.linkage.engine.written import whole


def write_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table; it stands under its name only once it is whole.

    Raises:
        LinkageError: there is no room for it, or no right to write it.
    """
    with whole(path) as (partial,):
        fill_table(partial, headings, rows)


def fill_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table into a place that `whole` gave."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(headings)
        out.writerows(rows)
