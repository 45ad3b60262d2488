"""The rows of one file of people, one after the other, for what works a row at a time (look-up and private linkage)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from openccr.linkage.engine import columns
from openccr.linkage.engine.headings import COLUMNS
from openccr.linkage.engine.problems import LinkageError, Notes

Row = dict[str, str | None]
_AT_ONCE = 20_000


def rows(source: Path, notes: Notes, *, told: Callable[[str], None] = lambda _: None) -> Iterator[Row]:
    """The rows of a CSV, XLSX or Parquet file by the standard's headings, those without a local id passed over.

    Args:
        notes: takes what was passed over and what looks wrong.
        told: takes how many rows were read; may raise to cancel.

    Raises:
        LinkageError: the file is none of these, or holds no usable row.
    """
    from openccr.linkage.engine.match import MOST, connect  # Heavy, and only commands need it.

    if source.is_dir():
        raise LinkageError(f"{source} is a folder", "Give one file.")
    seen: set[tuple[str, str]] = set()
    read = first = 0
    with connect(memory=MOST) as db:
        columns.read([source], db, notes)
        cells = db.execute(f"SELECT line, {', '.join(COLUMNS)} FROM records ORDER BY rid")  # noqa: S608
        while some := cells.fetchmany(_AT_ONCE):
            for line, *cell in some:
                row: Row = dict(zip(COLUMNS, cell, strict=True))
                if not row["local_id"]:
                    first = first or line
                    notes.add(f"{source.name}: rows passed over for want of a local_id, the first of them row {first}")
                    continue
                key = (row["agency"] or "", row["local_id"])
                if key in seen:
                    notes.add(f"{source.name}: rows whose local_id stands there already")
                seen.add(key)
                yield row
            read += len(some)
            told(f"{read:,} rows read")
    if not seen:
        raise LinkageError(f"{source.name} holds no usable row", "Check that it is the right file.")
