"""Tables that a run writes: whole or not at all, and readable by their owner alone: they hold people's records."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_table(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table; it stands under its name only once it is whole."""
    partial = path.with_name(path.name + ".partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(headings)
            out.writerows(rows)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
