"""A CSV file whose rows do not fit its headings, or whose quotation marks do not close, row by row → one that is even.

The engine reads even files alone, and what it leaves out of others it does not tell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from openccr.linkage.engine.csv_text import Head
from openccr.linkage.engine.problems import Notes

LINE = "_line"
"""The column with each row's line in the file."""
_LINES = 8
"""So many lines a cell in quotation marks may have; beyond that a mark was never closed, and is a letter."""
_LONGEST = 10_000
"""Letters of a cell that are read: no name and no address has so many."""
_BLOCK = 20_000


def made_even(path: Path, head: Head, notes: Notes, name: str) -> Iterator[bytes]:
    """The rows with as many cells as there are headings, and each row's line, as CSV.

    Args:
        path: text in UTF-8.
        notes: takes how many rows had too many cells, which may stand in the wrong columns, and how many marks too few;
            and how many cells were cut, since the engine takes no line of millions of letters.
        name: the file's, for sentences.
    """
    width, long, marks, cut, out = len(head.names), 0, 0, 0, io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*head.names, LINE])
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    at = head.above + 1
    while at < len(lines):
        cells, used = _row(lines, at, head.separator)
        if not used:
            cells = [cell.strip().strip('"') for cell in lines[at].split(head.separator)]
        huge = sum(len(cell) > _LONGEST for cell in cells)
        marks += not used and not huge
        cut += huge
        cells = [cell[:_LONGEST] for cell in cells]
        long += any(cell.strip() for cell in cells[width:])
        if any(cell.strip() for cell in cells):
            writer.writerow([*cells[:width], *[""] * (width - len(cells)), at + 1])
        at += used or 1
        if out.tell() > _BLOCK:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()
    notes.add(f"{name}: rows with more cells than headings, which may stand in the wrong columns", long)
    notes.add(f"{name}: cells of more than {_LONGEST:,} letters, of which the first are read", cut)
    notes.add(f"{name}: rows with a quotation mark out of place, which is read as a letter", marks)


def _row(lines: list[str], at: int, separator: str) -> tuple[list[str], int]:
    """The cells of the row that begins at a line, and how many lines it has; 0 where its marks do not close."""
    for end in range(at + 1, min(at + 1 + _LINES, len(lines) + 1)):
        try:
            rows = list(csv.reader(["\n".join(lines[at:end])], delimiter=separator, strict=True))
        except csv.Error as error:
            if "end of data" not in str(error):
                break
            continue
        return (rows[0] if rows else []), end - at
    return [], 0
